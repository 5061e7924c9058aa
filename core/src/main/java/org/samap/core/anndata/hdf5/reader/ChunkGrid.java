package org.samap.core.anndata.hdf5.reader;

import java.util.Arrays;

/**
 * The grid of the chunks of a data set.
 *
 * @param shape the lengths of the data set
 * @param most the most that these lengths can grow to, -1 for no limit
 * @param chunk the lengths of a chunk
 * @param chunkBytes the bytes of a chunk
 */
record ChunkGrid(long[] shape, long[] most, int[] chunk, int chunkBytes) {

  static ChunkGrid of(Dataspace space, int[] chunk, int elementBytes) {
    long bytes = elementBytes;
    for (int length : chunk) {
      bytes *= length;
      if (bytes > Integer.MAX_VALUE) {
        throw Hdf5Exception.unsupported("its chunks are larger than 2 GiB");
      }
    }
    if (chunk.length != space.shape().length) {
      throw Hdf5Exception.damaged(
          "its chunks have %d axes, but it has %d".formatted(chunk.length, space.shape().length));
    }
    return new ChunkGrid(space.shape(), space.most(), chunk, (int) bytes);
  }

  int rank() {
    return chunk.length;
  }

  /** The number of chunks along an axis. */
  long count(int axis) {
    return Math.ceilDiv(shape[axis], chunk[axis]);
  }

  /** The number of a chunk, counted row by row over the current shape. */
  long number(long[] at) {
    long number = 0;
    for (int a = 0; a < rank(); a++) {
      number = number * count(a) + at[a];
    }
    return number;
  }

  boolean contains(long[] at) {
    for (int a = 0; a < rank(); a++) {
      if (at[a] < 0 || at[a] >= count(a)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a chunk reaches beyond the data set. */
  boolean isEdge(long[] at) {
    for (int a = 0; a < rank(); a++) {
      if ((at[a] + 1) * chunk[a] > shape[a]) {
        return true;
      }
    }
    return false;
  }

  /**
   * The place of a chunk from its number. Here numbers count over the largest shape, and the axis
   * that can grow without limit counts as the first.
   */
  long[] place(long number) {
    int[] order = new int[rank()];
    Arrays.setAll(order, a -> a);
    int open = 0;
    while (open < rank() && most[open] != -1) {
      open++;
    }
    if (open < rank()) {
      System.arraycopy(order, 0, order, 1, open);
      order[0] = open;
    }
    long[] at = new long[rank()];
    long rest = number;
    for (int i = rank() - 1; i > 0; i--) {
      int axis = order[i];
      long count = Math.max(1, Math.ceilDiv(Math.max(most[axis], shape[axis]), chunk[axis]));
      at[axis] = rest % count;
      rest /= count;
    }
    at[order[0]] = rest;
    return at;
  }
}
