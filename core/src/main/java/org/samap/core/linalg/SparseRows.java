package org.samap.core.linalg;

import java.util.List;
import org.samap.core.matrix.SparseMatrix;

/**
 * A sparse matrix that is read one row at a time, in blocks of consecutive rows. Rows can be
 * computed when they are read, so that nobody has to hold them all. Implementations are immutable;
 * many threads can read them, each with its own {@link Cursor}. Every read of a row gives the same
 * bits.
 *
 * <p>A block is a task, with enough work to outweigh a panel of sums (16 columns of float64): about
 * 2^16 entries or more. How rows are cut into blocks affects the last bits of results, so it must
 * depend on the size of the matrix only.
 */
public interface SparseRows {

  int rows();

  int columns();

  /** The number of stored values, or a good estimate; it decides how products are computed. */
  long entries();

  int blocks();

  /** The first row of block {@code b}; {@code firstRow(blocks())} is the number of rows. */
  int firstRow(int b);

  /** Whether the rows are in memory, so that reading them costs nothing. */
  default boolean inMemory() {
    return false;
  }

  /** A new reader, for one thread. */
  Cursor cursor();

  /** The rows of the given blocks, which are not copied. */
  static SparseRows of(int columns, List<SparseMatrix> blocks) {
    return HeapRows.of(columns, blocks);
  }

  /**
   * A reader of rows. After {@link #read}, the row's entries are at the positions [start, end) of
   * the two arrays, which stay valid until the next read. Columns ascend strictly.
   */
  interface Cursor {
    void read(int row);

    int start();

    int end();

    int[] columns();

    float[] values();
  }
}
