package org.samap.core.sam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.golden.Golden;
import org.samap.core.run.Workers;

/** Values that are computed as they are read are those that are computed once and kept. */
class DerivedExpressionTest {

  @Test
  void equalsTheCopy() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(2)) {
      Expression counts = CountsFile.read(golden.folder().resolve("hu.h5ad"));
      boolean[] keep = new boolean[counts.genes()];
      for (int g = 0; g < keep.length; g++) {
        keep[g] = g % 10 != 3;
      }
      ValueFunction f =
          (cell, gene, count) -> count <= cell % 3 ? 0 : Math.log1p(count / (cell + 1));
      Expression table = DerivedExpression.of(counts, keep, f, true, workers);
      Expression single = DerivedExpression.of(counts, keep, f, false, workers);
      Expression packed = DerivedExpression.of(packed(counts), keep, f, true, workers);
      double[][] expected = CountsFile.dense(counts);
      for (int cell = 0; cell < expected.length; cell++) {
        for (int g = 0; g < keep.length; g++) {
          float count = (float) expected[cell][g];
          expected[cell][g] = keep[g] && count != 0 ? (float) f.of(cell, g, count) : 0;
        }
      }
      assertThat(CountsFile.dense(table)).isDeepEqualTo(expected);
      assertThat(CountsFile.dense(single)).isDeepEqualTo(expected);
      assertThat(CountsFile.dense(packed)).isDeepEqualTo(expected);
      long values =
          Arrays.stream(expected).flatMapToDouble(Arrays::stream).filter(v -> v != 0).count();
      assertThat(table.entries()).isEqualTo(values);
    }
  }

  private static Expression packed(Expression x) {
    ExpressionStore.Builder builder =
        ExpressionStore.offHeap().builder(x.cells(), x.genes(), x.entries());
    for (int b = 0; b < x.blocks(); b++) {
      builder.put(x.block(b));
    }
    return builder.build();
  }
}
