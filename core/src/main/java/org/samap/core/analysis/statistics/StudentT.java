package org.samap.core.analysis.statistics;

/** Tails of Student's t distribution and of the binomial, which have one formula. */
public final class StudentT {
  /** From here on the normal distribution is as good. */
  private static final double MANY = 1e7;

  private static final double TINY = 1e-300;

  private StudentT() {}

  /**
   * The logarithm of the two-sided p value of t: ln P(|T| &gt;= |t|).
   *
   * @param degrees the degrees of freedom, above 0; can be infinite
   */
  public static double logTwoSided(double t, double degrees) {
    return degrees > MANY
        ? LogProbability.twoSidedNormal(t)
        : logBeta(degrees / (degrees + t * t), t * t / (degrees + t * t), degrees / 2, 0.5);
  }

  /**
   * The chance of at least {@code heads} heads in {@code tosses} tosses of a fair coin: the p value
   * of the sign test.
   */
  static double upperTail(int heads, int tosses) {
    return heads <= 0 ? 1 : StrictMath.exp(logBeta(0.5, 0.5, heads, tosses - heads + 1));
  }

  /**
   * The logarithm of the regularised incomplete beta function I_x(a, b).
   *
   * @param x 0 to 1
   * @param rest 1 - x, given because a difference would lose it if x is near 1
   */
  private static double logBeta(double x, double rest, double a, double b) {
    if (x == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (rest == 0) {
      return 0;
    }
    return x <= (a + 1) / (a + b + 2)
        ? logOfFraction(x, rest, a, b)
        : StrictMath.log1p(-StrictMath.exp(logOfFraction(rest, x, b, a)));
  }

  /**
   * By the continued fraction of I_x(a, b) (DLMF 8.17.22), evaluated from the front (Lentz 1976,
   * doi:10.1364/AO.15.000668). It converges fast for x below (a + 1) / (a + b + 2).
   */
  private static double logOfFraction(double x, double rest, double a, double b) {
    double above = 1;
    double below = 1 / nonZero(1 - (a + b) / (a + 1) * x);
    double value = below;
    double change = 0;
    for (int m = 1; m < 100_000 && Math.abs(change - 1) > 1e-15; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      below = 1 / nonZero(1 + even * below);
      above = nonZero(1 + even / above);
      value *= below * above;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      below = 1 / nonZero(1 + odd * below);
      above = nonZero(1 + odd / above);
      change = below * above;
      value *= change;
    }
    return a * StrictMath.log(x)
        + b * StrictMath.log(rest)
        + Gammas.logGamma(a + b)
        - Gammas.logGamma(a)
        - Gammas.logGamma(b)
        - StrictMath.log(a)
        + StrictMath.log(value);
  }

  private static double nonZero(double x) {
    return Math.abs(x) < TINY ? TINY : x;
  }
}
