package org.samap.core.simd;

import java.util.Arrays;
import java.util.Objects;

/** The kernels as plain loops: the definition of what the vector twin computes. */
final class ScalarKernels implements Kernels {
  private static final int LANES = 16;

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int n) {
    check(a, aOffset, n);
    check(b, bOffset, n);
    float[] lanes = new float[LANES];
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      for (int l = 0; l < LANES; l++) {
        lanes[l] = Math.fma(a[aOffset + i + l], b[bOffset + i + l], lanes[l]);
      }
    }
    for (int l = 0; i + l < n; l++) {
      lanes[l] = Math.fma(a[aOffset + i + l], b[bOffset + i + l], lanes[l]);
    }
    return sum(lanes);
  }

  @Override
  public float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int n) {
    check(a, aOffset, n);
    check(b, bOffset, n);
    float[] lanes = new float[LANES];
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      for (int l = 0; l < LANES; l++) {
        float d = a[aOffset + i + l] - b[bOffset + i + l];
        lanes[l] = Math.fma(d, d, lanes[l]);
      }
    }
    for (int l = 0; i + l < n; l++) {
      float d = a[aOffset + i + l] - b[bOffset + i + l];
      lanes[l] = Math.fma(d, d, lanes[l]);
    }
    return sum(lanes);
  }

  @Override
  public double dotInDouble(float[] a, int aOffset, float[] b, int bOffset, int n) {
    check(a, aOffset, n);
    check(b, bOffset, n);
    double[] lanes = new double[LANES];
    for (int i = 0; i < n; i++) {
      lanes[i % LANES] = Math.fma((double) a[aOffset + i], b[bOffset + i], lanes[i % LANES]);
    }
    return sum(lanes);
  }

  @Override
  public double squaredDistanceInDouble(float[] a, int aOffset, float[] b, int bOffset, int n) {
    check(a, aOffset, n);
    check(b, bOffset, n);
    double[] lanes = new double[LANES];
    for (int i = 0; i < n; i++) {
      double d = (double) a[aOffset + i] - b[bOffset + i];
      lanes[i % LANES] = Math.fma(d, d, lanes[i % LANES]);
    }
    return sum(lanes);
  }

  @Override
  public void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int n) {
    check(x, xOffset, n);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Math.fma(alpha, x[xOffset + i], y[yOffset + i]);
    }
  }

  @Override
  public void axpy(double alpha, float[] x, int xOffset, double[] y, int yOffset, int n) {
    check(x, xOffset, n);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Math.fma(alpha, x[xOffset + i], y[yOffset + i]);
    }
  }

  @Override
  public void tile(float[] a, int aOffset, int aStride, float[] b, int bOffset, int n, float[] c) {
    Arrays.fill(c, 0, TILE_ROWS * TILE_COLUMNS, 0);
    for (int i = 0; i < n; i++) {
      for (int r = 0; r < TILE_ROWS; r++) {
        axpy(
            a[aOffset + r * aStride + i],
            b,
            bOffset + i * TILE_COLUMNS,
            c,
            r * TILE_COLUMNS,
            TILE_COLUMNS);
      }
    }
  }

  @Override
  public int firstAbove(float limit, float[] a, int from, int to) {
    Objects.checkFromToIndex(from, to, a.length);
    int i = from;
    while (i < to && !(a[i] > limit)) {
      i++;
    }
    return i;
  }

  @Override
  public int above(float[] limits, float[] a, int offset) {
    Objects.checkFromIndexSize(offset, TILE_COLUMNS, a.length);
    int bits = 0;
    for (int i = 0; i < TILE_COLUMNS; i++) {
      bits |= a[offset + i] > limits[i] ? 1 << i : 0;
    }
    return bits;
  }

  @Override
  public void addWhere(long bits, int value, int[] y, int offset) {
    Objects.checkFromIndexSize(offset, Long.SIZE, y.length);
    for (long left = bits; left != 0; left &= left - 1) {
      y[offset + Long.numberOfTrailingZeros(left)] += value;
    }
  }

  @Override
  public void sumsWhere(long[] bits, int[] values, int n, int[] sums, int offset) {
    Objects.checkFromIndexSize(offset, Long.SIZE, sums.length);
    Arrays.fill(sums, offset, offset + Long.SIZE, 0);
    for (int k = 0; k < n; k++) {
      addWhere(bits[k], values[k], sums, offset);
    }
  }

  @Override
  public long atLeast(int limit, int[] a, int offset) {
    Objects.checkFromIndexSize(offset, Long.SIZE, a.length);
    long bits = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      bits |= a[offset + i] >= limit ? 1L << i : 0;
    }
    return bits;
  }

  static float sum(float[] lanes) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        lanes[l] += lanes[l + half];
      }
    }
    return lanes[0];
  }

  static double sum(double[] lanes) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        lanes[l] += lanes[l + half];
      }
    }
    return lanes[0];
  }

  private static void check(float[] a, int offset, int n) {
    Objects.checkFromIndexSize(offset, n, a.length);
  }

  @Override
  public String toString() {
    return "scalar";
  }
}
