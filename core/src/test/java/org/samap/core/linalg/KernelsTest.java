package org.samap.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samap.core.linalg.LinearOperator.WIDTH;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/** The vector kernels give the bits of plain loops of fused multiply-adds. */
class KernelsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 15, 16, 17, 1023})
  void addsTheProductOfAPanelAndASmallMatrix(int rows) {
    double[] q = random(rows * WIDTH, 1);
    double[] h = random(2 * WIDTH * WIDTH, 2);
    double[] w = random(rows * WIDTH, 3);
    double[] expected = w.clone();
    int at = WIDTH * WIDTH;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < WIDTH; c++) {
        for (int l = 0; l < WIDTH; l++) {
          int i = r * WIDTH + l;
          expected[i] = Math.fma(q[r * WIDTH + c], h[at + c * WIDTH + l], expected[i]);
        }
      }
    }
    Panels.addProduct(q, h, at, w, 0, rows);
    assertThat(w).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 15, 16, 17, 1023})
  void addsTheProductOfATransposedPanelAndAPanel(int rows) {
    double[] q = random(rows * WIDTH, 1);
    double[] w = random(rows * WIDTH, 2);
    double[] h = random(WIDTH * WIDTH, 3);
    double[] expected = h.clone();
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < WIDTH * WIDTH; i++) {
        expected[i] = Math.fma(q[r * WIDTH + i / WIDTH], w[r * WIDTH + i % WIDTH], expected[i]);
      }
    }
    Panels.addTransposedProduct(q, w, h, 0, rows);
    assertThat(h).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 15, 16, 17, 1023})
  void multipliesASparseRowAndItsTranspose(int entries) {
    int columns = 2 * entries + 1;
    SparseMatrix.Builder b = SparseMatrix.builder(1, columns);
    double[] values = random(entries, 1);
    for (int i = 0; i < entries; i++) {
      b.add(2 * i, (float) values[i]);
    }
    SparseMatrix m = b.build();
    double[] x = random(columns * WIDTH, 2);
    double[] t = random(WIDTH, 3);
    double[] z = random(columns * WIDTH, 4);
    double[] product = new double[WIDTH];
    double[] transposed = z.clone();
    for (int p = 0; p < entries; p++) {
      for (int c = 0; c < WIDTH; c++) {
        int i = m.index(p) * WIDTH + c;
        product[c] = Math.fma(m.value(p), x[i], product[c]);
        transposed[i] = Math.fma(m.value(p), t[c], transposed[i]);
      }
    }
    double[] y = new double[2 * WIDTH];
    SparseKernels.gather(m, 0, x, y, WIDTH);
    assertThat(y).startsWith(new double[WIDTH]).endsWith(product);
    SparseKernels.scatter(m, 0, t, z);
    assertThat(z).isEqualTo(transposed);
  }

  private static double[] random(int n, int stream) {
    RandomStream random = RandomStream.of(7, "kernels", stream);
    return random.doubles(n, -1, 1).toArray();
  }
}
