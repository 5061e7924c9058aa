package org.samap.core.analysis.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, where ties share their average
 * rank. From -1 to 1.
 */
public final class Spearman {
  private Spearman() {}

  /**
   * The correlation; empty for fewer than three points, or if all x or all y are equal. O(n log n).
   *
   * @param x finite values
   * @param y as many finite values
   */
  public static OptionalDouble correlation(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " and " + y.length + " values");
    }
    int n = x.length;
    if (n < 3) {
      return OptionalDouble.empty();
    }
    double[] a = ranks(x);
    double[] b = ranks(y);
    double mean = (n + 1) / 2.0;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < n; i++) {
      ab += (a[i] - mean) * (b[i] - mean);
      aa += (a[i] - mean) * (a[i] - mean);
      bb += (b[i] - mean) * (b[i] - mean);
    }
    return aa == 0 || bb == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.clamp(ab / Math.sqrt(aa * bb), -1, 1));
  }

  /** Ranks from 1 on; ties share their average rank. */
  static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] ranks = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      double average = (from + 1 + to) / 2.0;
      Arrays.stream(order, from, to).forEach(i -> ranks[i] = average);
      from = to;
    }
    return ranks;
  }
}
