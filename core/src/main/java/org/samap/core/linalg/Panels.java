package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import org.samap.core.simd.PanelKernels;

/**
 * Short loops over panels (see {@link LinearOperator}) and vectors, shared so that few methods need
 * compiling. The heavy loops are in {@link #KERNELS}.
 */
public final class Panels {
  public static final PanelKernels KERNELS = PanelKernels.best();

  private Panels() {}

  /** {@code total += part}. */
  public static void addInto(double[] total, double[] part) {
    for (int i = 0; i < total.length; i++) {
      total[i] += part[i];
    }
  }

  /** {@code total += part} for the values [from, to). */
  public static void addInto(double[] total, float[] part, int from, int to) {
    for (int i = from; i < to; i++) {
      total[i] += part[i];
    }
  }

  /** {@code total += part} for the values of the total from {@code at} on. */
  public static void addInto(double[] total, int at, float[] part) {
    for (int i = 0; i < part.length; i++) {
      total[at + i] += part[i];
    }
  }

  static double[] widened(float[] x) {
    double[] out = new double[x.length];
    addInto(out, 0, x);
    return out;
  }

  public static float[] rounded(double[] x) {
    float[] out = new float[x.length];
    round(x, out);
    return out;
  }

  public static void round(double[] x, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) x[i];
    }
  }

  /** The WIDTH sums of v_i x_i over the rows of x. */
  public static double[] weightedSum(double[] v, float[] x) {
    double[] sum = new double[WIDTH];
    for (int i = 0; i < v.length; i++) {
      addRow(v[i], x, i * WIDTH, sum);
    }
    return sum;
  }

  private static void addRow(double s, float[] x, int xOffset, double[] y) {
    for (int c = 0; c < WIDTH; c++) {
      y[c] = Math.fma(s, x[xOffset + c], y[c]);
    }
  }

  /** {@code y += s x} for a row of each of two panels. */
  public static void addRow(double s, double[] x, int xOffset, double[] y, int yOffset) {
    for (int c = 0; c < WIDTH; c++) {
      y[yOffset + c] = Math.fma(s, x[xOffset + c], y[yOffset + c]);
    }
  }

  /** {@code y_c += x_c^2} for a row of each of two panels. */
  public static void addSquares(double[] x, int xOffset, double[] y, int yOffset) {
    for (int c = 0; c < WIDTH; c++) {
      y[yOffset + c] = Math.fma(x[xOffset + c], x[xOffset + c], y[yOffset + c]);
    }
  }

  /** The sum of x_i y_i over [from, to), as one chain. */
  public static double dot(double[] x, double[] y, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }

  /** {@code y_i += s x_i} over [from, to). */
  static void axpy(double s, double[] x, double[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.fma(s, x[i], y[i]);
    }
  }
}
