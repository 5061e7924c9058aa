package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.simd.Kernels;

/** The points of one query with the largest products s so far; of equal ones the lower index. */
final class Candidates {
  private static final Kernels KERNELS = Kernels.best();

  private final int query;
  private final Nearest nearest;
  private float limit = Float.NEGATIVE_INFINITY;

  Candidates(int query, int capacity) {
    this.query = query;
    this.nearest = new Nearest(capacity);
  }

  int query() {
    return query;
  }

  /**
   * Offers s[from..to), the products with the points ids[first], ids[first + 1], ...
   *
   * @param skip a point that is not taken; none if negative
   */
  void take(float[] s, int from, int to, int[] ids, int first, int skip) {
    for (int j = KERNELS.firstAbove(limit, s, from, to);
        j < to;
        j = KERNELS.firstAbove(limit, s, j + 1, to)) {
      int point = ids[first + j - from];
      if (point != skip) {
        nearest.offer(-s[j], point);
        // Points come in any order, so one that equals the worst kept may replace it.
        limit = Math.nextDown((float) -nearest.limit());
      }
    }
  }

  int size() {
    return nearest.size();
  }

  /** Minus the least product kept; infinite while there is room for more. */
  double limit() {
    return nearest.limit();
  }

  /** The points in no order. */
  int[] points() {
    int[] points = new int[nearest.size()];
    Arrays.setAll(points, nearest::index);
    return points;
  }

  /** The points, best first; nothing may be taken afterwards. */
  int[] sorted() {
    nearest.sort();
    return points();
  }
}
