package org.samap.core.expression;

/**
 * Mean and population variance of every gene over all cells, zeros included. A gene whose standard
 * deviation is below 1e-6 of its root mean square is constant up to rounding: its variance is 0.
 */
public record GeneMoments(double[] means, double[] variances) {

  /** The standard deviation, 1 for a constant gene: a divisor. */
  public double scale(int gene) {
    return variances[gene] == 0 ? 1 : Math.sqrt(variances[gene]);
  }

  public double rootMeanSquare(int gene) {
    return Math.sqrt(variances[gene] + means[gene] * means[gene]);
  }
}
