package org.samap.core.linalg;

import java.util.List;
import org.samap.core.matrix.SparseMatrix;

/**
 * A sparse matrix that is read a row at a time, in blocks of consecutive rows: rows may be made
 * when they are asked for, so that nobody needs to hold them all. Implementations are immutable and
 * safe to read from many threads, each with a {@link Cursor} of its own. Every read of a row gives
 * the same bits.
 *
 * <p>A block is a task: enough work to outweigh a panel of sums (16 columns of float64), about 2^16
 * entries or more. How the rows are cut decides the last bits of results, so it may depend on the
 * size of the matrix only.
 */
public interface SparseRows {

  int rows();

  int columns();

  /** The number of stored values, or a good guess; it decides how products are done. */
  long entries();

  int blocks();

  /** The first row of block {@code b}; {@code firstRow(blocks())} is the number of rows. */
  int firstRow(int b);

  /** Whether the rows lie in memory, so that reading them costs nothing. */
  default boolean inMemory() {
    return false;
  }

  /** A new reader, for one thread. */
  Cursor cursor();

  /** Rows in the blocks of a list. The matrices are kept, not copied. */
  static SparseRows of(int columns, List<SparseMatrix> blocks) {
    return HeapRows.of(columns, blocks);
  }

  /**
   * A reader of rows. After {@link #read}, the row's entries are at the positions [start, end) of
   * the two arrays, which stay as they are until the next read; columns rise strictly.
   */
  interface Cursor {
    void read(int row);

    int start();

    int end();

    int[] columns();

    float[] values();
  }
}
