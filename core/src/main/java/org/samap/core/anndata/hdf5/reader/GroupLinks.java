package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.number;
import static org.samap.core.anndata.hdf5.reader.FileBytes.part;
import static org.samap.core.anndata.hdf5.reader.FileBytes.signed;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.text;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u16;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.samap.core.run.CodePoints;

/** Finds where each member of a group lies, without reading the member. */
final class GroupLinks {
  private record Link(String name, LinkTarget target) {}

  private static final int HEAP_ID = 7;
  private static final int SOFT_CACHE = 2;
  private static final int EXTERNAL = 64;

  private GroupLinks() {}

  static SequencedMap<String, LinkTarget> read(FileBytes file, ObjectMessages header) {
    SequencedMap<String, LinkTarget> members = new LinkedHashMap<>();
    if (header.has(ObjectMessages.SYMBOL_TABLE)) {
      readOld(file, header.get(ObjectMessages.SYMBOL_TABLE), members);
      return members;
    }
    for (ByteBuffer message : header.all(ObjectMessages.LINK)) {
      Link link = link(file, message);
      members.put(link.name, link.target);
    }
    header
        .find(ObjectMessages.LINK_INFO)
        .ifPresent(b -> dense(file, b).forEach(l -> members.put(l.name, l.target)));
    return members;
  }

  private static List<Link> dense(FileBytes file, ByteBuffer info) {
    skip(info, 1);
    int flags = u8(info);
    skip(info, (flags & 1) != 0 ? 8 : 0);
    long heapAddress = file.address(info);
    long index = file.address(info);
    List<Link> links = new ArrayList<>();
    if (heapAddress != FileBytes.UNDEFINED && index != FileBytes.UNDEFINED) {
      FractalHeap heap = FractalHeap.at(file, heapAddress);
      RecordTree.read(
          file,
          index,
          r -> {
            skip(r, 4);
            links.add(link(file, heap.object(part(r, HEAP_ID))));
          });
    }
    links.sort(
        Comparator.comparing(
            Link::name, CodePoints::compare)); // the file has them in the order of their hashes
    return links;
  }

  private static Link link(FileBytes file, ByteBuffer b) {
    skip(b, 1);
    int flags = u8(b);
    int kind = (flags & 0x08) != 0 ? u8(b) : 0;
    skip(b, (flags & 0x04) != 0 ? 8 : 0);
    skip(b, (flags & 0x10) != 0 ? 1 : 0);
    String name = text(part(b, (int) number(b, 1 << (flags & 3))));
    return new Link(
        name,
        switch (kind) {
          case 0 -> new LinkTarget.Hard(file.address(b));
          case 1 -> new LinkTarget.Soft(text(part(b, u16(b))));
          case EXTERNAL -> new LinkTarget.Elsewhere("it is a link into another file");
          default -> new LinkTarget.Elsewhere("it is a link of an unknown kind");
        });
  }

  /** Reads a B-tree of symbol tables, with the names in a heap. */
  private static void readOld(
      FileBytes file, ByteBuffer table, SequencedMap<String, LinkTarget> members) {
    long tree = file.address(table);
    long heapAddress = file.address(table);
    ByteBuffer heap =
        signed(file.at(heapAddress, 8 + 2L * file.lengthSize() + file.offsetSize()), "HEAP");
    skip(heap, 4);
    long size = file.length(heap);
    file.length(heap);
    ByteBuffer names = file.at(file.address(heap), size);
    Set<Long> seen = new HashSet<>();
    OldTree.children(
        file,
        tree,
        OldTree.groupKey(file),
        child -> {
          if (!seen.add(child)) {
            throw Hdf5Exception.damaged("the index leads to %d twice".formatted(child));
          }
          readSymbols(file, child, names, members);
        });
  }

  private static void readSymbols(
      FileBytes file, long address, ByteBuffer names, SequencedMap<String, LinkTarget> members) {
    ByteBuffer b = signed(file.at(address, 8), "SNOD");
    skip(b, 2);
    int count = u16(b);
    int entry = 2 * file.offsetSize() + 24;
    ByteBuffer entries = file.at(address + 8, (long) count * entry);
    for (int i = 0; i < count; i++) {
      ByteBuffer e = part(entries, entry);
      String name = text(position(names, file.address(e)));
      long header = file.address(e);
      boolean soft = number(e, 4) == SOFT_CACHE;
      skip(e, 4);
      members.put(
          name,
          soft
              ? new LinkTarget.Soft(text(position(names, number(e, 4))))
              : new LinkTarget.Hard(header));
    }
  }

  private static ByteBuffer position(ByteBuffer names, long at) {
    if (at < 0 || at > names.capacity()) {
      throw Hdf5Exception.damaged("a name lies beyond the heap of names");
    }
    return names.duplicate().position((int) at);
  }
}
