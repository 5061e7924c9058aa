package org.samap.core.linalg;

import org.samap.core.matrix.FloatMatrix;

/**
 * The leading part of a singular value decomposition A = U S V^T of a cells x genes matrix. The
 * entry of largest absolute value of each column of U (the first of equals) is positive. Components
 * beyond the rank of A have singular value 0 and zero columns.
 *
 * @param left U, cells x components
 * @param singularValues the diagonal of S, falling
 * @param right V, genes x components
 */
public record Svd(FloatMatrix left, double[] singularValues, FloatMatrix right) {

  /** U S: the cells' coordinates along the components. */
  public FloatMatrix scores() {
    FloatMatrix out = FloatMatrix.zeros(left.rows(), left.columns());
    float[] from = left.values();
    float[] to = out.values();
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) (from[i] * singularValues[i % singularValues.length]);
    }
    return out;
  }
}
