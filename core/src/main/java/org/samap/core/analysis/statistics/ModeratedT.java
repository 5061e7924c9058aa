package org.samap.core.analysis.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The moderated t test of many means of few values each: are the differences of a gene between two
 * groups 0 on average, measured once in each of n donors? With three donors a variance has two
 * degrees of freedom, and a plain t test finds next to nothing. But there are thousands of genes,
 * and they tell what the usual variance s0^2 of a gene of some level of expression is: the trend of
 * the log variances over the level. True variances are taken as drawn from s0^2 d0 / chi^2(d0),
 * with d0 from the spread of the log variances around the trend. Then, with d = n - 1,
 *
 * <pre>t = mean / sqrt((d0 s0^2 + d s^2) / (d0 + d) / n)</pre>
 *
 * <p>has d0 + d degrees of freedom if the true mean is 0. Where variances differ widely, d0 is near
 * 0 and this is the plain t test; where the level tells all, d0 is infinite and genes of one level
 * share one variance.
 *
 * <p>Smyth 2004, doi:10.2202/1544-6115.1027; with a trend as in Law et al. 2014,
 * doi:10.1186/gb-2014-15-2-r29. The trend is linear between the means of bins of genes.
 *
 * @param usual s0^2 of every gene
 * @param degrees d0, how many degrees of freedom it is worth; 0 for a plain t test
 * @param own d, the degrees of freedom of a variance
 */
public record ModeratedT(double[] usual, double degrees, int own) {
  /** Variances below this share of the median one are rounding, or no measurement at all. */
  private static final double LEAST = 1e-5;

  /** The least number of genes in a bin of the trend, and the most bins. */
  private static final int BIN_GENES = 100;

  private static final int MOST_BINS = 10;

  /**
   * Estimates the usual variances.
   *
   * @param variances of all genes that are tested, each of n values
   * @param levels of expression of these genes
   * @param n the number of values of each gene, at least 2
   */
  public static ModeratedT of(double[] variances, double[] levels, int n) {
    int own = n - 1;
    int genes = variances.length;
    double median = genes == 0 ? 0 : Arrays.stream(variances).sorted().toArray()[genes / 2];
    if (genes < 2 || median == 0) {
      return new ModeratedT(new double[genes], 0, own);
    }
    double shift = StrictMath.log(own / 2.0) - Gammas.digamma(own / 2.0);
    double[] logs =
        Arrays.stream(variances)
            .map(v -> StrictMath.log(Math.max(v, LEAST * median)) + shift)
            .toArray();
    int bins = Math.clamp(genes / BIN_GENES, 1, MOST_BINS);
    double[] trend = trend(logs, levels, bins);
    double spread = 0;
    for (int g = 0; g < genes; g++) {
      spread += (logs[g] - trend[g]) * (logs[g] - trend[g]) / (genes - bins);
    }
    double beyondChance = spread - Gammas.trigamma(own / 2.0);
    double degrees =
        beyondChance <= 0 ? Double.POSITIVE_INFINITY : 2 * Gammas.inverseTrigamma(beyondChance);
    double correction =
        beyondChance <= 0 ? 0 : Gammas.digamma(degrees / 2) - StrictMath.log(degrees / 2);
    double[] usual = Arrays.stream(trend).map(e -> StrictMath.exp(e + correction)).toArray();
    return new ModeratedT(usual, degrees, own);
  }

  /** The value at each level on the line through the means of bins with equally many genes. */
  private static double[] trend(double[] values, double[] levels, int bins) {
    int genes = values.length;
    int[] order =
        IntStream.range(0, genes)
            .boxed()
            .sorted((a, b) -> Double.compare(levels[a], levels[b]))
            .mapToInt(g -> g)
            .toArray();
    double[] x = new double[bins];
    double[] y = new double[bins];
    for (int b = 0; b < bins; b++) {
      int from = (int) ((long) genes * b / bins);
      int to = (int) ((long) genes * (b + 1) / bins);
      for (int i = from; i < to; i++) {
        x[b] += levels[order[i]] / (to - from);
        y[b] += values[order[i]] / (to - from);
      }
    }
    return Arrays.stream(levels).map(level -> onLine(x, y, level)).toArray();
  }

  private static double onLine(double[] x, double[] y, double at) {
    int b = 0;
    while (b < x.length && x[b] < at) {
      b++;
    }
    if (b == 0 || b == x.length) {
      return y[Math.min(b, x.length - 1)];
    }
    double part = (at - x[b - 1]) / (x[b] - x[b - 1]);
    return y[b - 1] + part * (y[b] - y[b - 1]);
  }

  /**
   * The logarithm of the two-sided p value of a gene.
   *
   * @param gene its index among the tested genes
   * @param mean of its values
   * @param variance of its values
   */
  public double logP(int gene, double mean, double variance) {
    double pooled =
        Double.isInfinite(degrees)
            ? usual[gene]
            : (degrees * usual[gene] + own * variance) / (degrees + own);
    if (pooled == 0) {
      return 0; // all values are equal in every gene: nothing was measured
    }
    return StudentT.logTwoSided(mean / Math.sqrt(pooled / (own + 1)), degrees + own);
  }
}
