package org.samap.core.expression;

import java.lang.foreign.MemorySegment;
import java.util.function.BiConsumer;
import org.samap.core.run.Workers;

/**
 * A sparse cells x genes matrix (counts or normalised values). Steps pass over its cells with a
 * cursor, range by range in parallel, and never ask for the whole matrix. They do not see how it is
 * stored, or whether values are computed as they are read. Implementations are immutable and safe
 * to read from many threads.
 */
public interface Expression {

  /**
   * Cells in a block of storage. All blocks but the last hold this many, for any implementation.
   */
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

  /** The cell after the last one of a block. */
  default int endCell(int block) {
    return Math.min(cells(), firstCell(block) + BLOCK_CELLS);
  }

  /** Copies the cells of a block: 8 bytes a stored value. */
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

  /** The cells of a block in packed form; packs them if they are not stored so. */
  default PackedBlock packed(int b) {
    return PackedBlock.of(block(b), genes(), MemorySegment::ofArray);
  }

  /**
   * Cells in a task of work, which is not a block of storage. A few hundred for small data, so that
   * all threads are busy. More for large data: it has tasks enough, and merging gene-sized sums
   * would cost more than a pass over few cells.
   */
  default int taskCells() {
    return cells() <= 64 * BLOCK_CELLS ? 256 : BLOCK_CELLS;
  }

  /** Runs {@code work} on ranges of {@link #taskCells} cells, in parallel. */
  default void forEachRange(Workers workers, RangeWork work) {
    workers.forRanges(cells(), taskCells(), (from, to) -> work.accept(cursor(), from, to));
  }

  /**
   * Computes a partial result for every range of {@link #taskCells} cells, in parallel. Merges
   * these into {@code total} in the order of the cells, so that it is the same for any number of
   * threads.
   */
  default <T, P> T reduceRanges(
      Workers workers, RangeFunction<P> map, T total, BiConsumer<T, P> merge) {
    int size = taskCells();
    return workers.reduce(
        Math.ceilDiv(cells(), size),
        t -> map.apply(cursor(), t * size, Math.min(cells(), (t + 1) * size)),
        total,
        merge);
  }

  /** Work on the cells [from, to). */
  @FunctionalInterface
  interface RangeWork {
    void accept(RowCursor cursor, int from, int to);
  }

  /** A result computed from the cells [from, to). */
  @FunctionalInterface
  interface RangeFunction<P> {
    P apply(RowCursor cursor, int from, int to);
  }
}
