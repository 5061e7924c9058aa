package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowCursor;

class BlockMatrixTest {
  @Test
  void putsPartsAlongTheDiagonal() {
    List<int[]> genes = new ArrayList<>();
    for (RowBlock b : BlockMatrix.blockDiagonal(List.of(part(2000), part(0), part(1))).blocks()) {
      genes.add(new int[] {b.rows(), b.genes()[0]});
    }
    assertThat(genes)
        .containsExactly(new int[] {1024, 0}, new int[] {976, 0}, new int[] {1, 2 * 3});
  }

  @Test
  void asksForABlockWhenItIsWritten() {
    List<Integer> asked = new ArrayList<>();
    Iterator<RowBlock> blocks = BlockMatrix.of(recording(part(5000), asked)).blocks().iterator();
    assertThat(blocks.hasNext()).isTrue();
    assertThat(asked).isEmpty();
    blocks.next();
    blocks.next();
    assertThat(asked).containsExactly(0, 1);
  }

  private static Expression part(int cells) {
    HeapExpression.Builder x = HeapExpression.builder(3);
    for (int c = 0; c < cells; c++) {
      x.add(0, 1);
      x.endCell();
    }
    return x.build();
  }

  private static Expression recording(Expression x, List<Integer> asked) {
    return new Expression() {
      @Override
      public int cells() {
        return x.cells();
      }

      @Override
      public int genes() {
        return x.genes();
      }

      @Override
      public long entries() {
        return x.entries();
      }

      @Override
      public RowCursor cursor() {
        return x.cursor();
      }

      @Override
      public RowBlock block(int b) {
        asked.add(b);
        return x.block(b);
      }
    };
  }
}
