package org.samap.core.expression;

/**
 * Scales the expression x of a gene in a cell for a decomposition: {@code clamp(factor x + offset,
 * low, high)}, with four numbers for each gene. A zero stays a zero.
 *
 * @param coefficients factor, offset, low and high of column c, from {@code 4 c} on
 * @param lengths divisors, one for each cell, applied first; empty if values are not divided
 */
public record EntryScale(double[] coefficients, double[] lengths) {
  private static final double CLIP = 10;

  /**
   * Subtracts the standardized value of a zero, -mean / sd, so that zeros stay zeros; centring
   * undoes this.
   */
  public static EntryScale standardized(GeneMoments moments, int[] genes, double[] weights) {
    double[] coefficients = new double[4 * genes.length];
    for (int c = 0; c < genes.length; c++) {
      int g = genes[c];
      double zero = -moments.means()[g] / moments.scale(g);
      double clipped = Math.clamp(zero, -CLIP, CLIP);
      coefficients[4 * c] = weights[g] / moments.scale(g);
      coefficients[4 * c + 1] = (zero - clipped) * weights[g];
      coefficients[4 * c + 2] = (-CLIP - clipped) * weights[g];
      coefficients[4 * c + 3] = (CLIP - clipped) * weights[g];
    }
    return new EntryScale(coefficients, new double[0]);
  }

  /**
   * Multiplies x by the factor of its gene and divides it by the length of its cell.
   *
   * @param lengths of the cells; empty if values are not divided
   */
  public static EntryScale of(double[] factors, double[] lengths) {
    double[] coefficients = new double[4 * factors.length];
    for (int c = 0; c < factors.length; c++) {
      coefficients[4 * c] = factors[c];
      coefficients[4 * c + 2] = Double.NEGATIVE_INFINITY;
      coefficients[4 * c + 3] = Double.POSITIVE_INFINITY;
    }
    return new EntryScale(coefficients, lengths);
  }

  /** Scales the first {@code count} values, which belong to the given columns of a cell. */
  public void apply(int cell, int[] columns, float[] values, int count) {
    double length = lengths.length == 0 ? 1 : lengths[cell];
    for (int i = 0; i < count; i++) {
      int at = 4 * columns[i];
      double scaled = coefficients[at] * (values[i] / length) + coefficients[at + 1];
      double high = Math.min(scaled, coefficients[at + 3]);
      values[i] = (float) Math.max(high, coefficients[at + 2]);
    }
  }
}
