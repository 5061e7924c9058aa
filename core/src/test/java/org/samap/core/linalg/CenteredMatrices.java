package org.samap.core.linalg;

/** Makes centred matrices from their rows alone. */
public final class CenteredMatrices {
  private CenteredMatrices() {}

  /** The rows with the means of their columns. */
  public static CenteredMatrix of(SparseRows rows) {
    double[] sums = new double[rows.columns()];
    SparseRows.Cursor row = rows.cursor();
    for (int r = 0; r < rows.rows(); r++) {
      row.read(r);
      for (int p = row.start(); p < row.end(); p++) {
        sums[row.columns()[p]] += row.values()[p];
      }
    }
    return CenteredMatrix.of(rows, sums);
  }
}
