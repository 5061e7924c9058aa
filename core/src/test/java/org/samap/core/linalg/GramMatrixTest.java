package org.samap.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** M^T M as a dense matrix, and reading rows through cursors. */
class GramMatrixTest {
  private static final Workers WORKERS = Workers.of(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "40, 17", "17, 40", "300, 100", "90, 200"})
  void multipliesLikeTheMatrixAndItsTranspose(int cells, int genes) {
    SparseOperator m = CenteredMatrix.of(rows(cells, genes, 0.2), WORKERS).tall();
    GramOperator dense = new GramOperator(m, GramMatrix.panels(m, WORKERS));
    double[] x =
        RandomStream.of(1, "gram", 0)
            .doubles(m.columns() * (long) WIDTH, -1, 1)
            .map(v -> (float) v)
            .toArray();
    double[] expected = new double[x.length];
    double[] actual = new double[x.length];
    m.multiplyGram(x, expected, WORKERS);
    dense.multiplyGram(x, actual, WORKERS);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(actual).containsExactly(expected, within(1e-6 * largest + 1e-12));
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    SparseOperator m = CenteredMatrix.of(rows(3000, 200, 0.3), WORKERS).tall();
    double[][] expected = GramMatrix.panels(m, WORKERS);
    for (int threads : new int[] {1, 5}) {
      try (Workers workers = Workers.of(threads)) {
        assertThat(GramMatrix.panels(m, workers)).isDeepEqualTo(expected);
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
    SparseOperator m = CenteredMatrix.of(3, List.of(b.build()), WORKERS).tall();
    double[] panel = GramMatrix.panels(m, WORKERS)[0];
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
    Svd svd = TruncatedSvd.of(CenteredMatrix.of(rows, WORKERS), components, 1, WORKERS);
    SparseOperator m = CenteredMatrix.of(rows, WORKERS).tall();
    double[][] panels = GramMatrix.panels(m, WORKERS);
    double[] gram = new double[600 * 600];
    for (int i = 0; i < gram.length; i++) {
      gram[i] = panels[i % 600 / WIDTH][i / 600 * WIDTH + i % 600 % WIDTH];
    }
    double[] exact = SymmetricEigen.of(gram, 600).values();
    for (int i = 0; i < components; i++) {
      double error = Math.pow(svd.singularValues()[i], 2) / exact[i] - 1;
      assertThat(error).as("component %d", i).isBetween(i < 10 ? -1e-3 : -1e-2, 1e-9);
    }
  }

  @Test
  void aCursorReadsRowsInAnyOrderAndSkipsBlocksWithoutRows() {
    SparseMatrix a = rowsOf(3, 5, 0, 0.9);
    SparseMatrix b = rowsOf(2, 5, 1, 0.9);
    SparseRows rows =
        SparseRows.of(5, List.of(SparseMatrix.empty(0, 5), a, SparseMatrix.empty(0, 5), b));
    assertThat(rows.rows()).isEqualTo(5);
    assertThat(rows.entries()).isEqualTo(a.entries() + b.entries());
    SparseRows.Cursor cursor = rows.cursor();
    for (int r : new int[] {4, 0, 2, 3, 1, 1}) {
      cursor.read(r);
      SparseMatrix from = r < 3 ? a : b;
      int row = r < 3 ? r : r - 3;
      assertThat(cursor.end() - cursor.start()).isEqualTo(from.rowLength(row));
      for (int p = cursor.start(); p < cursor.end(); p++) {
        assertThat(cursor.values()[p]).isEqualTo(from.get(row, cursor.columns()[p]));
      }
    }
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
