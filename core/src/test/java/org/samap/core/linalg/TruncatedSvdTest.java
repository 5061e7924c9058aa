package org.samap.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.engine.cpu.svd.CpuSvd;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** The oracle is EJML's dense decomposition of the centred matrix. */
class TruncatedSvdTest {
  private static final Workers WORKERS = Workers.of(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @CsvSource({"60, 40, 40", "40, 60, 39", "17, 16, 16", "15, 90, 14", "2, 3, 1", "5, 1, 1"})
  void isExactForSmallMatrices(int cells, int genes, int components) {
    double[][] a = expression(cells, genes, 4, 0.3);
    Svd svd = CpuSvd.of(sparse(a), components, 0, WORKERS, Progress.Silent.INSTANCE);
    double[] expected = singularValues(centered(a));
    for (int i = 0; i < components; i++) {
      assertThat(svd.singularValues()[i]).isCloseTo(expected[i], within(1e-7 * expected[0]));
    }
    assertMatches(svd, centered(a), 2e-6);
    if (components >= Math.min(cells - 1, genes)) {
      assertReproduces(svd, centered(a), 1e-5);
    }
    assertOrthonormal(left(svd), svd.singularValues());
    assertOrthonormal(svd.right(), svd.singularValues());
  }

  @ParameterizedTest
  @CsvSource({"1500, 800", "800, 1500"})
  void findsTheLeadingComponentsOfALargeMatrix(int cells, int genes) {
    double[][] a = expression(cells, genes, 12, 0.1);
    int components = 100;
    Svd svd = CpuSvd.of(sparse(a), components, 0, WORKERS, Progress.Silent.INSTANCE);
    double[] expected = singularValuesByGram(centered(a));
    for (int i = 0; i < components; i++) {
      double error = Math.pow(svd.singularValues()[i] / expected[i], 2) - 1;
      assertThat(error).as("variance of component %d", i).isBetween(i < 10 ? -1e-3 : -1e-2, 1e-9);
    }
    assertOrthonormal(left(svd), svd.singularValues());
    assertOrthonormal(svd.right(), svd.singularValues());
    assertMatches(svd, centered(a), 0.01);
  }

  @ParameterizedTest
  @CsvSource({"600, 700", "700, 600", "30, 20"})
  void componentsBeyondTheRankAreZero(int cells, int genes) {
    // Five kinds of cells, so rank 4 after centring.
    double[][] kinds = expression(5, genes, 1, 0.5);
    double[][] a = new double[cells][];
    Arrays.setAll(a, i -> kinds[i % 5]);
    Svd svd = CpuSvd.of(sparse(a), 18, 0, WORKERS, Progress.Silent.INSTANCE);
    assertThat(Arrays.stream(svd.singularValues()).filter(s -> s > 0)).hasSize(4);
    assertThat(svd.singularValues()).isSortedAccordingTo((x, y) -> Double.compare(y, x));
    assertMatches(svd, centered(a), 2e-6);
    assertReproduces(svd, centered(a), 1e-5);
    for (int v = 4; v < 18; v++) {
      assertThat(norm(left(svd), v)).isZero();
      assertThat(norm(svd.right(), v)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 600})
  void aConstantMatrixHasNoComponents(int size) {
    double[][] a = new double[size][size];
    for (double[] row : a) {
      Arrays.fill(row, 3);
    }
    Svd svd = CpuSvd.of(sparse(a), 5, 0, WORKERS, Progress.Silent.INSTANCE);
    assertThat(svd.singularValues()).containsOnly(0);
    assertThat(svd.scores().toFloatMatrix()).isEqualTo(FloatMatrix.zeros(size, 5));
    assertThat(svd.right()).isEqualTo(FloatMatrix.zeros(size, 5));
  }

  @Test
  void findsMoreEqualSingularValuesThanAPanelHolds() {
    // Cells in pairs that differ in one gene of their own: 300 equal singular values.
    double[][] a = new double[600][600];
    for (int i = 0; i < 600; i++) {
      a[i][i / 2] = i % 2 == 0 ? 1 : -1;
    }
    Svd svd = CpuSvd.of(sparse(a), 40, 0, WORKERS, Progress.Silent.INSTANCE);
    assertThat(svd.singularValues()).hasSize(40);
    for (double s : svd.singularValues()) {
      assertThat(s).isCloseTo(Math.sqrt(2), within(1e-9));
    }
    assertOrthonormal(left(svd), svd.singularValues());
  }

  @ParameterizedTest
  @CsvSource({"60, 40", "40, 60", "900, 700"})
  void theLargestEntryOfALeftVectorIsPositive(int cells, int genes) {
    Svd svd =
        CpuSvd.of(
            sparse(expression(cells, genes, 4, 0.3)), 8, 0, WORKERS, Progress.Silent.INSTANCE);
    for (int v = 0; v < 8; v++) {
      float largest = 0;
      for (int i = 0; i < cells; i++) {
        float value = left(svd).get(i, v);
        largest = Math.abs(value) > Math.abs(largest) ? value : largest;
      }
      assertThat(largest).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"2600, 700", "700, 2600", "300, 2000"})
  void isTheSameForAnyNumberOfThreads(int cells, int genes) {
    CenteredMatrix a = sparse(expression(cells, genes, 6, 0.1));
    List<Svd> results = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5}) {
      try (Workers workers = Workers.of(threads)) {
        results.add(CpuSvd.of(a, 20, 3, workers, Progress.Silent.INSTANCE));
      }
    }
    for (Svd other : results) {
      assertThat(other.scores()).isEqualTo(results.getFirst().scores());
      assertThat(other.right()).isEqualTo(results.getFirst().right());
      assertThat(other.singularValues()).isEqualTo(results.getFirst().singularValues());
    }
  }

