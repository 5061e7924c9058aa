package org.samap.core.analysis.statistics;

import java.util.Arrays;

/**
 * The moderated t test of many means of few values each: are the differences of a gene between two
 * groups 0 on average, measured once in each of n donors? With three donors a variance has two
 * degrees of freedom, and a plain t test finds next to nothing. But there are thousands of genes,
 * and the variances of all of them tell what a usual variance is. They are taken as drawn from s0^2
 * d0 / chi^2(d0); both numbers are estimated from the mean and the variance of the log variances.
 * Then, with d = n - 1,
 *
 * <pre>t = mean / sqrt((d0 s0^2 + d s^2) / (d0 + d) / n)</pre>
 *
 * <p>has d0 + d degrees of freedom if the true mean is 0. Where variances differ widely, d0 is near
 * 0 and this is the plain t test; where they are alike, d0 is infinite and all genes share one
 * variance.
 *
 * <p>Smyth 2004, doi:10.2202/1544-6115.1027.
 *
 * @param usual s0^2, the usual variance
 * @param degrees d0, how many degrees of freedom it is worth; 0 for a plain t test
 * @param own d, the degrees of freedom of a variance
 */
public record ModeratedT(double usual, double degrees, int own) {
  /** Variances below this share of the median one are rounding, or no measurement at all. */
  private static final double LEAST = 1e-5;

  /**
   * Estimates the usual variance.
   *
   * @param variances of all genes that are tested, each of n values
   * @param n the number of values of each gene, at least 2
   */
  public static ModeratedT of(double[] variances, int n) {
    int own = n - 1;
    double median =
        Arrays.stream(variances).sorted().skip(variances.length / 2).findFirst().orElse(0);
    if (variances.length < 2 || median == 0) {
      return new ModeratedT(0, 0, own);
    }
    double shift = StrictMath.log(own / 2.0) - Gammas.digamma(own / 2.0);
    double[] e =
        Arrays.stream(variances)
            .map(v -> StrictMath.log(Math.max(v, LEAST * median)) + shift)
            .toArray();
    double mean = Arrays.stream(e).sum() / e.length;
    double spread = 0;
    for (double value : e) {
      spread += (value - mean) * (value - mean) / (e.length - 1);
    }
    double beyondChance = spread - Gammas.trigamma(own / 2.0);
    if (beyondChance <= 0) {
      return new ModeratedT(StrictMath.exp(mean), Double.POSITIVE_INFINITY, own);
    }
    double degrees = 2 * Gammas.inverseTrigamma(beyondChance);
    double usual = StrictMath.exp(mean + Gammas.digamma(degrees / 2) - StrictMath.log(degrees / 2));
    return new ModeratedT(usual, degrees, own);
  }

  /**
   * The logarithm of the two-sided p value of a gene.
   *
   * @param mean of its values
   * @param variance of its values
   */
  public double logP(double mean, double variance) {
    double pooled =
        Double.isInfinite(degrees) ? usual : (degrees * usual + own * variance) / (degrees + own);
    if (pooled == 0) {
      return 0; // all values are equal in every gene: nothing was measured
    }
    return StudentT.logTwoSided(mean / Math.sqrt(pooled / (own + 1)), degrees + own);
  }
}
