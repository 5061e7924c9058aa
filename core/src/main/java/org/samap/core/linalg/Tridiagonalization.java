package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;
import static org.samap.core.linalg.Panels.KERNELS;

import java.util.Arrays;

/**
 * A = Q T Q^T for a symmetric A, with T tridiagonal and Q a product of Householder reflections.
 * Time: n^3 multiplications. Sweeps over the matrix dominate, so the update by one reflection and
 * the product that the next one needs share a sweep.
 */
final class Tridiagonalization {
  private final int n;

  /** Row length and number of rows: n rounded up, so that no loop has a remainder. */
  private final int stride;

  /** The part of A that is left; finished rows hold the vectors of the reflections. */
  private final double[] a;

  private final double[] diagonal;
  private final double[] offDiagonal;
  private final double[] beta;

  private Tridiagonalization(double[] matrix, int n) {
    this.n = n;
    this.stride = Math.ceilDiv(n, WIDTH) * WIDTH;
    this.a = new double[stride * stride];
    for (int r = 0; r < n; r++) {
      System.arraycopy(matrix, r * n, a, r * stride, n);
    }
    this.diagonal = new double[n];
    this.offDiagonal = new double[n];
    this.beta = new double[n];
  }

  /**
   * @param matrix n x n, symmetric; not changed
   */
  static Tridiagonalization of(double[] matrix, int n) {
    Tridiagonalization t = new Tridiagonalization(matrix, n);
    t.reduce();
    return t;
  }

  double[] diagonal() {
    return diagonal;
  }

  /** Entry i couples rows i and i + 1; the last is 0. */
  double[] offDiagonal() {
    return offDiagonal;
  }

  Reflections reflections() {
    return new Reflections(n, stride, a, beta);
  }

  /**
   * Step j finds the reflection v that clears row j beyond the entry next to the diagonal. With p =
   * beta A v and w = p - (beta p.v / 2) v, the rest becomes A - v w^T - w v^T. The sweep of the
   * next step makes that update.
   */
  private void reduce() {
    double[] v = new double[stride];
    double[] w = new double[stride];
    double[] next = new double[stride];
    double[] p = new double[stride];
    for (int j = 0; j < n; j++) {
      step(j, v, w, next, p);
    }
  }

  private void step(int j, double[] v, double[] w, double[] next, double[] p) {
    double[] row = Arrays.copyOfRange(a, j * stride, (j + 1) * stride);
    Panels.axpy(-v[j], w, row, j, n);
    Panels.axpy(-w[j], v, row, j, n);
    v[j] = 0;
    w[j] = 0;
    diagonal[j] = row[j];
    Arrays.fill(next, 0);
    findReflection(j, row, next);
    System.arraycopy(row, 0, a, j * stride, stride);
    if (j + 1 == n) {
      return;
    }
    Arrays.fill(p, 0);
    sweep(j + 1, v, w, next, p);
    Arrays.fill(p, 0, j + 1, 0);
    Arrays.fill(w, 0);
    Panels.axpy(beta[j], p, w, j + 1, n);
    double half = Panels.dot(w, next, j + 1, n) * beta[j] / 2;
    System.arraycopy(next, 0, v, 0, stride);
    Panels.axpy(-half, v, w, j + 1, n);
  }

  private void findReflection(int j, double[] row, double[] v) {
    double rest = Panels.dot(row, row, Math.min(n, j + 2), n);
    if (j + 1 == n || rest == 0) {
      offDiagonal[j] = j + 1 == n ? 0 : row[j + 1];
      return;
    }
    double first = row[j + 1];
    double length = Math.sqrt(first * first + rest);
    offDiagonal[j] = first > 0 ? -length : length;
    row[j + 1] = first - offDiagonal[j];
    System.arraycopy(row, j + 1, v, j + 1, n - j - 1);
    beta[j] = 2 / (v[j + 1] * v[j + 1] + rest);
  }

  /**
   * {@code A -= v w^T + w v^T}, then {@code p += A next}, for the rows and columns beginning at
   * {@code from}.
   */
  private void sweep(int from, double[] v, double[] w, double[] next, double[] p) {
    int firstColumn = from / WIDTH * WIDTH;
    for (int r = from / 4 * 4; r < n; r += 4) {
      KERNELS.rankTwoSweep(a, stride, r, firstColumn, v, w, next, p);
    }
  }
}
