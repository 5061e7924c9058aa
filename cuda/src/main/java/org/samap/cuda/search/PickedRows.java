package org.samap.cuda.search;

import org.samap.core.matrix.CellMatrix;

/**
 * Some rows of a matrix, which come together block by block. Rows that lie together in the matrix
 * are not copied. Memory: a block of {@value #BLOCK_VALUES} values, or one row.
 */
record PickedRows(CellMatrix matrix, int[] rows) {
  private static final int BLOCK_VALUES = 1 << 21;

  /** Takes some rows, which are only there until it returns. */
  @FunctionalInterface
  interface Block {

    /**
     * Takes the rows at [from, from + count).
     *
     * @param at where the first of them begins
     */
    void take(float[] values, int at, int from, int count);
  }

  void forBlocks(Block block) {
    forBlocks(0, rows.length, Math.max(1, BLOCK_VALUES / matrix.columns()), block);
  }

  /** Takes the rows at [first, end) in blocks of a size. */
  void forBlocks(int first, int end, int size, Block block) {
    float[] copies = new float[Math.multiplyExact(Math.min(size, end - first), matrix.columns())];
    for (int from = first; from < end; from += size) {
      int count = Math.min(size, end - from);
      if (lieTogether(from, count)) {
        block.take(matrix.values(rows[from]), matrix.offset(rows[from]), from, count);
      } else {
        for (int i = 0; i < count; i++) {
          matrix.copyRow(rows[from + i], copies, i * matrix.columns());
        }
        block.take(copies, 0, from, count);
      }
    }
  }

  private boolean lieTogether(int from, int count) {
    int offset = matrix.offset(rows[from]);
    for (int i = 1; i < count; i++) {
      int row = rows[from + i];
      if (row != rows[from] + i || matrix.offset(row) != offset + i * matrix.columns()) {
        return false;
      }
    }
    return true;
  }

  /** All rows, as a matrix. */
  CellMatrix toMatrix() {
    CellMatrix out = CellMatrix.zeros(rows.length, matrix.columns());
    for (int i = 0; i < rows.length; i++) {
      matrix.copyRow(rows[i], out.values(i), out.offset(i));
    }
    return out;
  }
}
