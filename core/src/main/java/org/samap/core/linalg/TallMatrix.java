package org.samap.core.linalg;

/**
 * A {@link CenteredMatrix} A seen from its longer side: M = A, or M = A^T if there are fewer cells
 * than genes. So M^T M has the smaller of the two sizes.
 */
public interface TallMatrix extends LinearOperator {

  /** Whether M is A^T. */
  boolean transposed();

  /** M^T M, columns x columns. */
  PanelMatrix gram();

  /**
   * The same matrix in the form that multiplies fastest with M^T M.
   *
   * @param vectors about how many vectors will be multiplied; making the form pays for many
   */
  LinearOperator preparedFor(int vectors);
}
