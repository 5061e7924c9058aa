package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.number;
import static org.samap.core.anndata.hdf5.reader.FileBytes.part;
import static org.samap.core.anndata.hdf5.reader.FileBytes.signed;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u16;
import static org.samap.core.anndata.hdf5.reader.FileBytes.widthOf;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** A B-tree of version 2: records of equal size, in order. */
final class RecordTree {
  private static final int HEADER = 22;

  /** The bytes of a node's signature, version, type and checksum. */
  private static final int FRAME = 10;

  private final FileBytes file;
  private final int nodeSize;
  private final int recordSize;
  private final Consumer<ByteBuffer> records;
  private final int countWidth;
  private final int[] totalWidth;
  private final Set<Long> seen = new HashSet<>();

  private RecordTree(
      FileBytes file, int nodeSize, int recordSize, int depth, Consumer<ByteBuffer> records) {
    this.file = file;
    this.nodeSize = nodeSize;
    this.recordSize = recordSize;
    this.records = records;
    int inLeaf = (nodeSize - FRAME) / recordSize;
    this.countWidth = widthOf(inLeaf);
    this.totalWidth = new int[depth + 1];
    long below = inLeaf;
    for (int level = 1; level <= depth; level++) {
      int pointer = file.offsetSize() + countWidth + totalWidth[level - 1];
      int own = (nodeSize - FRAME - pointer) / (recordSize + pointer);
      below = (own + 1L) * below + own;
      totalWidth[level] = widthOf(below);
    }
  }

  /** Visits the records of a tree. */
  static void read(FileBytes file, long address, Consumer<ByteBuffer> records) {
    int size = HEADER + file.offsetSize() + file.lengthSize();
    ByteBuffer b = signed(file.checked(address, size), "BTHD");
    skip(b, 2);
    int nodeSize = (int) number(b, 4);
    int recordSize = u16(b);
    int depth = u16(b);
    skip(b, 2);
    long root = file.address(b);
    int count = u16(b);
    if (recordSize == 0 || nodeSize < FRAME + recordSize || depth > 16) {
      throw Hdf5Exception.damaged("the index at %d is broken".formatted(address));
    }
    if (root != FileBytes.UNDEFINED && count > 0) {
      new RecordTree(file, nodeSize, recordSize, depth, records).node(root, count, depth);
    }
  }

  private void node(long address, int count, int level) {
    int pointer =
        level == 0 ? 0 : file.offsetSize() + countWidth + (level > 1 ? totalWidth[level - 1] : 0);
    long size = FRAME + (long) count * recordSize + (level == 0 ? 0 : (count + 1L) * pointer);
    if (size > nodeSize) {
      throw Hdf5Exception.damaged("a node of the index at %d is too large".formatted(address));
    }
    ByteBuffer b = signed(file.checked(address, size), level == 0 ? "BTLF" : "BTIN");
    if (!seen.add(address)) {
      throw Hdf5Exception.damaged("the index leads to %d twice".formatted(address));
    }
    skip(b, 2);
    ByteBuffer own = part(b, count * recordSize);
    for (int i = 0; i <= count; i++) {
      if (level > 0) {
        ByteBuffer child = part(b, pointer);
        node(file.address(child), (int) number(child, countWidth), level - 1);
      }
      if (i < count) {
        records.accept(part(own, recordSize));
      }
    }
  }
}
