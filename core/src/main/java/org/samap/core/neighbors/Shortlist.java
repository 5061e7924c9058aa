package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.simd.Kernels;

/**
 * The points of one query with the largest products s so far; ties go to the lower index. Its final
 * content does not depend on the order in which points are offered.
 *
 * <p>Points are appended to a list of twice the capacity, which is cut down to the best when it is
 * full. That takes a few operations per point. An entry is one long: the order-preserving bits of
 * s, then the complement of the index.
 */
final class Shortlist {
  private static final Kernels KERNELS = Kernels.best();

  private final int capacity;
  private final long[] entries;
  private int size;
  private long least = Long.MIN_VALUE;
  private float limit = Float.NEGATIVE_INFINITY;

  Shortlist(int capacity) {
    this.capacity = capacity;
    this.entries = new long[2 * capacity];
  }

  /**
   * Offers s[from..to), the products with the points ids[first], ids[first + 1], ...
   *
   * @param skip a point that is ignored; none if negative
   */
  void take(float[] s, int from, int to, int[] ids, int first, int skip) {
    for (int j = KERNELS.firstAbove(limit, s, from, to);
        j < to;
        j = KERNELS.firstAbove(limit, s, j + 1, to)) {
      int point = ids[first + j - from];
      if (point != skip) {
        offer(s[j], point);
      }
    }
  }

  /** Offers s[from..to), the products with the points first, first + 1, ... */
  void take(float[] s, int from, int to, int first) {
    for (int j = KERNELS.firstAbove(limit, s, from, to);
        j < to;
        j = KERNELS.firstAbove(limit, s, j + 1, to)) {
      offer(s[j], first + j - from);
    }
  }

  void offer(float s, int point) {
    long entry = entry(s, point);
    if (entry < least || capacity == 0) {
      return;
    }
    entries[size++] = entry;
    if (size == entries.length) {
      cut();
    }
  }

  /** Products that are not above this are refused. */
  float limit() {
    return limit;
  }

  /** Keeps the best; a point with the worst product but a lower index can still be taken later. */
  private void cut() {
    if (size > capacity) {
      Selection.largestFirst(entries, size, capacity);
      size = capacity;
      long worst = Long.MAX_VALUE;
      for (int i = 0; i < size; i++) {
        worst = Math.min(worst, entries[i]);
      }
      least = worst;
      limit = Math.nextDown(product(worst));
    }
  }

  /** The points in no order; more can be offered afterwards. */
  int[] points() {
    cut();
    int[] points = new int[size];
    Arrays.setAll(points, i -> point(entries[i]));
    return points;
  }

  /** The points, best first. */
  int[] sorted() {
    cut();
    Arrays.sort(entries, 0, size);
    int[] points = new int[size];
    Arrays.setAll(points, i -> point(entries[size - 1 - i]));
    return points;
  }

  /**
   * The smallest product kept, which no refused product exceeds; infinite while there is room for
   * more.
   */
  double leastProduct() {
    cut();
    double worst = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      worst = Math.min(worst, product(entries[i]));
    }
    return size < capacity ? Double.POSITIVE_INFINITY : worst;
  }

  private static long entry(float s, int point) {
    int bits = Float.floatToRawIntBits(s + 0f); // makes -0 and 0 equal
    int ordered = bits ^ ((bits >> 31) & 0x7FFFFFFF);
    return ((long) ordered << 32) | (~point & 0xFFFFFFFFL);
  }

  private static float product(long entry) {
    int bits = (int) (entry >> 32);
    return Float.intBitsToFloat(bits ^ ((bits >> 31) & 0x7FFFFFFF));
  }

  private static int point(long entry) {
    return ~(int) entry;
  }
}
