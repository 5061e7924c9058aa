package org.samap.core.neighbors;

/**
 * Splits an array into its largest entries and the others (quickselect). Entries are always
 * exchanged, even on the right side, as a mispredicted branch costs more.
 */
final class Selection {
  private static final int FEW = 8;

  private Selection() {}

  /**
   * Moves the {@code count} largest of the first {@code n} entries to the front, in no order.
   * Entries must be distinct.
   */
  static void largestFirst(long[] a, int n, int count) {
    int from = 0;
    int to = n;
    while (to - from > FEW) {
      // Neither the largest nor the smallest, so that both parts are smaller than the whole.
      long pivot = median(a[from], a[(from + to) >>> 1], a[to - 1]);
      int parted = part(a, from, to, pivot);
      if (count < parted) {
        to = parted;
      } else {
        from = parted;
      }
    }
    sort(a, from, to);
  }

  /** Moves entries above the pivot before the others; returns where the others begin. */
  private static int part(long[] a, int from, int to, long pivot) {
    int end = from;
    for (int i = from; i < to; i++) {
      long x = a[i];
      a[i] = a[end];
      a[end] = x;
      end += x > pivot ? 1 : 0;
    }
    return end;
  }

  /** Largest first. */
  private static void sort(long[] a, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long x = a[i];
      int j = i;
      for (; j > from && a[j - 1] < x; j--) {
        a[j] = a[j - 1];
      }
      a[j] = x;
    }
  }

  private static long median(long x, long y, long z) {
    return Math.max(Math.min(x, y), Math.min(Math.max(x, y), z));
  }
}
