package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.number;
import static org.samap.core.anndata.hdf5.reader.FileBytes.part;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u16;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;

/** How the elements of a data set are stored. */
sealed interface StoredLayout {
  /** In the header. */
  record Compact(ByteBuffer bytes) implements StoredLayout {}

  /** In one piece, or nowhere if nothing was written. */
  record Contiguous(long address) implements StoredLayout {}

  /**
   * In chunks.
   *
   * @param index how chunks are found
   * @param address where the index is
   * @param chunk the lengths of a chunk
   * @param wholeEdges whether chunks that reach beyond the data set also pass the filters
   * @param single the size and filter mask of the chunk, for an index of one chunk
   */
  record Chunked(Index index, long address, int[] chunk, boolean wholeEdges, Single single)
      implements StoredLayout {}

  /**
   * The size of the only chunk, -1 if it passes no filter, and the mask of filters that it skips.
   */
  record Single(long size, int mask) {
    static final Single PLAIN = new Single(-1, 0);
  }

  /** The kinds of chunk indexes. */
  enum Index {
    OLD_TREE,
    SINGLE,
    IMPLICIT,
    FIXED_ARRAY,
    EXTENSIBLE_ARRAY,
    TREE
  }

  static StoredLayout read(FileBytes file, ObjectMessages header) {
    if (header.has(ObjectMessages.EXTERNAL_FILES)) {
      throw Hdf5Exception.elsewhere(
          "its values lie in other files (external storage); write the file again with all values"
              + " in it");
    }
    ByteBuffer b = header.get(ObjectMessages.LAYOUT);
    int version = u8(b);
    return switch (version) {
      case 1, 2 -> readOld(file, b);
      case 3, 4 -> readNew(file, b, version);
      default -> throw Hdf5Exception.unsupported("its layout is of version " + version);
    };
  }

  private static StoredLayout readOld(FileBytes file, ByteBuffer b) {
    int rank = u8(b);
    int kind = u8(b);
    skip(b, 5);
    long address = kind == 0 ? FileBytes.UNDEFINED : file.address(b);
    int[] lengths = new int[rank];
    for (int a = 0; a < rank; a++) {
      lengths[a] = b.getInt();
    }
    return switch (kind) {
      case 0 -> new Compact(part(b, b.getInt()));
      case 1 -> new Contiguous(address);
      case 2 -> chunked(Index.OLD_TREE, address, true, Single.PLAIN, lengths);
      default -> throw Hdf5Exception.unsupported("its layout is of kind " + kind);
    };
  }

  private static StoredLayout readNew(FileBytes file, ByteBuffer b, int version) {
    int kind = u8(b);
    return switch (kind) {
      case 0 -> new Compact(part(b, u16(b)));
      case 1 -> new Contiguous(file.address(b));
      case 2 -> version == 3 ? chunksOfTree(file, b) : chunksOfAnyIndex(file, b);
      case 3 ->
          throw Hdf5Exception.elsewhere(
              "its values are parts of other data sets (virtual storage); write the file again with"
                  + " all values in it");
      default -> throw Hdf5Exception.unsupported("its layout is of kind " + kind);
    };
  }

  private static StoredLayout chunksOfTree(FileBytes file, ByteBuffer b) {
    int[] lengths = new int[u8(b)];
    long address = file.address(b);
    for (int a = 0; a < lengths.length; a++) {
      lengths[a] = b.getInt();
    }
    return chunked(Index.OLD_TREE, address, true, Single.PLAIN, lengths);
  }

  private static StoredLayout chunksOfAnyIndex(FileBytes file, ByteBuffer b) {
    int flags = u8(b);
    int[] lengths = new int[u8(b)];
    int width = u8(b);
    for (int a = 0; a < lengths.length; a++) {
      lengths[a] = (int) Math.min(Integer.MAX_VALUE, number(b, width));
    }
    int kind = u8(b);
    if (kind < 1 || kind > 5) {
      throw Hdf5Exception.unsupported("its chunks have an index of kind " + kind);
    }
    Single single =
        kind == 1 && (flags & 2) != 0 ? new Single(file.length(b), b.getInt()) : Single.PLAIN;
    Index index = Index.values()[kind];
    skip(
        b,
        switch (index) {
          case FIXED_ARRAY -> 1;
          case EXTENSIBLE_ARRAY -> 5;
          case TREE -> 6;
          default -> 0;
        });
    return chunked(index, file.address(b), (flags & 1) == 0, single, lengths);
  }

  /** Reads the layout of chunks; the last length is the number of bytes of an element. */
  private static StoredLayout chunked(
      Index index, long address, boolean wholeEdges, Single single, int[] lengths) {
    if (lengths.length < 2) {
      throw Hdf5Exception.damaged("its chunks have no axis");
    }
    int[] chunk = new int[lengths.length - 1];
    for (int a = 0; a < chunk.length; a++) {
      chunk[a] = lengths[a];
      if (chunk[a] <= 0) {
        throw Hdf5Exception.damaged("its chunks are of length " + chunk[a]);
      }
    }
    return new Chunked(index, address, chunk, wholeEdges, single);
  }
}
