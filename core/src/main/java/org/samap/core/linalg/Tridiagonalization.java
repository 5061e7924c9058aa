package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;
import static org.samap.core.linalg.Panels.LANES;
import static org.samap.core.linalg.Panels.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * A = Q T Q^T for a symmetric A, with T tridiagonal and Q a product of Householder reflections. n^3
 * multiplications; the update by one reflection and the product that the next one needs share a
 * sweep over the matrix, which is what takes the time.
 */
final class Tridiagonalization {
  private final int n;

  /** Row length and number of rows: n rounded up, so that no loop has a rest. */
  private final int stride;

  /** The rest of A, and in the rows already done the reflections' vectors. */
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

  /** Entry i stands beside the diagonal in the rows i and i + 1; the last is 0. */
  double[] offDiagonal() {
    return offDiagonal;
  }

  /** {@code x = Q x} for a panel of n (or more) rows. */
  void multiplyByQ(double[] x) {
    double[] v = new double[stride];
    for (int j = n - 2; j >= 0; j--) {
      if (beta[j] != 0) {
        System.arraycopy(a, j * stride + j + 1, v, j + 1, n - j - 1);
        reflect(v, beta[j], j + 1, x);
      }
    }
  }

  private void reflect(double[] v, double beta, int from, double[] x) {
    for (int lane = 0; lane < WIDTH; lane += 2 * LANES) {
      DoubleVector low = DoubleVector.zero(SPECIES);
      DoubleVector high = DoubleVector.zero(SPECIES);
      for (int r = from; r < n; r++) {
        DoubleVector vr = DoubleVector.broadcast(SPECIES, v[r]);
        int i = r * WIDTH + lane;
        low = DoubleVector.fromArray(SPECIES, x, i).fma(vr, low);
        high = DoubleVector.fromArray(SPECIES, x, i + LANES).fma(vr, high);
      }
      low = low.mul(-beta);
      high = high.mul(-beta);
      for (int r = from; r < n; r++) {
        DoubleVector vr = DoubleVector.broadcast(SPECIES, v[r]);
        int i = r * WIDTH + lane;
        low.fma(vr, DoubleVector.fromArray(SPECIES, x, i)).intoArray(x, i);
        high.fma(vr, DoubleVector.fromArray(SPECIES, x, i + LANES)).intoArray(x, i + LANES);
      }
    }
  }

  /**
   * Step j finds the reflection v that clears row j beyond its neighbour of the diagonal. With p =
   * beta A v and w = p - (beta p.v / 2) v the rest becomes A - v w^T - w v^T; that update waits for
   * the sweep of the next step.
   */
  private void reduce() {
    double[] v = new double[stride];
    double[] w = new double[stride];
    double[] next = new double[stride];
    double[] p = new double[stride];
    for (int j = 0; j < n; j++) {
      int row = j * stride;
      for (int c = j; c < n; c++) {
        a[row + c] -= v[j] * w[c] + w[j] * v[c];
      }
      v[j] = 0;
      w[j] = 0;
      diagonal[j] = a[row + j];
      Arrays.fill(next, 0);
      findReflection(j, next);
      if (j + 1 == n) {
        return;
      }
      Arrays.fill(p, 0);
      sweep(j + 1, v, w, next, p);
      Arrays.fill(p, 0, j + 1, 0);
      double half = 0;
      for (int c = j + 1; c < n; c++) {
        p[c] *= beta[j];
        half += p[c] * next[c];
      }
      half *= beta[j] / 2;
      System.arraycopy(next, 0, v, 0, stride);
      for (int c = 0; c < n; c++) {
        w[c] = p[c] - half * v[c];
      }
    }
  }

  private void findReflection(int j, double[] v) {
    int row = j * stride;
    double rest = 0;
    for (int c = j + 2; c < n; c++) {
      rest += a[row + c] * a[row + c];
    }
    if (j + 1 == n || rest == 0) {
      offDiagonal[j] = j + 1 == n ? 0 : a[row + j + 1];
      return;
    }
    double first = a[row + j + 1];
    double length = Math.sqrt(first * first + rest);
    offDiagonal[j] = first > 0 ? -length : length;
    System.arraycopy(a, row + j + 1, v, j + 1, n - j - 1);
    v[j + 1] = first - offDiagonal[j];
    a[row + j + 1] = v[j + 1];
    beta[j] = 2 / (v[j + 1] * v[j + 1] + rest);
  }

  /** {@code A -= v w^T + w v^T} and then {@code p += A next}, for the rows and columns from on. */
  private void sweep(int from, double[] v, double[] w, double[] next, double[] p) {
    int firstColumn = from / WIDTH * WIDTH;
    for (int r = from / 4 * 4; r < n; r += 4) {
      sweepFourRows(r, firstColumn, v, w, next, p);
    }
  }

  private void sweepFourRows(
      int r, int firstColumn, double[] v, double[] w, double[] next, double[] p) {
    for (int c = firstColumn; c < stride; c += LANES) {
      DoubleVector vc = DoubleVector.fromArray(SPECIES, v, c);
      DoubleVector wc = DoubleVector.fromArray(SPECIES, w, c);
      DoubleVector pc = DoubleVector.fromArray(SPECIES, p, c);
      for (int i = r; i < r + 4; i++) {
        int at = i * stride + c;
        DoubleVector x = DoubleVector.fromArray(SPECIES, a, at);
        x = wc.fma(DoubleVector.broadcast(SPECIES, -v[i]), x);
        x = vc.fma(DoubleVector.broadcast(SPECIES, -w[i]), x);
        x.intoArray(a, at);
        pc = x.fma(DoubleVector.broadcast(SPECIES, next[i]), pc);
      }
      pc.intoArray(p, c);
    }
  }
}
