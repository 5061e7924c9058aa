package org.samap.core.anndata.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.samap.core.anndata.hdf5.reader.LinkTarget;

/**
 * The members of a group: names in a local heap, addresses in symbol nodes, and a version 1 B-tree
 * over the nodes. The library finds, adds and removes a member in logarithmic time.
 */
final class SymbolTable {
  /** Members of a full symbol node, and children of a full tree node: the defaults of readers. */
  private static final int SYMBOLS = 8;

  private static final int CHILDREN = 32;
  private static final int SYMBOL_NODE = 8 + 40 * SYMBOLS;
  private static final int TREE_NODE = 24 + 8 * CHILDREN + 8 * (CHILDREN + 1);
  private static final int NO_FREE_SPACE = 1;
  private static final int SOFT = 2;

  private record Member(byte[] name, LinkTarget target) {}

  private final List<Member> members;
  private final long[] nameOffsets;
  private final long[] pathOffsets;
  private final Bytes names =
      new Bytes().zeros(8); // the empty name, the lower end of every key range

  private SymbolTable(Map<String, LinkTarget> links) {
    this.members =
        links.entrySet().stream()
            .map(e -> new Member(e.getKey().getBytes(StandardCharsets.UTF_8), e.getValue()))
            .sorted(Comparator.comparing(Member::name, Arrays::compareUnsigned))
            .toList();
    this.nameOffsets = new long[members.size()];
    for (int i = 0; i < nameOffsets.length; i++) {
      nameOffsets[i] = addName(members.get(i).name);
    }
    this.pathOffsets = new long[members.size()];
    for (int i = 0; i < pathOffsets.length; i++) {
      if (members.get(i).target instanceof LinkTarget.Soft soft) {
        pathOffsets[i] = addName(soft.path().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private long addName(byte[] name) {
    long offset = names.size();
    names.bytes(name).zeros(8 - name.length % 8);
    return offset;
  }

  /** Writes the members; returns the header message that says where they are. */
  static Bytes write(Hdf5Writer file, Map<String, LinkTarget> links) throws IOException {
    SymbolTable table = new SymbolTable(links);
    long tree = table.writeTree(file);
    long heap = table.writeHeap(file);
    return new Bytes().u64(tree).u64(heap);
  }

  private long writeHeap(Hdf5Writer file) throws IOException {
    Bytes heap = new Bytes().ascii("HEAP").u8(0).zeros(3).u64(names.size()).u64(NO_FREE_SPACE);
    return file.append(heap.u64(file.append(names)));
  }

  private long writeTree(Hdf5Writer file) throws IOException {
    List<Long> children = new ArrayList<>();
    List<Long> last = new ArrayList<>(); // the offset of the last name under each child
    for (int from = 0; from < members.size(); from += SYMBOLS) {
      int to = Math.min(members.size(), from + SYMBOLS);
      children.add(file.append(symbolNode(from, to)));
      last.add(nameOffsets[to - 1]);
    }
    int level = 0;
    do {
      List<Long> above = new ArrayList<>();
      List<Long> lastAbove = new ArrayList<>();
      int nodes = Math.max(1, Math.ceilDiv(children.size(), CHILDREN));
      for (int n = 0; n < nodes; n++) {
        above.add(file.allocate(TREE_NODE));
      }
      for (int n = 0; n < nodes; n++) {
        int from = n * CHILDREN;
        int to = Math.min(children.size(), from + CHILDREN);
        Bytes node = new Bytes().ascii("TREE").u8(0).u8(level).u16(to - from);
        node.u64(n > 0 ? above.get(n - 1) : Bytes.UNDEFINED);
        node.u64(n + 1 < nodes ? above.get(n + 1) : Bytes.UNDEFINED);
        node.u64(from > 0 ? last.get(from - 1) : 0);
        for (int c = from; c < to; c++) {
          node.u64(children.get(c)).u64(last.get(c));
        }
        file.write(above.get(n), node.zeros(TREE_NODE - node.size()).buffer());
        lastAbove.add(to > 0 ? last.get(to - 1) : 0L);
      }
      children = above;
      last = lastAbove;
      level++;
    } while (children.size() > 1);
    return children.getFirst();
  }

  private Bytes symbolNode(int from, int to) {
    Bytes node = new Bytes().ascii("SNOD").u8(1).u8(0).u16(to - from);
    for (int i = from; i < to; i++) {
      node.u64(nameOffsets[i]);
      switch (members.get(i).target) {
        case LinkTarget.Hard hard -> node.u64(hard.address()).zeros(24);
        case LinkTarget.Soft soft ->
            node.u64(Bytes.UNDEFINED).u32(SOFT).u32(0).u32((int) pathOffsets[i]).zeros(12);
        case LinkTarget.Elsewhere e -> throw new IllegalArgumentException(e.reason());
      }
    }
    return node.zeros(SYMBOL_NODE - node.size());
  }
}
