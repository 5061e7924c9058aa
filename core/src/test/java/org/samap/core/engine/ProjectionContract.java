package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.samap.core.engine.MadeData.counts;
import static org.samap.core.engine.MadeData.gaussian;
import static org.samap.core.engine.MadeData.randomRectangle;
import static org.samap.core.engine.MadeData.sparse;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.expression.EntryScale;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/** What an engine computes of scaled, translated and projected expression. */
interface ProjectionContract extends TestedEngine {
  @ParameterizedTest
  @ValueSource(ints = {3, 9, 30, 1025})
  default void decomposesScaledExpression(int cells) {
    double[][] x = counts(cells, 9, 10);
    int[] genes = {0, 1, 3, 4, 5, 6, 8};
    double[] factors = {1, 2, 0.5, 1, 1, 0.25, 3};
    int components = Math.min(cells - 1, 7);
    ScaledExpression scaled =
        new ScaledExpression(sparse(x, 9), genes, EntryScale.of(factors, new double[0]));
    Svd svd = engine().components(scaled, components, 1);
    double[][] a = new double[cells][7];
    for (int c = 0; c < 7; c++) {
      double mean = 0;
      for (double[] row : x) {
        mean += row[genes[c]] * factors[c] / cells;
      }
      for (int i = 0; i < cells; i++) {
        a[i][c] = x[i][genes[c]] * factors[c] - mean;
      }
    }
    assertThat(svd.scores().rows()).isEqualTo(cells);
    assertThat(svd.right().rows()).isEqualTo(7);
    for (int i = 0; i < cells; i++) {
      for (int c = 0; c < 7; c++) {
        double sum = 0;
        for (int k = 0; k < components; k++) {
          sum += (double) svd.scores().get(i, k) * svd.right().get(c, k);
        }
        assertThat(sum).isCloseTo(a[i][c], within(1e-3));
      }
    }
    assertThat(svd.singularValues()[0]).isPositive();
    FloatMatrix loadings = engine().loadings(scaled, components, 1);
    for (int c = 0; c < 7; c++) {
      for (int k = 0; k < components; k++) {
        assertThat(Math.abs(loadings.get(c, k)))
            .isCloseTo(Math.abs(svd.right().get(c, k)), within(1e-3f));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 17, 1025})
  default void findsTheMomentsOfTranslatedExpression(int cells) {
    Projected p = new Projected(cells);
    double[][] u = new double[cells][p.translation.columns()];
    for (int c = 0; c < cells; c++) {
      for (int h = 0; h < u[c].length; h++) {
        for (int g = 0; g < p.scale.length; g++) {
          u[c][h] += p.z[c][g] * p.translation.get(g, h);
        }
      }
    }
    assertMoments(engine().translatedMoments(p.view, p.scale, p.translation), u);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 17, 1025})
  default void projectsOnBlocksOfLoadings(int cells) {
    Projected p = new Projected(cells);
    int first = 2;
    int genes = 6;
    List<FloatMatrix> blocks = List.of(gaussian(4, 3, 1), gaussian(5, 0, 2), gaussian(3, 18, 3));
    SparseMatrix a = randomRectangle(RandomStream.of(9, "test", 2), genes, 12);
    CellMatrix rows = CellMatrix.zeros(cells, 30, 64);
    for (int c = 0; c < cells; c++) {
      Arrays.fill(rows.values(c), rows.offset(c), rows.offset(c) + 30, 77);
    }
    engine().project(p.view, p.scale, first, a, blocks, rows, new ColumnRanges(2, 10, 15, 28));
    double[][] expected = new double[cells][21];
    for (int c = 0; c < cells; c++) {
      for (int g = 0; g < genes; g++) {
        for (int r = 0; r < 12; r++) {
          int b = r < 4 ? 0 : r < 9 ? 1 : 2;
          int row = r - (b == 0 ? 0 : b == 1 ? 4 : 9);
          for (int k = 0; k < blocks.get(b).columns(); k++) {
            expected[c][(b == 2 ? 3 : 0) + k] +=
                p.z[c][first + g] * a.get(g, r) * blocks.get(b).get(row, k);
          }
        }
      }
    }
    for (int k = 0; k < 21; k++) {
      double mean = 0;
      double largest = 0;
      for (double[] row : expected) {
        mean += row[k] / cells;
        largest = Math.max(largest, Math.abs(row[k]));
      }
      int column = k < 8 ? 2 + k : 15 + k - 8;
      for (int c = 0; c < cells; c++) {
        assertThat((double) rows.get(c, column))
            .isCloseTo(expected[c][k] - mean, within(tolerance() * (1 + largest)));
      }
    }
    for (int c = 0; c < cells; c++) {
      assertThat(rows.get(c, 0)).isEqualTo(77);
      assertThat(rows.get(c, 10)).isEqualTo(77);
      assertThat(rows.get(c, 28)).isEqualTo(77);
    }
  }

  /**
   * Expression of which some genes have numbers, out of order; z is what their scale makes of it.
   */
  final class Projected {
    final double[] scale = {0.5, 0, 1.5, 2, 0.25, 1, 3, 0.75};
    final GeneView view;
    final double[][] z;
    final SparseMatrix translation = randomRectangle(RandomStream.of(6, "test", 0), 8, 19);

    Projected(int cells) {
      double[][] x = counts(cells, 9, 5);
      // Numbers rise with the genes of the data, some of which have none.
      int[] numbers = {-1, 2, 3, -1, 4, 5, 6, 7, -1};
      view = new GeneView(sparse(x, 9), numbers);
      z = new double[cells][8];
      for (int c = 0; c < cells; c++) {
        for (int g = 0; g < 9; g++) {
          if (numbers[g] >= 0) {
            z[c][numbers[g]] = x[c][g] * scale[numbers[g]];
          }
        }
      }
    }
  }
}
