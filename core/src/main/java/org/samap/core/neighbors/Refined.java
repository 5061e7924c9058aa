package org.samap.core.neighbors;

import org.samap.core.simd.Kernels;

/**
 * The nearest points of one query so far. A point is compared in float64 by all columns if its
 * product s in a reduced space comes within a margin of the worst kept point's product.
 */
final class Refined {
  private static final Kernels KERNELS = Kernels.best();

  private final Answers answers;
  private final int query;
  private final double margin;
  private final BestK nearest;
  private float limit;
  private int compared;

  /** A row without length takes no points, as all are equally near. */
  Refined(Answers answers, int query, double margin) {
    this.answers = answers;
    this.query = query;
    this.margin = margin;
    this.nearest = new BestK(answers.wanted());
    boolean takesNone = answers.wanted() == 0 || answers.queries().hasNoDirection(query);
    this.limit = takesNone ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
  }

  /** Offers s[from..to), the products with the points ids[first], ids[first + 1], ... */
  void take(float[] s, int from, int to, int[] ids, int first) {
    for (int j = KERNELS.firstAbove(limit, s, from, to);
        j < to;
        j = KERNELS.firstAbove(limit, s, j + 1, to)) {
      int point = ids[first + j - from];
      if (!answers.isSelf(query, point)) {
        compare(point);
      }
    }
  }

  private void compare(int point) {
    compared++;
    nearest.offer(MeasuredRows.distance(answers.queries(), query, answers.points(), point), point);
    if (nearest.size() == answers.wanted()) {
      double worst = answers.queries().geometry().product(nearest.limit());
      limit = Math.nextDown((float) (worst - margin));
    }
  }

  /** The number of points compared by all columns so far. */
  int compared() {
    return compared;
  }

  /** Sets the answer of the query; nothing must be offered afterwards. */
  void set() {
    if (nearest.size() < answers.wanted()) {
      answers.set(query, answers.rankAll(query));
    } else {
      nearest.sort();
      answers.set(query, nearest);
    }
  }
}
