package org.samap.core.anndata.zarr;

import java.util.Arrays;
import org.samap.core.anndata.Values;

/** The elements of a box of an array, filled chunk by chunk; what no chunk holds is the fill. */
final class ValueBox {
  private final long[] from;
  private final int[] count;
  private final Values values;

  /**
   * @param from where it begins along every axis
   * @param count its lengths
   * @param fill one element
   */
  ValueBox(long[] from, int[] count, Values fill) {
    this.from = from;
    this.count = count;
    this.values = filled(product(count), fill);
  }

  private static Values filled(int size, Values fill) {
    Values out = Values.zeros(fill.type(), size);
    if (size > 0 && !fill.equals(Values.zeros(fill.type(), 1))) {
      System.arraycopy(fill.array(), 0, out.array(), 0, 1);
      for (int done = 1; done < size; done += Math.min(done, size - done)) {
        System.arraycopy(out.array(), 0, out.array(), done, Math.min(done, size - done));
      }
    }
    return out;
  }

  Values values() {
    return values;
  }

  int rank() {
    return count.length;
  }

  long from(int axis) {
    return from[axis];
  }

  long end(int axis) {
    return from[axis] + count[axis];
  }

  /** Takes what it shares with another box. */
  void copyFrom(Values other, long[] start, int[] lengths) {
    int rank = count.length;
    if (rank == 0) {
      System.arraycopy(other.array(), 0, values.array(), 0, 1);
      return;
    }
    long[] low = new long[rank];
    long[] high = new long[rank];
    for (int a = 0; a < rank; a++) {
      low[a] = Math.max(from[a], start[a]);
      high[a] = Math.min(end(a), start[a] + lengths[a]);
      if (low[a] >= high[a]) {
        return;
      }
    }
    int run = (int) (high[rank - 1] - low[rank - 1]);
    long[] at = low.clone();
    for (int a = 0; a >= 0; ) {
      System.arraycopy(
          other.array(), place(at, start, lengths), values.array(), place(at, from, count), run);
      a = rank - 2;
      while (a >= 0 && ++at[a] == high[a]) {
        at[a] = low[a];
        a--;
      }
    }
  }

  private static int place(long[] at, long[] start, int[] lengths) {
    long place = 0;
    for (int a = 0; a < at.length; a++) {
      place = place * lengths[a] + at[a] - start[a];
    }
    return (int) place;
  }

  static int product(int[] lengths) {
    return Arrays.stream(lengths).reduce(1, Math::multiplyExact);
  }
}
