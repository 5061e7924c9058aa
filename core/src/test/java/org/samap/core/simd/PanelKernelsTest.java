package org.samap.core.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.samap.core.simd.PanelKernels.WIDTH;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.run.RandomStream;

/** The twins give the same bits, and these are right within rounding. */
class PanelKernelsTest {
  private static final double ROUNDING = 0x1p-50;
  private static final int FROM = 3;

  private final PanelKernels vector = new VectorPanelKernels();
  private final PanelKernels scalar = new ScalarPanelKernels();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 1023})
  void gathersAndScattersASparseRow(int entries) {
    int[] indices = new int[FROM + entries + 2];
    Arrays.setAll(indices, p -> 2 * p);
    float[] values = floats(random(indices.length, 1));
    float[] x = floats(random(2 * indices.length * WIDTH, 2));
    double[] y = random(3 * WIDTH, 3);
    float[] t = floats(random(3 * WIDTH, 4));
    double[] gathered = y.clone();
    double[] scattered = doubles(x);
    for (int p = FROM; p < FROM + entries; p++) {
      for (int c = 0; c < WIDTH; c++) {
        int i = indices[p] * WIDTH + c;
        gathered[WIDTH + c] += (double) values[p] * x[i];
        scattered[i] += (double) values[p] * t[WIDTH + c];
      }
    }
    double[][] ys = {y.clone(), y.clone()};
    float[][] zs = new float[2][x.length];
    for (int twin = 0; twin < 2; twin++) {
      PanelKernels kernels = twin == 0 ? scalar : vector;
      FloatPanel z = panel(x);
      kernels.gather(indices, values, FROM, FROM + entries, x, ys[twin], WIDTH);
      kernels.scatter(indices, values, FROM, FROM + entries, t, WIDTH, z);
      z.copyTo(zs[twin], 0, z.rows());
    }
    assertTwins(ys, gathered, entries);
    assertThat(zs[1]).isEqualTo(zs[0]);
    assertThat(zs[0]).isEqualTo(floats(scattered));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 1023})
  void gathersASparseRowByEightsWithinTheRoundingOfFloats(int entries) {
    int[] indices = new int[FROM + entries + 2];
    Arrays.setAll(indices, p -> 2 * p);
    float[] values = floats(random(indices.length, 1));
    float[] x = floats(random(2 * indices.length * WIDTH, 2));
    double[] y = random(3 * WIDTH, 3);
    double[] gathered = y.clone();
    scalar.gather(indices, values, FROM, FROM + entries, x, gathered, WIDTH);
    double[][] ys = {y.clone(), y.clone()};
    scalar.gatherByEights(indices, values, FROM, FROM + entries, x, ys[0], WIDTH);
    vector.gatherByEights(indices, values, FROM, FROM + entries, x, ys[1], WIDTH);
    assertThat(ys[1]).isEqualTo(ys[0]);
    // Each group of eight products, of 1 at most, is off by no more than 8 roundings of up to 4.
    assertThat(ys[0]).containsExactly(gathered, within((entries / 8 + 1) * 8 * 0x1p-22));
    assertThat(Arrays.equals(ys[0], y)).isEqualTo(entries == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 15, 16, 17, 1023})
  void multipliesPanels(int rows) {
    double[] q = random((rows + FROM) * WIDTH, 1);
    double[] w = random((rows + FROM) * WIDTH, 2);
    double[] h = random(2 * WIDTH * WIDTH, 3);
    double[] product = w.clone();
    double[] transposed = h.clone();
    for (int r = FROM; r < FROM + rows; r++) {
      for (int c = 0; c < WIDTH; c++) {
        for (int d = 0; d < WIDTH; d++) {
          product[r * WIDTH + d] += q[r * WIDTH + c] * h[(WIDTH + c) * WIDTH + d];
          transposed[c * WIDTH + d] += q[r * WIDTH + c] * w[r * WIDTH + d];
        }
      }
    }
    double[][] ws = {w.clone(), w.clone()};
    double[][] hs = {h.clone(), h.clone()};
    for (int twin = 0; twin < 2; twin++) {
      PanelKernels kernels = twin == 0 ? scalar : vector;
      kernels.addProduct(q, h, WIDTH * WIDTH, ws[twin], FROM, FROM + rows);
      kernels.addTransposedProduct(q, w, hs[twin], FROM, FROM + rows);
    }
    assertTwins(ws, product, WIDTH);
    assertTwins(hs, transposed, rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 15, 16, 17, 1023})
  void multipliesFloatPanels(int rows) {
    float[] q = floats(random((rows + FROM) * WIDTH, 1));
    float[] w = floats(random((rows + FROM) * WIDTH, 2));
    float[] h = floats(random(2 * WIDTH * WIDTH, 3));
    double[] product = doubles(w);
    double[] transposed = doubles(h);
    for (int r = 0; r < rows; r++) {
      int i = (FROM + r) * WIDTH;
      for (int c = 0; c < WIDTH; c++) {
        for (int d = 0; d < WIDTH; d++) {
          product[r * WIDTH + d] += (double) q[i + c] * h[(WIDTH + c) * WIDTH + d];
          transposed[c * WIDTH + d] += (double) q[i + c] * w[i + d];
        }
      }
    }
    float[][] ws = {w.clone(), w.clone()};
    float[][] hs = {h.clone(), h.clone()};
    for (int twin = 0; twin < 2; twin++) {
      PanelKernels kernels = twin == 0 ? scalar : vector;
      kernels.addProduct(q, FROM, h, WIDTH * WIDTH, ws[twin], rows);
      kernels.addTransposedProduct(q, w, hs[twin], FROM, FROM + rows);
    }
    assertThat(ws[1]).isEqualTo(ws[0]);
    assertThat(hs[1]).isEqualTo(hs[0]);
    assertThat(doubles(ws[0])).containsExactly(product, within(1e-5));
    assertThat(doubles(hs[0])).containsExactly(transposed, within(1e-6 * (rows + 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 1023})
  void reflectsAPanel(int rows) {
    double[] v = random(rows + FROM, 1);
    double[] x = random((rows + FROM) * WIDTH, 2);
    double[] expected = x.clone();
    for (int c = 0; c < WIDTH; c++) {
      double sum = 0;
      for (int r = FROM; r < FROM + rows; r++) {
        sum += v[r] * x[r * WIDTH + c];
      }
      for (int r = FROM; r < FROM + rows; r++) {
        expected[r * WIDTH + c] -= 0.3 * sum * v[r];
      }
    }
    double[][] xs = {x.clone(), x.clone()};
    scalar.reflect(v, 0.3, FROM, FROM + rows, xs[0]);
    vector.reflect(v, 0.3, FROM, FROM + rows, xs[1]);
    assertTwins(xs, expected, rows);
  }

  @Test
  void sweepsOverRowsOfASymmetricMatrix() {
    int stride = 64;
    double[] a = random(8 * stride, 1);
    double[] v = random(stride, 2);
    double[] w = random(stride, 3);
    double[] u = random(stride, 4);
    double[] p = random(stride, 5);
    double[] updated = a.clone();
    double[] product = p.clone();
    for (int r = 4; r < 8; r++) {
      for (int c = 16; c < stride; c++) {
        updated[r * stride + c] -= v[r] * w[c] + w[r] * v[c];
        product[c] += updated[r * stride + c] * u[r];
      }
    }
    double[][] as = {a.clone(), a.clone()};
    double[][] ps = {p.clone(), p.clone()};
    scalar.rankTwoSweep(as[0], stride, 4, 16, v, w, u, ps[0]);
    vector.rankTwoSweep(as[1], stride, 4, 16, v, w, u, ps[1]);
    assertTwins(as, updated, 4);
    assertTwins(ps, product, 4);
  }

  @Test
  void multipliesAndSumsRows() {
    float[] y = floats(random(3 * WIDTH, 1));
    y[WIDTH] = -0f;
    double product = 0;
    double sum = 0;
    for (int c = 0; c < WIDTH; c++) {
      product += (double) y[WIDTH + c] * y[2 * WIDTH + c];
      sum += y[WIDTH + c];
    }
    double[][] twins = new double[2][];
    for (int twin = 0; twin < 2; twin++) {
      PanelKernels kernels = twin == 0 ? scalar : vector;
      twins[twin] = new double[] {kernels.product(panel(y), 1, 2), kernels.sum(panel(y), 1)};
    }
    assertTwins(twins, new double[] {product, sum}, WIDTH);
  }

  private static FloatPanel panel(float[] values) {
    FloatPanel panel = FloatPanel.zeros(values.length / WIDTH);
    for (int i = 0; i < values.length; i++) {
      panel.set(i / WIDTH, i % WIDTH, values[i]);
    }
    return panel;
  }

  private static void assertTwins(double[][] twins, double[] expected, int terms) {
    assertThat(twins[1]).isEqualTo(twins[0]);
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(twins[0][i] - expected[i]));
    }
    assertThat(worst).isLessThanOrEqualTo((terms + 4) * (terms + 4) * ROUNDING);
  }

  private static double[] random(int n, int stream) {
    return RandomStream.of(7, "panel-kernels", stream).doubles(n, -1, 1).toArray();
  }

  private static float[] floats(double[] x) {
    float[] out = new float[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) x[i];
    }
    return out;
  }

  private static double[] doubles(float[] x) {
    double[] out = new double[x.length];
    Arrays.setAll(out, i -> x[i]);
    return out;
  }
}
