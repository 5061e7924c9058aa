package org.samap.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.run.Workers;

class ExpressedGenesTest {
  private static final GeneAxis TWO =
      GeneAxis.of(List.of("a", "b"), List.of(List.of("1"), List.of("1")));

  private static ExpressedGenes of(
      GeneAxis genes, double[] weights, IntFunction<Expression> expression) {
    try (Workers workers = Workers.of(2)) {
      return ExpressedGenes.of(genes, weights, expression, workers);
    }
  }

  /** All genes are 2 in the last cells and a stored 0 in the others. */
  private static Expression expression(int cells, int genes, int expressing) {
    HeapExpression.Builder x = HeapExpression.builder(genes);
    for (int c = 0; c < cells; c++) {
      for (int g = 0; g < genes; g++) {
        x.add(g, c >= cells - expressing ? 2 : 0);
      }
      x.endCell();
    }
    return x.build();
  }

  @ParameterizedTest
  @CsvSource({"500, 0, false", "500, 1, true", "2000, 1, false", "2000, 2, true", "2001, 2, false"})
  void areInAThousandthOfTheCells(int cells, int expressing, boolean expected) {
    ExpressedGenes found =
        of(TWO, new double[] {1, 1}, s -> expression(cells, 1, s == 0 ? cells : expressing));
    assertThat(found.contains(0)).isTrue();
    assertThat(found.contains(1)).isEqualTo(expected);
  }

  @Test
  void haveAWeight() {
    ExpressedGenes found = of(TWO, new double[] {0, 1e-6}, s -> expression(10, 1, 10));
    assertThat(found.contains(0)).isFalse();
    assertThat(found.contains(1)).isTrue();
  }
}
