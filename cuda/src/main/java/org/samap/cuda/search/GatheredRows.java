package org.samap.cuda.search;

import org.samap.core.matrix.CellMatrix;

/**
 * Some rows of a matrix, which are copied together block by block. Memory: a block of {@value
 * #BLOCK_VALUES} values, or one row.
 */
record GatheredRows(CellMatrix matrix, int[] rows) {
  private static final int BLOCK_VALUES = 1 << 21;

  static GatheredRows of(CellMatrix matrix, int[] rows) {
    return new GatheredRows(matrix, rows);
  }

  /** Takes the rows at [from, from + count); their values are those of the next block afterwards. */
  @FunctionalInterface
  interface Block {
    void take(float[] values, int from, int count);
  }

  void forBlocks(Block block) {
    forBlocks(0, rows.length, Math.max(1, BLOCK_VALUES / matrix.columns()), block);
  }

  /** Copies the rows at [first, end) in blocks of a size. */
  void forBlocks(int first, int end, int size, Block block) {
    float[] values = new float[Math.multiplyExact(Math.min(size, end - first), matrix.columns())];
    for (int from = first; from < end; from += size) {
      int count = Math.min(size, end - from);
      for (int i = 0; i < count; i++) {
        matrix.copyRow(rows[from + i], values, i * matrix.columns());
      }
      block.take(values, from, count);
    }
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
