package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * An orthonormal basis of approximately the subspace in which queries and points together have the
 * largest sum of squares. It comes from a few rounds of subspace iteration V = orth(G V) from a
 * random start. G is the sum of the Gram matrices of the columns of up to 2,048 rows of each side.
 * Any basis of the subspace serves, so eigenvectors are not separated. Both sides count, because a
 * product loses the remainder of one side times the remainder of the other.
 *
 * <p>Time: columns^2 x (sample + rounds x count) multiply-adds.
 */
final class Directions {
  private static final Kernels KERNELS = Kernels.best();
  private static final int PANEL = Kernels.TILE_COLUMNS;
  private static final int ROWS = Kernels.TILE_ROWS;
  private static final int SAMPLE = 2048;
  private static final int ROUNDS = 3;

  private Directions() {}

  /** The directions as columns of panels of 32; unused columns are 0. */
  static float[][] leading(SearchedRows rows, int count, long seed, Workers workers) {
    int columns = rows.points().columns();
    double[][] gram = gram(rows.points(), seed, workers);
    if (!rows.self()) {
      double[][] other = gram(rows.queries(), seed, workers);
      for (int c = 0; c < columns; c++) {
        add(1, other[c], gram[c]);
      }
    }
    double[][] basis = new double[count][columns];
    for (int v = 0; v < count; v++) {
      RandomStream random = RandomStream.of(seed, "search-directions", v);
      Arrays.setAll(basis[v], c -> random.nextGaussian());
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[][] before = basis;
      double[][] product = new double[count][];
      workers.forEach(count, v -> product[v] = multiply(gram, before[v]));
      orthonormalize(product, round == ROUNDS - 1 ? 2 : 1);
      basis = product;
    }
    float[][] panels = new float[Math.ceilDiv(count, PANEL)][columns * PANEL];
    for (int v = 0; v < count; v++) {
      for (int c = 0; c < columns; c++) {
        panels[v / PANEL][c * PANEL + v % PANEL] = (float) basis[v][c];
      }
    }
    return panels;
  }

  /** Multiplies in float32, one sample row after another; the subspace needs no more precision. */
  private static double[][] gram(MeasuredRows rows, long seed, Workers workers) {
    int columns = rows.columns();
    int[] sample = RowSample.of(rows.count(), SAMPLE, seed, "search-directions-sample");
    int n = sample.length;
    float[] transposed = new float[Math.ceilDiv(columns, ROWS) * ROWS * n];
    float[][] panels = new float[Math.ceilDiv(columns, PANEL)][n * PANEL];
    float[] row = new float[columns];
    for (int i = 0; i < n; i++) {
      rows.geometry().writeCoordinates(rows, sample[i], row, 0);
      for (int c = 0; c < columns; c++) {
        transposed[c * n + i] = row[c];
        panels[c / PANEL][i * PANEL + c % PANEL] = row[c];
      }
    }
    double[][] gram = new double[columns][columns];
    workers.forRanges(
        columns,
        ROWS,
        (from, to) -> {
          float[] tile = new float[ROWS * PANEL];
          for (int p = 0; p < panels.length; p++) {
            KERNELS.tile(transposed, from * n, n, panels[p], 0, n, tile);
            for (int c = from; c < to; c++) {
              for (int d = p * PANEL; d < Math.min(columns, (p + 1) * PANEL); d++) {
                gram[c][d] = tile[(c - from) * PANEL + d % PANEL] / n;
              }
            }
          }
        });
    return gram;
  }

  private static double[] multiply(double[][] matrix, double[] x) {
    double[] out = new double[x.length];
    for (int r = 0; r < x.length; r++) {
      add(x[r], matrix[r], out);
    }
    return out;
  }

  /** Gram-Schmidt; a vector that depends on earlier ones becomes 0. */
  private static void orthonormalize(double[][] vectors, int passes) {
    for (int v = 0; v < vectors.length; v++) {
      double before = Math.sqrt(dot(vectors[v], vectors[v]));
      for (int pass = 0; pass < passes; pass++) {
        for (int u = 0; u < v; u++) {
          add(-dot(vectors[u], vectors[v]), vectors[u], vectors[v]);
        }
      }
      double length = Math.sqrt(dot(vectors[v], vectors[v]));
      double scale = length > 1e-10 * before ? 1 / length : 0;
      for (int c = 0; c < vectors[v].length; c++) {
        vectors[v][c] *= scale;
      }
    }
  }

  private static void add(double alpha, double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.fma(alpha, x[i], y[i]);
    }
  }

  /** Uses four sums, as a single chain of additions would wait for itself. */
  private static double dot(double[] x, double[] y) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= x.length; i += 4) {
      s0 = Math.fma(x[i], y[i], s0);
      s1 = Math.fma(x[i + 1], y[i + 1], s1);
      s2 = Math.fma(x[i + 2], y[i + 2], s2);
      s3 = Math.fma(x[i + 3], y[i + 3], s3);
    }
    for (; i < x.length; i++) {
      s0 = Math.fma(x[i], y[i], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }
}
