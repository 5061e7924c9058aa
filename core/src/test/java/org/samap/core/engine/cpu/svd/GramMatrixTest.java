package org.samap.core.engine.cpu.svd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.linalg.CenteredMatrices;
import org.samap.core.linalg.CenteredMatrix;
import org.samap.core.linalg.PanelMatrix;
import org.samap.core.linalg.SparseRows;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** M^T M as a dense matrix. */
class GramMatrixTest {
  private static final Workers WORKERS = Workers.of(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "40, 17", "17, 40", "300, 100", "90, 200"})
  void multipliesLikeTheMatrixAndItsTranspose(int cells, int genes) {
    CpuTallMatrix m = tall(rows(cells, genes, 0.2), WORKERS);
    GramOperator dense = new GramOperator(m, m.gram(), WORKERS);
    double[] x =
        RandomStream.of(1, "gram", 0)
            .doubles(m.columns() * (long) WIDTH, -1, 1)
            .map(v -> (float) v)
            .toArray();
    double[] expected = new double[x.length];
    double[] actual = new double[x.length];
    m.multiplyGram(x, expected);
    dense.multiplyGram(x, actual);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(actual).containsExactly(expected, within(1e-6 * largest + 1e-12));
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    SparseRows rows = rows(3000, 200, 0.3);
    double[][] expected = panels(tall(rows, WORKERS).gram());
    for (int threads : new int[] {1, 5}) {
      try (Workers workers = Workers.of(threads)) {
        assertThat(panels(tall(rows, workers).gram())).isDeepEqualTo(expected);
      }
    }
  }

  @Test
  void aConstantColumnLeavesNothing() {
    SparseMatrix.Builder b = SparseMatrix.builder(1000, 3);
    for (int r = 0; r < 1000; r++) {
      b.add(0, 0.1f);
      b.add(1, r % 2);
      b.endRow();
    }
    double[] panel = tall(SparseRows.of(3, List.of(b.build())), WORKERS).gram().panel(0);
    double[] expected = new double[3 * WIDTH];
    expected[WIDTH + 1] = 250;
    assertThat(panel).containsExactly(expected, within(1e-9));
    assertThat(panel[0]).isZero();
  }

  @Test
  void paysForManyShortRowsOnly() {
    assertThat(GramCost.pays(rows(20_000, 500, 0.05), 450)).isTrue();
    assertThat(GramCost.pays(rows(600, 500, 0.05), 450)).isFalse();
    assertThat(GramCost.pays(rows(10_000, 2000, 0.4), 20)).isFalse();
    assertThat(GramCost.pays(rows(100, 5000, 0.01), 1_000_000)).isFalse();
  }

  @Test
  void bothWaysGiveTheSameComponents() {
    SparseRows rows = rows(20_000, 600, 0.04);
    int components = 30;
    assertThat(GramCost.pays(rows, (int) (4.5 * components))).isTrue();
    CenteredMatrix a = CenteredMatrices.of(rows);
    Svd svd = CpuSvd.of(a, components, 1, WORKERS, Progress.Silent.INSTANCE);
    double[] exact = eigenvalues(new CpuTallMatrix(a, WORKERS).gram());
    for (int i = 0; i < components; i++) {
      double error = Math.pow(svd.singularValues()[i], 2) / exact[i] - 1;
      assertThat(error).as("component %d", i).isBetween(i < 10 ? -1e-3 : -1e-2, 1e-9);
    }
  }

  private static CpuTallMatrix tall(SparseRows rows, Workers workers) {
    return new CpuTallMatrix(CenteredMatrices.of(rows), workers);
  }

  private static double[][] panels(PanelMatrix m) {
    return IntStream.range(0, m.panels()).mapToObj(m::panel).toArray(double[][]::new);
  }

  /** All of a symmetric matrix, falling. */
  private static double[] eigenvalues(PanelMatrix gram) {
    DMatrixRMaj matrix = new DMatrixRMaj(gram.rows(), gram.columns());
    for (int r = 0; r < gram.rows(); r++) {
      for (int c = 0; c < gram.columns(); c++) {
        matrix.set(r, c, gram.get(r, c));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> ejml =
        DecompositionFactory_DDRM.eig(gram.rows(), false, true);
    assertThat(ejml.decompose(matrix)).isTrue();
    return IntStream.range(0, gram.rows())
        .mapToDouble(i -> -ejml.getEigenvalue(i).getReal())
        .sorted()
        .map(v -> -v)
        .toArray();
  }

  private static SparseRows rows(int cells, int genes, double density) {
    List<SparseMatrix> blocks = new ArrayList<>();
    for (int first = 0; first < cells; first += 256) {
      blocks.add(rowsOf(Math.min(256, cells - first), genes, first, density));
    }
    return SparseRows.of(genes, blocks);
  }

  /** Types of cells with a gradient of densities, so that there is something to find. */
  private static SparseMatrix rowsOf(int count, int genes, int stream, double density) {
    RandomStream random = RandomStream.of(9, "rows", stream);
    SparseMatrix.Builder b = SparseMatrix.builder(count, genes);
    for (int r = 0; r < count; r++) {
      for (int g = 0; g < genes; g++) {
        if (random.nextDouble() < density) {
          b.add(g, (float) (1 + (g + r) % 7 * random.nextDouble()));
        }
      }
      b.endRow();
    }
    return b.build();
  }
}
