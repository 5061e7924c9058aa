package org.samap.core.linalg;

import static org.samap.core.linalg.Panels.KERNELS;

/** An orthogonal n x n matrix Q, a product of Householder reflections. Immutable. */
public final class Reflections {
  private final int n;
  private final int stride;
  private final double[] vectors;
  private final double[] beta;

  /**
   * @param stride the length of a row of vectors, n or more
   * @param vectors row j holds the vector v of reflection j from column j + 1 on; not copied
   * @param beta reflection j is I - beta v v^T; not copied
   */
  Reflections(int n, int stride, double[] vectors, double[] beta) {
    this.n = n;
    this.stride = stride;
    this.vectors = vectors;
    this.beta = beta;
  }

  /** {@code x = Q x} for a panel of n (or more) rows. */
  public void applyTo(double[] x) {
    double[] v = new double[stride];
    for (int j = n - 2; j >= 0; j--) {
      if (beta[j] != 0) {
        System.arraycopy(vectors, j * stride + j + 1, v, j + 1, n - j - 1);
        KERNELS.reflect(v, beta[j], j + 1, n, x);
      }
    }
  }
}
