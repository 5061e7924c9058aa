package org.samap.core.anndata.hdf5.reader;

import java.util.Arrays;

/** The elements of a box of a data set, filled piece by piece. */
final class Box {
  private final long[] from;
  private final int[] count;
  private final int width;
  private final byte[] bytes;

  /**
   * @param from where the box begins along every axis
   * @param count the lengths of the box
   * @param size the bytes of the box
   * @param width the bytes of an element
   */
  Box(long[] from, int[] count, int size, int width) {
    this.from = from;
    this.count = count;
    this.width = width;
    this.bytes = new byte[size];
  }

  byte[] bytes() {
    return bytes;
  }

  long from(int axis) {
    return from[axis];
  }

  int count(int axis) {
    return count[axis];
  }

  /** Sets every element to the same value; zeros need no work. */
  void fill(byte[] element) {
    if (element.length == 0) {
      return;
    }
    System.arraycopy(element, 0, bytes, 0, width);
    for (int done = width; done < bytes.length; done *= 2) {
      System.arraycopy(bytes, 0, bytes, done, Math.min(done, bytes.length - done));
      if (done > bytes.length / 2) {
        break;
      }
    }
  }

  /** Copies the elements that it shares with another box. */
  void copyFrom(byte[] other, long[] start, long[] lengths) {
    copy(
        start,
        lengths,
        (source, target, length) -> System.arraycopy(other, (int) source, bytes, target, length));
  }

  /** Copies its elements from a data set that lies in one piece in a file. */
  void copyRows(FileBytes file, long address, long[] shape) {
    copy(
        new long[shape.length],
        shape,
        (source, target, length) -> file.at(address + source, length).get(bytes, target, length));
  }

  /** Copies bytes that are contiguous on both sides. */
  private interface Run {
    void copy(long source, int target, int length);
  }

  private void copy(long[] start, long[] lengths, Run run) {
    int rank = count.length;
    if (rank == 0) {
      run.copy(0, 0, width);
      return;
    }
    long[] low = new long[rank];
    long[] high = new long[rank];
    for (int a = 0; a < rank; a++) {
      low[a] = Math.max(from[a], start[a]);
      high[a] = Math.min(from[a] + count[a], start[a] + lengths[a]);
      if (low[a] >= high[a]) {
        return;
      }
    }
    // The axes after `axis` are whole on both sides, so the copy is one run.
    int axis = rank - 1;
    while (axis > 0
        && high[axis] - low[axis] == count[axis]
        && high[axis] - low[axis] == lengths[axis]) {
      axis--;
    }
    long step = width;
    for (int a = axis; a < rank; a++) {
      step *= high[a] - low[a];
    }
    long[] at = low.clone();
    for (int a = 0; a >= 0; ) {
      run.copy(
          place(at, start, lengths) * width, (int) (place(at, from, count()) * width), (int) step);
      a = axis - 1;
      while (a >= 0 && ++at[a] == high[a]) {
        at[a] = low[a];
        a--;
      }
    }
  }

  private long[] count() {
    return Arrays.stream(count).asLongStream().toArray();
  }

  private static long place(long[] at, long[] start, long[] lengths) {
    long place = 0;
    for (int a = 0; a < at.length; a++) {
      place = place * lengths[a] + at[a] - start[a];
    }
    return place;
  }
}
