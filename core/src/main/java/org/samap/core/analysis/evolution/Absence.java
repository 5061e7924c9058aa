package org.samap.core.analysis.evolution;

import java.util.stream.IntStream;

/**
 * The test whether a gene that is on in one group of cells is off in another. It was detected in b
 * of n cells of one group, and its homolog in d of m cells of the other, where the detected share
 * at the same level is known. The null hypothesis: the level in the other group is at least 1 /
 * fold of that in the first. Then
 *
 * <pre>p = mean of P(at most d of m cells detect it, each with chance f(x) )
 * f(x) = 1 - (1 - x)^(sensitivity / fold)</pre>
 *
 * <p>over x, the share of the first group, which is only known from its n cells: it follows a Beta
 * distribution (b + 1/2, n - b + 1/2). So few cells on either side give a large p. The chance is
 * that of cells drawn anew from the same animals; cells are no replicates of the species.
 */
final class Absence {
  private static final int POINTS = 64;

  /** The window of the integral, in standard deviations on either side. */
  private static final double WINDOW = 8;

  private static final double NEGLIGIBLE = 1e-15;

  /** A share of 1 would make a single cell without the gene a proof. */
  private static final double ALMOST_ALL = 1 - 1e-9;

  private Absence() {}

  /**
   * The natural logarithm of p; 0 if the observed share is not below f at the share of the first
   * group.
   *
   * @param on the number b
   * @param cellsOn the number n
   * @param off the number d
   * @param cellsOff the number m
   * @param logShift the logarithm of sensitivity / fold
   */
  static double logP(int on, int cellsOn, int off, int cellsOff, double logShift) {
    double mean = (on + 0.5) / (cellsOn + 1);
    if (off >= cellsOff * shifted(mean, logShift)) {
      return 0;
    }
    double deviation = Math.sqrt(mean * (1 - mean) / (cellsOn + 2));
    double from = Math.max(0, mean - WINDOW * deviation);
    double to = Math.min(1, mean + WINDOW * deviation);
    double[] logWeight = new double[POINTS];
    double[] logTail = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      double x = from + (i + 0.5) / POINTS * (to - from);
      logWeight[i] = (on - 0.5) * StrictMath.log(x) + (cellsOn - on - 0.5) * StrictMath.log1p(-x);
      logTail[i] = logWeight[i] + logLowerTail(off, cellsOff, shifted(x, logShift));
    }
    return Math.min(0, logSum(logTail) - logSum(logWeight));
  }

  private static double shifted(double fraction, double logShift) {
    double shifted = TypeDetection.fraction(TypeDetection.logLevel(fraction) + logShift);
    return Math.clamp(shifted, Double.MIN_NORMAL, ALMOST_ALL);
  }

  private static double logSum(double[] logs) {
    double largest = IntStream.range(0, logs.length).mapToDouble(i -> logs[i]).max().orElse(0);
    double sum = 0;
    for (double log : logs) {
      sum += StrictMath.exp(log - largest);
    }
    return largest + StrictMath.log(sum);
  }

  /**
   * ln P(X &lt;= most) for a binomial X of n draws with chance x, above 0 and below 1. The sum goes
   * down from the largest term, as long as terms matter.
   */
  static double logLowerTail(int most, int n, double x) {
    if (most >= n) {
      return 0;
    }
    double odds = x / (1 - x);
    int mode = (int) Math.min(most, Math.floor((n + 1) * x));
    double logMode = n * StrictMath.log1p(-x);
    for (int i = 0; i < mode; i++) {
      logMode += StrictMath.log((double) (n - i) / (i + 1) * odds);
    }
    double sum = 1;
    double term = 1;
    for (int i = mode; i > 0 && term > NEGLIGIBLE * sum; i--) {
      term *= i / ((n - i + 1) * odds);
      sum += term;
    }
    term = 1;
    for (int i = mode; i < most && term > NEGLIGIBLE * sum; i++) {
      term *= (n - i) * odds / (i + 1);
      sum += term;
    }
    return Math.min(0, logMode + StrictMath.log(sum));
  }
}
