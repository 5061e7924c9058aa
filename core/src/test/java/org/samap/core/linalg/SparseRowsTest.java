package org.samap.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/** Reading rows through cursors. */
class SparseRowsTest {

  @Test
  void aCursorReadsRowsInAnyOrderAndSkipsBlocksWithoutRows() {
    SparseMatrix a = rowsOf(3, 0);
    SparseMatrix b = rowsOf(2, 1);
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

  private static SparseMatrix rowsOf(int count, int stream) {
    RandomStream random = RandomStream.of(9, "rows", stream);
    SparseMatrix.Builder b = SparseMatrix.builder(count, 5);
    for (int r = 0; r < count; r++) {
      for (int c = 0; c < 5; c++) {
        if (random.nextDouble() < 0.9) {
          b.add(c, (float) random.nextDouble());
        }
      }
      b.endRow();
    }
    return b.build();
  }
}
