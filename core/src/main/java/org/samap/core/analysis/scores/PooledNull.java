package org.samap.core.analysis.scores;

import java.util.Arrays;
import java.util.List;
import org.samap.core.analysis.statistics.BenjaminiHochberg;

/**
 * Scores compared with those of few repetitions under a null hypothesis, by what all pairs of types
 * have in common. A pair's own repetitions are too few for a small p, so scores are standardised:
 *
 * <pre>z = (score - mean) / (sd + s0)</pre>
 *
 * with the mean and standard deviation of the pair's repetitions, and s0 the median of all pairs'
 * standard deviations, or {@value #LEAST_SD} if that is larger, so that pairs which hardly vary do
 * not rule (Tusher et al. 2001, doi:10.1073/pnas.091062498). A repetition is standardised by the
 * other ones, and what it is compared with by the same: p is
 *
 * <pre>
 * (1 + number of z of any pair in any repetition that are at least as large) / (1 + their number)
 * </pre>
 *
 * So under the null hypothesis the score stands among the repetitions as one of them. p is exact
 * for a pair whose null scores are spread like those of the others, and on average over all pairs.
 *
 * @param repetitions how many there were
 * @param means the mean of the repetitions for each pair
 * @param sds their standard deviation
 * @param z the standardised score of each pair
 * @param exceeding how many standardised scores of repetitions are at least as large, for each pair
 */
record PooledNull(int repetitions, double[] means, double[] sds, double[] z, long[] exceeding) {
  /** With fewer there are too few others to standardise a repetition by. */
  static final int FEWEST = 5;

  /** Scores that differ by less are the same to a reader. */
  private static final double LEAST_SD = 0.01;

  /** Values this close count as equal, as sums in another order differ by rounding. */
  private static final double ROUNDING = 1e-9;

  /** From this q on, a pair is no discovery. */
  private static final double LEVEL = 0.05;

  /** Standard errors of a p that are left for surprise. */
  private static final double ERRORS = 3;

  /**
   * @param observed the score of each pair
   * @param repeated the scores of each repetition, at least two
   */
  static PooledNull of(double[] observed, List<double[]> repeated) {
    int n = repeated.size();
    int pairs = observed.length;
    double[] sums = new double[pairs];
    for (double[] scores : repeated) {
      for (int i = 0; i < pairs; i++) {
        sums[i] += scores[i];
      }
    }
    double[] means = Arrays.stream(sums).map(sum -> sum / n).toArray();
    double[] squares = new double[pairs];
    for (double[] scores : repeated) {
      for (int i = 0; i < pairs; i++) {
        squares[i] += (scores[i] - means[i]) * (scores[i] - means[i]);
      }
    }
    double[] sds = Arrays.stream(squares).map(square -> Math.sqrt(square / (n - 1))).toArray();
    double s0 = Math.max(LEAST_SD, median(sds));
    double[] z = new double[pairs];
    Arrays.setAll(z, i -> (observed[i] - means[i]) / (sds[i] + s0));
    return new PooledNull(n, means, sds, z, exceeding(observed, repeated, means, squares, s0));
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    return sorted.length == 0
        ? 0
        : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Compares, for each repetition, it and the scores after standardising both by all others. */
  private static long[] exceeding(
      double[] observed, List<double[]> repeated, double[] means, double[] squares, double s0) {
    int n = repeated.size();
    long[] exceeding = new long[observed.length];
    double[] z = new double[observed.length];
    double[] left = new double[observed.length];
    for (double[] scores : repeated) {
      for (int i = 0; i < z.length; i++) {
        double difference = scores[i] - means[i];
        double mean = means[i] - difference / (n - 1);
        double square = squares[i] - difference * difference * n / (n - 1);
        double scale = Math.sqrt(Math.max(0, square) / Math.max(1, n - 2)) + s0;
        z[i] = (observed[i] - mean) / scale - ROUNDING;
        left[i] = (scores[i] - mean) / scale;
      }
      Arrays.sort(left);
      for (int i = 0; i < z.length; i++) {
        exceeding[i] += left.length - firstAtLeast(left, z[i]);
      }
    }
    return exceeding;
  }

  private static int firstAtLeast(double[] ascending, double value) {
    int from = 0;
    int to = ascending.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ascending[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private double all() {
    return (double) repetitions * z.length;
  }

  double[] pValues() {
    return Arrays.stream(exceeding).mapToDouble(e -> (1 + e) / (1 + all())).toArray();
  }

  /**
   * Whether more repetitions would hardly change which pairs have q below {@value #LEVEL}: those
   * pairs are the same for the lower and the upper ends of the confidence intervals of all p, of
   * {@value #ERRORS} standard errors (Wilson 1927). This is the rule of Gandy and Hahn (2014,
   * doi:10.1111/sjos.12085). Where it stops, a pair is a discovery only if it would be one after
   * any number of repetitions, but for a chance of about 0.3 %: the intervals take the standardised
   * scores of a repetition for independent.
   */
  boolean isClear() {
    double[] least = bound(-1);
    double[] most = bound(1);
    for (int i = 0; i < least.length; i++) {
      if (least[i] < LEVEL && most[i] >= LEVEL) {
        return false;
      }
    }
    return true;
  }

  /** q by the lower (-1) or upper (1) end of the interval of every p. */
  private double[] bound(int side) {
    double squared = ERRORS * ERRORS;
    double n = all();
    return BenjaminiHochberg.qValues(
        Arrays.stream(exceeding)
            .mapToDouble(
                e -> {
                  double spread = ERRORS * Math.sqrt(e * (1 - e / n) + squared / 4);
                  return Math.clamp((e + squared / 2 + side * spread) / (n + squared), 0, 1);
                })
            .toArray());
  }
}
