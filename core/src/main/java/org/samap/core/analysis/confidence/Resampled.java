package org.samap.core.analysis.confidence;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * How certain a number is that was computed from many genes: the delete-a-group jackknife. The
 * genes are divided into {@value #GROUPS} groups, and the number is computed from all of them and
 * without each group in turn. With c_k the number without group k, and n groups,
 *
 * <pre>standard error = sqrt((n - 1) / n x sum of (c_k - mean)^2)</pre>
 *
 * <p>Kott 2001, J. Official Statistics 17:521.
 */
final class Resampled {
  static final int GROUPS = 20;

  private Resampled() {}

  /** The group of a gene, by its place on its species' axis. */
  static int group(int gene) {
    return gene % GROUPS;
  }

  /** The sums of all groups at 0, and without group k at k + 1. */
  static double[] totals(double[] ofGroups) {
    double[] totals = new double[GROUPS + 1];
    Arrays.fill(totals, Arrays.stream(ofGroups).sum());
    for (int k = 0; k < GROUPS; k++) {
      totals[k + 1] -= ofGroups[k];
    }
    return totals;
  }

  /**
   * @param values from all groups at 0, and without group k at k + 1
   */
  static double error(IntToDoubleFunction values) {
    double mean = 0;
    for (int k = 1; k <= GROUPS; k++) {
      mean += values.applyAsDouble(k) / GROUPS;
    }
    double sum = 0;
    for (int k = 1; k <= GROUPS; k++) {
      double difference = values.applyAsDouble(k) - mean;
      sum += difference * difference;
    }
    return Math.sqrt(sum * (GROUPS - 1) / GROUPS);
  }
}
