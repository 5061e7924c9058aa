package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.samap.core.engine.MadeData.counts;
import static org.samap.core.engine.MadeData.dense;
import static org.samap.core.engine.MadeData.randomGraph;
import static org.samap.core.engine.MadeData.sparse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.expression.CountTotals;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/** What an engine does with the values of expression. */
interface ExpressionContract extends TestedEngine {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 1023, 1025, 3001})
  default void addsUpCounts(int cells) {
    double[][] x = counts(cells, 17, 1);
    CountTotals totals = engine().totals(sparse(x, 17));
    assertThat(totals.cells()).hasSize(cells);
    double[] genes = new double[17];
    int[] cellsOf = new int[17];
    for (int c = 0; c < cells; c++) {
      assertThat(totals.cells()[c]).isEqualTo(Arrays.stream(x[c]).sum());
      for (int g = 0; g < 17; g++) {
        genes[g] += x[c][g];
        cellsOf[g] += x[c][g] > 0 ? 1 : 0;
      }
    }
    assertThat(totals.genes()).containsExactly(genes, within(1e-9));
    assertThat(totals.cellsOf()).isEqualTo(cellsOf);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 1023, 1025})
  default void derivesExpression(int cells) {
    double[][] x = counts(cells, 15, 2);
    boolean[] keep = new boolean[15];
    IntStream.range(0, 15).forEach(g -> keep[g] = g % 3 > 0);
    try (ExpressionStore store = ExpressionStore.heap()) {
      Expression derived =
          engine()
              .derive(
                  sparse(x, 15), keep, (cell, gene, v) -> v < 2 ? 0 : v * gene + cell % 7, store);
      double[][] found = dense(derived);
      for (int c = 0; c < cells; c++) {
        for (int g = 0; g < 15; g++) {
          double expected = keep[g] && x[c][g] >= 2 ? x[c][g] * g + c % 7 : 0;
          assertThat(found[c][g]).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1023, 1025, 3001})
  default void findsMoments(int cells) {
    double[][] x = counts(cells, 17, 3);
    assertMoments(engine().moments(sparse(x, 17)), x);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 300, 1025})
  default void averagesOverTheNeighborsOfAllSpecies(int cells) {
    int before = 5;
    int all = before + cells + 7;
    double[][] x = counts(cells, 13, 4);
    SparseMatrix graph = randomGraph(RandomStream.of(4, "test", 1), all, 6);
    double[][] averages = new double[all][13];
    for (int i = 0; i < all; i++) {
      for (int p = graph.offset(i); p < graph.offset(i + 1); p++) {
        int cell = graph.index(p) - before;
        for (int g = 0; g < 13 && cell >= 0 && cell < cells; g++) {
          averages[i][g] += x[cell][g] * graph.value(p) / graph.rowSum(i);
        }
      }
    }
    assertMoments(engine().averages(graph, before, sparse(x, 13)), averages);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 17, 1025})
  default void measuresCellsByTheirGenes(int cells) {
    double[][] x = counts(cells, 9, 11);
    double[] lengths = engine().lengths(sparse(x, 9), new int[] {1, 2, 7});
    assertThat(lengths).hasSize(cells);
    for (int c = 0; c < cells; c++) {
      assertThat(lengths[c]).isCloseTo(Math.hypot(x[c][1], x[c][7]), within(1e-9));
    }
  }
}
