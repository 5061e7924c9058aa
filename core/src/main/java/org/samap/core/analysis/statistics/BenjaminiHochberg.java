package org.samap.core.analysis.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The false discovery rate of many tests. With the p values in ascending order, p(1) to p(n), the q
 * value of the i-th is the smallest p(j) n / j over all j at or after i. If all tests with q at
 * most x are called discoveries, on average at most a share x of them is false. This holds for
 * tests that are independent or positively dependent.
 *
 * <p>q values rise with p and are from p to 1; equal p have equal q. A q underflows only if its p
 * does.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg 1995</a>
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * Time O(n log n).
   *
   * @param p the p value of every test, 0 to 1
   * @return q values in the order of {@code p}
   */
  public static double[] qValues(double[] p) {
    int n = p.length;
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(value + " is not a p value");
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
      // Of equal p values the largest rank comes first, and its q is the smallest.
      least = Math.min(least, p[falling[i]] * n / (n - i));
      q[falling[i]] = least;
    }
    return q;
  }
}
