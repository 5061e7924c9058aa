package org.samap.core.simd;

/** The panel kernels as plain loops: the definition of what the vector twin computes. */
final class ScalarPanelKernels implements PanelKernels {
  /** Entries that {@code gatherByEights} adds up in float32. */
  private static final int GROUP = 8;

  @Override
  public void gather(
      int[] indices, float[] values, int from, int to, float[] x, double[] y, int at) {
    for (int p = from; p < to; p++) {
      axpy(values[p], x, indices[p] * WIDTH, y, at);
    }
  }

  private static void axpy(double alpha, float[] x, int xOffset, double[] y, int yOffset) {
    for (int c = 0; c < WIDTH; c++) {
      y[yOffset + c] = Math.fma(alpha, x[xOffset + c], y[yOffset + c]);
    }
  }

  @Override
  public void gatherByEights(
      int[] indices, float[] values, int from, int to, float[] x, double[] y, int at) {
    int grouped = from + (to - from) / GROUP * GROUP;
    for (int c = 0; c < WIDTH; c++) {
      for (int p = from; p < grouped; p += GROUP) {
        y[at + c] += sumOfGroup(indices, values, p, x, c);
      }
      for (int p = grouped; p < to; p++) {
        y[at + c] += values[p] * x[indices[p] * WIDTH + c];
      }
    }
  }

  private static float sumOfGroup(int[] indices, float[] values, int first, float[] x, int c) {
    float even = values[first] * x[indices[first] * WIDTH + c];
    float odd = values[first + 1] * x[indices[first + 1] * WIDTH + c];
    for (int p = first + 2; p < first + GROUP; p += 2) {
      even = Math.fma(values[p], x[indices[p] * WIDTH + c], even);
      odd = Math.fma(values[p + 1], x[indices[p + 1] * WIDTH + c], odd);
    }
    return even + odd;
  }

  @Override
  public void scatter(
      int[] indices, float[] values, int from, int to, float[] t, int at, FloatPanel z) {
    for (int p = from; p < to; p++) {
      for (int c = 0; c < WIDTH; c++) {
        z.set(indices[p], c, Math.fma(values[p], t[at + c], z.get(indices[p], c)));
      }
    }
  }

  @Override
  public double product(FloatPanel y, int g, int h) {
    double[] chains = new double[4];
    for (int c = 0; c < WIDTH; c++) {
      chains[c % 4] = Math.fma((double) y.get(g, c), y.get(h, c), chains[c % 4]);
    }
    return (chains[0] + chains[1]) + (chains[2] + chains[3]);
  }

  @Override
  public double sum(FloatPanel y, int row) {
    double[] chains = new double[4];
    for (int c = 0; c < WIDTH; c++) {
      chains[c % 4] += y.get(row, c);
    }
    return (chains[0] + chains[1]) + (chains[2] + chains[3]);
  }

  private static void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset) {
    for (int c = 0; c < WIDTH; c++) {
      y[yOffset + c] = Math.fma(alpha, x[xOffset + c], y[yOffset + c]);
    }
  }

  @Override
  public void addProduct(float[] q, int qRow, float[] h, int hAt, float[] w, int rows) {
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < WIDTH; c++) {
        axpy(q[(qRow + row) * WIDTH + c], h, hAt + c * WIDTH, w, row * WIDTH);
      }
    }
  }

  @Override
  public void addTransposedProduct(float[] q, float[] w, float[] h, int from, int to) {
    for (int row = from; row < to; row++) {
      for (int c = 0; c < WIDTH; c++) {
        axpy(q[row * WIDTH + c], w, row * WIDTH, h, c * WIDTH);
      }
    }
  }

  @Override
  public void addProduct(double[] q, double[] h, int hAt, double[] w, int from, int to) {
    for (int row = from; row < to; row++) {
      for (int c = 0; c < WIDTH; c++) {
        axpy(q[row * WIDTH + c], h, hAt + c * WIDTH, w, row * WIDTH);
      }
    }
  }

  @Override
  public void addTransposedProduct(double[] q, double[] w, double[] h, int from, int to) {
    for (int row = from; row < to; row++) {
      for (int c = 0; c < WIDTH; c++) {
        axpy(q[row * WIDTH + c], w, row * WIDTH, h, c * WIDTH);
      }
    }
  }

  @Override
  public void reflect(double[] v, double beta, int from, int to, double[] x) {
    double[] sum = new double[WIDTH];
    for (int r = from; r < to; r++) {
      axpy(v[r], x, r * WIDTH, sum, 0);
    }
    for (int c = 0; c < WIDTH; c++) {
      sum[c] *= -beta;
    }
    for (int r = from; r < to; r++) {
      axpy(v[r], sum, 0, x, r * WIDTH);
    }
  }

  @Override
  public void rankTwoSweep(
      double[] a, int stride, int row, int from, double[] v, double[] w, double[] u, double[] p) {
    for (int r = row; r < row + 4; r++) {
      for (int c = from; c < stride; c++) {
        int at = r * stride + c;
        a[at] = Math.fma(v[c], -w[r], Math.fma(w[c], -v[r], a[at]));
        p[c] = Math.fma(a[at], u[r], p[c]);
      }
    }
  }

  /** {@code y += alpha x} for one row of each panel. */
  private static void axpy(double alpha, double[] x, int xOffset, double[] y, int yOffset) {
    for (int c = 0; c < WIDTH; c++) {
      y[yOffset + c] = Math.fma(alpha, x[xOffset + c], y[yOffset + c]);
    }
  }

  @Override
  public String toString() {
    return "scalar";
  }
}
