package org.samap.core.linalg;

import org.samap.core.simd.PanelKernels;

/**
 * A matrix M known only through its products with panels. A panel is {@link #WIDTH} vectors side by
 * side: entry (i, c) of an n x WIDTH panel is at {@code i * WIDTH + c} of an array of n * WIDTH
 * values. Where a product is computed is the implementation's matter; it is the same bits every
 * time.
 */
public interface LinearOperator {

  /** Vectors in a panel. */
  int WIDTH = PanelKernels.WIDTH;

  int rows();

  int columns();

  /** {@code y = M x}, with x rounded to float32; what y held before is lost. */
  void multiply(double[] x, double[] y);

  /** {@code z = M^T M x}, in one pass over the matrix; what z held before is lost. */
  void multiplyGram(double[] x, double[] z);
}
