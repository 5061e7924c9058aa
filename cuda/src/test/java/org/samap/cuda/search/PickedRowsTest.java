package org.samap.cuda.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.matrix.CellMatrix;

class PickedRowsTest {
  private static final CellMatrix MATRIX = CellMatrix.zeros(10, 2, 4);

  static {
    for (int r = 0; r < 10; r++) {
      MATRIX.set(r, 0, r);
    }
  }

  @Test
  void givesRowsBlockByBlockWhereverTheyLie() {
    for (int size : new int[] {1, 2, 3, 4, 7, 20}) {
      for (int[] rows : new int[][] {{0, 1, 2, 3, 4, 5, 6}, {9, 8, 3}, {2, 3, 4, 7}, {5, 5}}) {
        List<Integer> seen = new ArrayList<>();
        new PickedRows(MATRIX, rows)
            .forBlocks(
                0,
                rows.length,
                size,
                (values, at, from, count) -> {
                  assertThat(from).isEqualTo(seen.size());
                  for (int i = 0; i < count; i++) {
                    seen.add((int) values[at + 2 * i]);
                  }
                });
        assertThat(seen).containsExactly(Arrays.stream(rows).boxed().toArray(Integer[]::new));
      }
    }
  }

  @Test
  void copiesNoRowsThatLieTogether() {
    new PickedRows(MATRIX, new int[] {4, 5, 6, 7})
        .forBlocks(
            (values, at, from, count) -> {
              assertThat(values).isSameAs(MATRIX.values(4));
              assertThat(at).isZero();
              assertThat(count).isEqualTo(4);
            });
  }

  @Test
  void makesAMatrixOfThem() {
    CellMatrix two = new PickedRows(MATRIX, new int[] {8, 1}).toMatrix();
    assertThat(two.rows()).isEqualTo(2);
    assertThat(two.get(0, 0)).isEqualTo(8);
    assertThat(two.get(1, 0)).isEqualTo(1);
  }
}
