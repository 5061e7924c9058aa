package org.samap.core.linalg;

import org.samap.core.simd.PanelKernels;

/**
 * A matrix M that is only multiplied with panels. A panel is {@link #WIDTH} vectors side by side:
 * entry (i, c) of an n x WIDTH panel is at {@code i * WIDTH + c} of an array of n * WIDTH values.
 * Implementations decide where a product is computed; it has the same bits every time.
 */
public interface LinearOperator {

  /** The number of vectors in a panel. */
  int WIDTH = PanelKernels.WIDTH;

  int rows();

  int columns();

  /** {@code y = M x}, with x rounded to float32. Overwrites y. */
  void multiply(double[] x, double[] y);

  /** {@code z = M^T M x}, in one pass over the matrix. Overwrites z. */
  void multiplyGram(double[] x, double[] z);
}
