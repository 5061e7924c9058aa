package org.samap.core.analysis.statistics;

/**
 * Probabilities as natural logarithms, since those of a large data set can be smaller than any
 * double.
 */
public final class LogProbability {
  private static final double LN_10 = StrictMath.log(10);
  private static final double LN_SQRT_PI = 0.5 * StrictMath.log(Math.PI);
  private static final double TWO_BY_SQRT_PI = 2 / Math.sqrt(Math.PI);

  /** Above this, erfc is a continued fraction; below, it is 1 minus a sum of positive terms. */
  private static final double SERIES_END = 2;

  private LogProbability() {}

  /**
   * The logarithm of the two-sided p value of a standard normal score: ln P(|Z| &gt;= |z|) = ln
   * erfc(|z| / sqrt 2). Relative error of the p value below 1e-12 up to |z| = 100.
   */
  public static double twoSidedNormal(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    return x < SERIES_END
        ? StrictMath.log1p(-erf(x))
        : -x * x - LN_SQRT_PI - StrictMath.log(continuedFraction(x));
  }

  /** erf(x) = 2 / sqrt(pi) e^(-x^2) sum of 2^n x^(2n+1) / (1 3 5 ... (2n+1)): nothing cancels. */
  private static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return TWO_BY_SQRT_PI * StrictMath.exp(-x * x) * sum;
  }

  /** x + (1/2) / (x + (2/2) / (x + (3/2) / (x + ...))), from a depth at which it has converged. */
  private static double continuedFraction(double x) {
    int depth = 12 + (int) (400 / (x * x));
    double value = x;
    for (int n = depth; n > 0; n--) {
      value = x + 0.5 * n / value;
    }
    return value;
  }

  /** The probability itself, but at least the smallest double above 0. */
  public static double value(double logP) {
    return Math.max(Double.MIN_VALUE, StrictMath.exp(logP));
  }

  /** -log10 of the probability, 0 (and not -0) for 1. */
  public static double minusLog10(double logP) {
    return logP == 0 ? 0 : -logP / LN_10;
  }
}