  @Test
  void refusesMoreComponentsThanRowsOrColumns() {
    CenteredMatrix a = sparse(expression(10, 20, 2, 0.5));
    assertThatThrownBy(() -> CpuSvd.of(a, 11, 0, WORKERS, Progress.Silent.INSTANCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("11 components of a 10 x 20 matrix");
  }

  /** Cells of some types with their own active genes, with noise: sparse and far from centred. */
  private static double[][] expression(int cells, int genes, int types, double density) {
    double[][] a = new double[cells][genes];
    for (int i = 0; i < cells; i++) {
      RandomStream random = RandomStream.of(5, "cell", i);
      for (int g = 0; g < genes; g++) {
        double active = (g * 7 + i % types) % types == 0 ? 3 : 1;
        if (random.nextDouble() < density * active) {
          a[i][g] = active + random.nextDouble();
        }
      }
    }
    return a;
  }

  private static CenteredMatrix sparse(double[][] a) {
    List<SparseMatrix> blocks = new ArrayList<>();
    int genes = a[0].length;
    for (int first = 0; first < a.length; first += 256) {
      int rows = Math.min(256, a.length - first);
      SparseMatrix.Builder b = SparseMatrix.builder(rows, genes);
      for (int r = first; r < first + rows; r++) {
        for (int g = 0; g < genes; g++) {
          if (a[r][g] != 0) {
            b.add(g, (float) a[r][g]);
          }
        }
        b.endRow();
      }
      blocks.add(b.build());
    }
    return CenteredMatrices.of(SparseRows.of(genes, blocks));
  }

  /** U: the scores divided by their lengths. */
  private static FloatMatrix left(Svd svd) {
    FloatMatrix scores = svd.scores().toFloatMatrix();
    double[] s = svd.singularValues();
    FloatMatrix out = FloatMatrix.zeros(scores.rows(), scores.columns());
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.columns(); c++) {
        out.set(r, c, s[c] == 0 ? scores.get(r, c) : (float) (scores.get(r, c) / s[c]));
      }
    }
    return out;
  }

