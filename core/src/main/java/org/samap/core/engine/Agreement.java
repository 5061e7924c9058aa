package org.samap.core.engine;

/** What the sums over cells say of the agreement of two linked genes (SPEC 6), for any engine. */
public final class Agreement {
  /** A variance below this share of the mean square is only float32 rounding. */
  private static final double ROUNDING = 1e-11;

  private Agreement() {}

  /**
   * Pearson's correlation of two genes' smoothed expression.
   *
   * @param covariance the mean product about the means
   * @param varianceG the mean square of gene g about its mean
   * @param squareG the mean square of gene g
   * @return 0 if a gene has no variance, or there are no cells and all is NaN
   */
  public static double pearson(
      double covariance, double varianceG, double squareG, double varianceH, double squareH) {
    return varianceG > ROUNDING * squareG && varianceH > ROUNDING * squareH
        ? Math.clamp(covariance / Math.sqrt(varianceG * varianceH), -1, 1)
        : 0;
  }

  /**
   * Chatterjee's rank coefficient, 1 - n jumps / (2 spread).
   *
   * @param n cells
   * @param jumps sum |r_(i+1) - r_i| in the order of x, with r_i = #{y_j &lt;= y_i}
   * @param spread sum l_i (n - l_i), with l_i = #{y_j &gt;= y_i}
   * @return 0 if all y are equal
   */
  public static double xi(int n, double jumps, double spread) {
    return spread == 0 ? 0 : 1 - n * jumps / (2 * spread);
  }
}
