package org.samap.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.run.RandomStream;

class SymmetricEigenTest {

  static Stream<Arguments> matrices() {
    return Stream.of(
        Arguments.of("random", 1, random(1, 1)),
        Arguments.of("random", 2, random(2, 2)),
        Arguments.of("random", 15, random(15, 3)),
        Arguments.of("random", 16, random(16, 4)),
        Arguments.of("random", 17, random(17, 5)),
        Arguments.of("random", 130, random(130, 6)),
        Arguments.of("zero", 20, new double[400]),
        Arguments.of("identity", 20, withEigenvalues(new double[0], 20, 1)),
        Arguments.of("rank 2", 40, withEigenvalues(new double[] {3, 2}, 40, 0)),
        Arguments.of("multiple", 60, withEigenvalues(new double[] {5, 5, 5, 2, 2}, 60, 1)),
        Arguments.of("graded", 30, withEigenvalues(powersOfTen(30), 30, 0)),
        Arguments.of("huge", 20, scaled(random(20, 7), 1e120)),
        Arguments.of("tiny", 20, scaled(random(20, 8), 1e-120)),
        Arguments.of("rows twice, of low rank", 100, rowsTwice(50, 20, 1)),
        Arguments.of("rows twice, of low rank", 100, rowsTwice(50, 20, 2)),
        Arguments.of("rows twice, of low rank", 200, rowsTwice(100, 20, 3)),
        Arguments.of("diagonal", 18, diagonal(18)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("matrices")
  void findsTheEigenvaluesOfADenseSolver(String name, int n, double[] a) {
    EigenDecomposition_F64<DMatrixRMaj> ejml = DecompositionFactory_DDRM.eig(n, false, true);
    assertThat(ejml.decompose(new DMatrixRMaj(n, n, true, a.clone()))).isTrue();
    double[] expected = new double[n];
    Arrays.setAll(expected, i -> -ejml.getEigenvalue(i).getReal());
    Arrays.sort(expected);
    double[] actual = SymmetricEigen.of(a, n).values();
    double norm = Math.max(Math.abs(expected[0]), Math.abs(expected[n - 1]));
    for (int i = 0; i < n; i++) {
      assertThat(actual[i]).as("eigenvalue %d", i).isCloseTo(-expected[i], within(1e-12 * norm));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("matrices")
  void findsOrthonormalEigenvectorsEvenOfMultipleEigenvalues(String name, int n, double[] a) {
    SymmetricEigen eigen = SymmetricEigen.of(a, n);
    double norm = Math.max(Math.abs(eigen.values()[0]), Math.abs(eigen.values()[n - 1]));
    PanelMatrix vectors = eigen.vectors(n, new PlainPanelAlgebra());
    double skew = 0;
    double residual = 0;
    for (int v = 0; v < n; v++) {
      double[] x = column(vectors, v, n);
      for (int u = 0; u <= v; u++) {
        double expected = u == v ? 1 : 0;
        skew = Math.max(skew, Math.abs(dot(x, column(vectors, u, n)) - expected));
      }
      for (int r = 0; r < n; r++) {
        double ax = dot(Arrays.copyOfRange(a, r * n, r * n + n), x);
        residual = Math.max(residual, Math.abs(ax - eigen.values()[v] * x[r]));
      }
    }
    assertThat(skew).isLessThan(1e-8);
    assertThat(residual).isLessThanOrEqualTo(1e-11 * norm);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("matrices")
  void countsEigenvaluesByInertia(String name, int n, double[] a) {
    double[] band = new double[n * n];
    for (int r = 0; r < n; r++) {
      System.arraycopy(a, r * n + r, band, r * n, n - r);
    }
    double[] values = SymmetricEigen.of(a, n).values();
    double norm = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
    for (double shift : new double[] {-1.1, -0.31, 0.0123, 0.27, 0.73, 1.1}) {
      double at = shift * norm;
      assertThat(new BandInertia(band, n).countAbove(at, n))
          .isEqualTo((int) Arrays.stream(values).filter(v -> v > at).count());
    }
  }

  private static double[] random(int n, int stream) {
    RandomStream random = RandomStream.of(1, "eigen", stream);
    double[] a = new double[n * n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c <= r; c++) {
        a[r * n + c] = random.nextDouble() - 0.5;
        a[c * n + r] = a[r * n + c];
      }
    }
    return a;
  }

  /** A rotated diagonal matrix of some eigenvalues and {@code rest} elsewhere. */
  private static double[] withEigenvalues(double[] leading, int n, double rest) {
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      a[i * n + i] = i < leading.length ? leading[i] : rest;
    }
    double[] u = RandomStream.of(2, "eigen", n).doubles(n, -1, 1).toArray();
    double square = dot(u, u);
    double[] h = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      h[i] = (i / n == i % n ? 1 : 0) - 2 * u[i / n] * u[i % n] / square;
    }
    double[] rotated = product(product(h, a, n), h, n);
    for (int i = 0; i < n * n; i++) {
      rotated[i % n * n + i / n] = rotated[i];
    }
    return rotated;
  }

  /** The products of rows that all come twice; their columns vary less and less. */
  private static double[] rowsTwice(int distinct, int columns, int stream) {
    long size = (long) distinct * columns;
    double[] x = RandomStream.of(3, "eigen", stream).doubles(size, -1, 1).toArray();
    for (int i = 0; i < x.length; i++) {
      x[i] = 1 + x[i] * Math.pow(10, -3.0 * (i % columns) / columns);
    }
    int n = 2 * distinct;
    double[] out = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      int row = i / n % distinct * columns;
      int other = i % n % distinct * columns;
      for (int c = 0; c < columns; c++) {
        out[i] += x[row + c] * x[other + c];
      }
    }
    return out;
  }

  private static double[] product(double[] a, double[] b, int n) {
    double[] out = new double[n * n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        for (int k = 0; k < n; k++) {
          out[r * n + c] += a[r * n + k] * b[k * n + c];
        }
      }
    }
    return out;
  }

  private static double[] powersOfTen(int n) {
    double[] out = new double[n];
    Arrays.setAll(out, i -> Math.pow(10, -i));
    return out;
  }

  private static double[] diagonal(int n) {
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      a[i * n + i] = i % 5;
    }
    return a;
  }

  private static double[] scaled(double[] a, double factor) {
    return Arrays.stream(a).map(v -> v * factor).toArray();
  }

  private static double[] column(PanelMatrix vectors, int v, int n) {
    double[] x = new double[n];
    Arrays.setAll(x, r -> vectors.get(r, v));
    return x;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
