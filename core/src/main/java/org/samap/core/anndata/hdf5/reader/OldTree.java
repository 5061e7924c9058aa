package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.signed;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u16;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/** A B-tree of version 1: of a group's members, or of the chunks of a data set. */
final class OldTree {
  /** Takes the key before a leaf's child, and the child. */
  interface Visitor {
    void accept(ByteBuffer key, long child);
  }

  private final FileBytes file;
  private final int keySize;
  private final Visitor visitor;
  private final Set<Long> seen = new HashSet<>();

  private OldTree(FileBytes file, int keySize, Visitor visitor) {
    this.file = file;
    this.keySize = keySize;
    this.visitor = visitor;
  }

  static int groupKey(FileBytes file) {
    return file.lengthSize();
  }

  static int chunkKey(int rank) {
    return 8 + 8 * (rank + 1);
  }

  static void children(FileBytes file, long address, int keySize, LongConsumer visitor) {
    visit(file, address, keySize, (key, child) -> visitor.accept(child));
  }

  static void visit(FileBytes file, long address, int keySize, Visitor visitor) {
    new OldTree(file, keySize, visitor).node(address, Integer.MAX_VALUE);
  }

  /**
   * Reads a node and those below it. Levels fall from the root to the leaves, so a tree that leads
   * back into itself is noticed.
   */
  private void node(long address, int above) {
    int head = 8 + 2 * file.offsetSize();
    ByteBuffer b = signed(file.at(address, head), "TREE");
    if (!seen.add(address)) {
      throw Hdf5Exception.damaged("the index leads to %d twice".formatted(address));
    }
    skip(b, 1);
    int level = u8(b);
    int entries = u16(b);
    if (level >= above) {
      throw Hdf5Exception.damaged("the index at %d leads back into itself".formatted(address));
    }
    long step = keySize + (long) file.offsetSize();
    ByteBuffer body = file.at(address + head, entries * step);
    for (int i = 0; i < entries; i++) {
      ByteBuffer key = FileBytes.part(body, keySize);
      long child = file.address(body);
      if (level > 0) {
        node(child, level);
      } else {
        visitor.accept(key, child);
      }
    }
  }
}
