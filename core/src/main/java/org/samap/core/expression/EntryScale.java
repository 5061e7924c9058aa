package org.samap.core.expression;

/**
 * What becomes of the expression x of a gene in a cell on its way into a decomposition: {@code
 * clamp(factor x + offset, low, high)}, with four numbers of each gene. A zero of the expression
 * stays a zero.
 *
 * @param coefficients of column c: factor, offset, low and high from {@code 4 c} on
 * @param lengths of each cell, by which its values are divided first; empty: they are not
 */
public record EntryScale(double[] coefficients, double[] lengths) {
  private static final double CLIP = 10;

  /** The value that a zero has, z = -mean / sd, is taken off: the centring undoes that. */
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
   * x times a factor of its gene, divided by the length of its cell.
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

  /** Scales the first {@code count} values, which are those of some columns of a cell. */
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
