package org.samap.core.linalg;

/**
 * The singular values of a small dense matrix, computed as square roots of the eigenvalues of the
 * Gram matrix of its shorter side. Values below 1e-8 of the largest are lost in rounding, which
 * does not matter for sums. Time O(rows x columns x shorter side).
 */
public final class SingularValues {
  private SingularValues() {}

  /**
   * @param matrix rows of equal length
   * @return one value per row or column of the shorter side, descending, none negative
   */
  public static double[] of(double[][] matrix) {
    int rows = matrix.length;
    int columns = rows == 0 ? 0 : matrix[0].length;
    boolean wide = rows <= columns;
    int n = Math.min(rows, columns);
    double[] gram = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          sum += wide ? matrix[i][k] * matrix[j][k] : matrix[k][i] * matrix[k][j];
        }
        gram[i * n + j] = sum;
      }
    }
    double[] values = n == 0 ? new double[0] : SymmetricEigen.of(gram, n).values().clone();
    for (int i = 0; i < n; i++) {
      values[i] = Math.sqrt(Math.max(0, values[i]));
    }
    return values;
  }
}
