package org.samap.core.analysis.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The false discovery rate of many tests. With the p values in rising order, p(1) to p(n), the q
 * value of the i-th is the smallest p(j) n / j of all j at or after i. Calling the tests of q at
 * most x discoveries makes, in the mean, a share of at most x of them false, for tests that are
 * independent or depend on each other positively.
 *
 * <p>q values rise with p, are at least p and at most 1; equal p have equal q. No q underflows
 * unless its p does.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg 1995</a>
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * O(n log n) time.
   *
   * @param p from 0 to 1, of every test that was made
   * @return q values in the order of {@code p}
   */
  public static double[] qValues(double[] p) {
    int n = p.length;
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(value + " is no p value");
      }
    }
    int[] falling =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
            .mapToInt(i -> i)
            .toArray();
    double[] q = new double[n];
    double least = 1;
    for (int i = 0; i < n; i++) {
      // The largest rank of equal p values comes first, and its value is the least of theirs.
      least = Math.min(least, p[falling[i]] * n / (n - i));
      q[falling[i]] = least;
    }
    return q;
  }
}
