package org.samap.core.linalg;

import java.util.Arrays;

/**
 * A sparse cells x genes matrix S whose columns are centred without making it dense: A = S - 1 m^T
 * with m the column means of S. Adding a constant to a column of S does not change A, so S can also
 * stand for "sparse plus a constant row".
 *
 * @param rows the cells of S; kept and read in every product
 * @param means the column means m
 */
public record CenteredMatrix(SparseRows rows, double[] means) {

  /**
   * @param rows the cells of S; kept and read in every product
   * @param columnSums the column sums of S
   */
  public static CenteredMatrix of(SparseRows rows, double[] columnSums) {
    int cells = Math.max(1, rows.rows());
    return new CenteredMatrix(rows, Arrays.stream(columnSums).map(s -> s / cells).toArray());
  }

  public int cells() {
    return rows.rows();
  }

  public int genes() {
    return rows.columns();
  }
}
