package org.samap.core.expression;

import org.samap.core.run.Workers;

/**
 * A sparse cells x genes matrix (counts or normalised values). Steps pass over its cells with a
 * cursor, block by block in parallel, and never ask for the whole: how it is stored, or whether its
 * values are computed from others as they are read, is not seen. Implementations are immutable and
 * safe to read from many threads.
 */
public interface Expression {

  /** Cells in a block. All blocks but the last hold this many, for any implementation. */
  int BLOCK_CELLS = 1024;

  int cells();

  int genes();

  /** The number of stored values. */
  long entries();

  /** A new cursor, for one thread. */
  RowCursor cursor();

  default int blocks() {
    return Math.ceilDiv(cells(), BLOCK_CELLS);
  }

  /** The first cell of a block. */
  default int firstCell(int block) {
    return block * BLOCK_CELLS;
  }

  /** The cell after the last of a block. */
  default int endCell(int block) {
    return Math.min(cells(), firstCell(block) + BLOCK_CELLS);
  }

  /** The cells of a block in arrays of their own: 8 bytes a stored value. */
  default RowBlock block(int b) {
    RowBlock.Builder rows = RowBlock.builder(firstCell(b), endCell(b) - firstCell(b));
    RowCursor cursor = cursor();
    for (int cell = firstCell(b); cell < endCell(b); cell++) {
      cursor.read(cell);
      for (int p = cursor.from(); p < cursor.to(); p++) {
        rows.add(cursor.genes()[p], cursor.values()[p]);
      }
      rows.endRow();
    }
    return rows.build();
  }

  /** Works on every block, in parallel. */
  default void forEachBlock(Workers workers, BlockWork work) {
    workers.forEach(blocks(), b -> work.accept(cursor(), firstCell(b), endCell(b)));
  }

  /** What is done with the cells [from, to). */
  @FunctionalInterface
  interface BlockWork {
    void accept(RowCursor cursor, int from, int to);
  }
}