  private static DMatrixRMaj centered(double[][] a) {
    int genes = a[0].length;
    double[] means = new double[genes];
    for (double[] row : a) {
      for (int g = 0; g < genes; g++) {
        means[g] += (float) row[g] / (double) a.length;
      }
    }
    DMatrixRMaj out = new DMatrixRMaj(a.length, genes);
    for (int r = 0; r < a.length; r++) {
      for (int g = 0; g < genes; g++) {
        out.set(r, g, (float) a[r][g] - means[g]);
      }
    }
    return out;
  }

  private static double[] singularValues(DMatrixRMaj a) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(a.numRows, a.numCols, false, false, true);
    assertThat(svd.decompose(a.copy())).isTrue();
    double[] sorted = Arrays.stream(svd.getSingularValues()).map(v -> -v).sorted().toArray();
    return Arrays.stream(sorted).map(v -> -v).toArray();
  }

  /** For large matrices, from the eigenvalues of the smaller of A A^T and A^T A. */
  private static double[] singularValuesByGram(DMatrixRMaj a) {
    int n = Math.min(a.numRows, a.numCols);
    DMatrixRMaj gram = new DMatrixRMaj(n, n);
    if (n == a.numRows) {
      CommonOps_DDRM.multTransB(a, a, gram);
    } else {
      CommonOps_DDRM.multTransA(a, a, gram);
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
    assertThat(eigen.decompose(gram)).isTrue();
    double[] values = new double[n];
    Arrays.setAll(values, i -> -eigen.getEigenvalue(i).getReal());
    return Arrays.stream(values).sorted().map(v -> Math.sqrt(Math.max(0, -v))).toArray();
  }

  /** A v_i = s_i u_i for all components, within {@code tolerance} times the first s. */
  private static void assertMatches(Svd svd, DMatrixRMaj a, double tolerance) {
    FloatMatrix scores = svd.scores().toFloatMatrix();
    double worst = 0;
    for (int v = 0; v < scores.columns(); v++) {
      for (int r = 0; r < a.numRows; r += 1 + a.numRows / 50) {
        double sum = 0;
        for (int g = 0; g < a.numCols; g++) {
          sum += a.get(r, g) * svd.right().get(g, v);
        }
        worst = Math.max(worst, Math.abs(scores.get(r, v) - sum));
      }
    }
    assertThat(worst).isLessThanOrEqualTo(tolerance * svd.singularValues()[0]);
  }

  /** U S V^T = A within {@code tolerance} times the largest entry. */
  private static void assertReproduces(Svd svd, DMatrixRMaj a, double tolerance) {
    FloatMatrix scores = svd.scores().toFloatMatrix();
    double worst = 0;
    for (int r = 0; r < a.numRows; r += 1 + a.numRows / 50) {
      for (int g = 0; g < a.numCols; g++) {
        double sum = 0;
        for (int v = 0; v < scores.columns(); v++) {
          sum += (double) scores.get(r, v) * svd.right().get(g, v);
        }
        worst = Math.max(worst, Math.abs(sum - a.get(r, g)));
      }
    }
    double max = Arrays.stream(a.data).map(Math::abs).max().orElseThrow();
    assertThat(worst).isLessThanOrEqualTo(tolerance * max);
  }

  private static void assertOrthonormal(FloatMatrix m, double[] singularValues) {
    double skew = 0;
    for (int v = 0; v < m.columns(); v++) {
      for (int u = 0; u <= v; u++) {
        double dot = 0;
        for (int i = 0; i < m.rows(); i++) {
          dot += (double) m.get(i, u) * m.get(i, v);
        }
        double expected = u == v && singularValues[v] > 0 ? 1 : 0;
        skew = Math.max(skew, Math.abs(dot - expected));
      }
    }
    assertThat(skew).isLessThan(1e-4);
  }

  private static double norm(FloatMatrix m, int column) {
    double square = 0;
    for (int i = 0; i < m.rows(); i++) {
      square += m.get(i, column) * m.get(i, column);
    }
    return Math.sqrt(square);
  }
}
