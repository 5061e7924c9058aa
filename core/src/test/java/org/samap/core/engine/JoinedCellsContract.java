package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;

/** What an engine does with the cells of all species. */
interface JoinedCellsContract extends TestedEngine {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  default void keepsTheBestMutualEdges(boolean towardsEach) {
    int[] sizes = {70, 1, 65};
    MadeCells cells = new MadeCells(sizes);
    SparseMatrix q = cells.towardsOthers(4);
    int n = q.rows();
    double[][] c = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          boolean held =
              cells.speciesOf[j] == cells.speciesOf[k] && cells.clusterOf[j] == cells.clusterOf[k];
          c[i][j] += held ? q.get(i, k) : 0;
        }
      }
    }
    List<CellMatrix> rows = cells.rows(9);
    EdgeRule rule = new EdgeRule(3, towardsEach, false);
    SparseMatrix found =
        engine()
            .join(cells.species(new Neighborhood.WholeCluster()), 0.1)
            .mutualEdges(q, rows, rule);
    int kept = 0;
    for (int i = 0; i < n; i++) {
      int row = i;
      double[] d = new double[n];
      Arrays.setAll(
          d, j -> c[row][j] < 0.1 || c[j][row] < 0.1 ? 0 : Math.sqrt(c[row][j] * c[j][row]));
      for (int j = 0; j < n; j++) {
        int column = j;
        long better =
            IntStream.range(0, n)
                .filter(o -> !towardsEach || cells.speciesOf[o] == cells.speciesOf[column])
                .filter(o -> d[o] > d[column] + 1e-6)
                .count();
        long equal =
            IntStream.range(0, column)
                .filter(o -> !towardsEach || cells.speciesOf[o] == cells.speciesOf[column])
                .filter(o -> Math.abs(d[o] - d[column]) <= 1e-6)
                .count();
        boolean best = d[j] > 0 && better + equal < 3;
        assertThat((double) found.get(i, j)).isCloseTo(best ? d[j] : 0, within(1e-6));
        kept += best ? 1 : 0;
      }
    }
    assertThat(kept).isGreaterThan(100);
  }

  @Test
  default void rescalesMutualEdgesByTheCorrelationOfRows() {
    MadeCells cells = new MadeCells(40, 50);
    SparseMatrix q = cells.towardsOthers(4);
    List<CellMatrix> rows = cells.rows(17);
    JoinedCells joined = engine().join(cells.species(new Neighborhood.WholeCluster()), 0.1);
    SparseMatrix plain = joined.mutualEdges(q, rows, new EdgeRule(90, true, false));
    SparseMatrix found = joined.mutualEdges(q, rows, new EdgeRule(90, true, true));
    assertThat(plain.entries()).isGreaterThan(100);
    assertThat(found.indices()).isEqualTo(plain.indices());
    for (int i = 0; i < plain.rows(); i++) {
      int row = i;
      int start = plain.offset(i);
      double[] r = new double[plain.offset(i + 1) - start];
      Arrays.setAll(r, e -> Math.max(0.001, cells.correlation(rows, row, plain.index(start + e))));
      double most = Arrays.stream(r).max().orElse(1);
      double[] d = new double[r.length];
      Arrays.setAll(
          d,
          e -> Math.sqrt(SoftThreshold.tanhScale(r[e] / most, 10, 0.7) * plain.value(start + e)));
      double mostAfter = Arrays.stream(d).max().orElse(1);
      for (int e = 0; e < d.length; e++) {
        assertThat((double) found.value(start + e))
            .isCloseTo(d[e] * plain.rowMax(i) / mostAfter, within(10 * tolerance()));
      }
    }
  }

  @Test
  default void stitchesInsideAndAcross() {
    MadeCells cells = new MadeCells(17, 1, 30);
    List<SpeciesCells> species = cells.species(new Neighborhood.WholeCluster());
    SparseMatrix across = cells.towardsOthers(3);
    float[] own = new float[across.rows()];
    for (int i = 0; i < own.length; i++) {
      own[i] = (i % 5 - 1) / 4f;
    }
    SparseMatrix found = engine().join(species, 0.1).stitch(across, own);
    assertThat(found.entries()).isGreaterThan(across.entries());
    for (int i = 0; i < own.length; i++) {
      for (int j = 0; j < own.length; j++) {
        boolean inside = cells.speciesOf[i] == cells.speciesOf[j];
        int start = cells.starts[cells.speciesOf[i]];
        boolean near =
            inside
                && i != j
                && species.get(cells.speciesOf[i]).connectivities().get(i - start, j - start) > 0;
        float expected = inside ? (near ? Math.max(0, own[i]) : 0) : across.get(i, j);
        assertThat(found.get(i, j)).isEqualTo(expected);
        assertThat(found.position(i, j) >= 0).isEqualTo(expected != 0);
      }
    }
  }
}
