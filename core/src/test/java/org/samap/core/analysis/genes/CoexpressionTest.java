package org.samap.core.analysis.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.samap.core.expression.HeapExpression;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

class CoexpressionTest {
  private static HeapExpression expression(float[][] cells) {
    HeapExpression.Builder b = HeapExpression.builder(cells[0].length);
    for (float[] cell : cells) {
      for (int g = 0; g < cell.length; g++) {
        b.add(g, cell[g]);
      }
      b.endCell();
    }
    return b.build();
  }

  private static SparseMatrix graph(SparseMatrix cells, float[][] x, int[] genes, int k) {
    try (Workers workers = Workers.of(1)) {
      return Coexpression.graph(cells, expression(x), genes, k, 0, workers);
    }
  }

  /** Genes 0 and 1 go together, 2 goes against them, 3 is constant. */
  private static final float[][] X = {
    {1, 2, 3, 1},
    {2, 4, 2, 1},
    {3, 7, 1, 1},
    {0, 1, 4, 1}
  };

  @Test
  void joinsGenesThatGoTogether() {
    SparseMatrix joined = graph(SparseMatrix.empty(4, 4), X, new int[] {0, 1, 2, 3}, 2);
    assertThat(joined.entries()).isEqualTo(2);
    // numpy.corrcoef([1, 2, 3, 0], [2, 4, 7, 1])
    assertThat((double) joined.get(0, 1)).isCloseTo(Math.pow(0.9759000729485332, 6), within(1e-6));
    assertThat(joined.get(1, 0)).isEqualTo(joined.get(0, 1));
  }

  @Test
  void numbersTheGenesAskedFor() {
    SparseMatrix joined = graph(SparseMatrix.empty(4, 4), X, new int[] {1, 2, 0}, 2);
    assertThat(joined.rows()).isEqualTo(3);
    assertThat(joined.get(0, 2)).isGreaterThan(0.8f);
  }

  @Test
  void joinsTheSameGenesWhateverOthersDoNotVary() {
    float[][] x = new float[X.length][];
    for (int cell = 0; cell < x.length; cell++) {
      x[cell] = new float[] {0, X[cell][0], 0, 7, X[cell][1], X[cell][2], 0, 0};
    }
    SparseMatrix joined = graph(SparseMatrix.empty(4, 4), x, new int[] {0, 1, 2, 3, 4, 5, 6, 7}, 2);
    SparseMatrix expected = graph(SparseMatrix.empty(4, 4), X, new int[] {0, 1, 2}, 2);
    assertThat(joined.rows()).isEqualTo(8);
    assertThat(joined.entries()).isEqualTo(expected.entries()).isEqualTo(2);
    assertThat(joined.get(1, 4)).isEqualTo(expected.get(0, 1));
    assertThat(joined.get(4, 1)).isEqualTo(expected.get(1, 0));
  }

  @Test
  void joinsNothingWhereAtMostOneGeneVaries() {
    float[][] x = {{0, 1, 3}, {0, 2, 3}, {0, 5, 3}};
    assertThat(graph(SparseMatrix.empty(3, 3), x, new int[] {0, 1, 2}, 2).entries()).isZero();
  }

  @Test
  void averagesOverTheNeighboursOfACell() {
    // Cells 0 and 1 are each other's only neighbours, and so are 2 and 3: means of each two.
    SparseMatrix cells =
        SparseMatrix.of(
            4, 4, new int[] {0, 1, 2, 3, 4}, new int[] {1, 0, 3, 2}, new float[] {.5f, .5f, 1, 1});
    float[][] x = {{1, 0}, {0, 1}, {0, 0}, {0, 0}};
    assertThat(graph(SparseMatrix.empty(4, 4), x, new int[] {0, 1}, 1).entries()).isZero();
    assertThat(graph(cells, x, new int[] {0, 1}, 1).get(0, 1)).isEqualTo(1);
  }

  @Test
  void findsNothingForOneGeneOrOneCell() {
    assertThat(graph(SparseMatrix.empty(4, 4), X, new int[] {2}, 5).entries()).isZero();
    assertThat(
            graph(SparseMatrix.empty(1, 1), new float[][] {{1, 2}}, new int[] {0, 1}, 5).entries())
        .isZero();
  }
}
