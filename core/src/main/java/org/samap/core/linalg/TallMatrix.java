package org.samap.core.linalg;

/**
 * A {@link CenteredMatrix} A turned so that it has at least as many rows as columns: M = A, or M =
 * A^T if there are fewer cells than genes. So M^T M has the smaller of the two sizes.
 */
public interface TallMatrix extends LinearOperator {

  /** Whether M is A^T. */
  boolean transposed();

  /** M^T M, columns x columns. */
  PanelMatrix gram();

  /**
   * The same matrix in the form for which products with M^T M are fastest.
   *
   * @param vectors about how many vectors will be multiplied; some forms pay only for many
   */
  LinearOperator preparedFor(int vectors);
}
