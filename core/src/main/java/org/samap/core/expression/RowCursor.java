package org.samap.core.expression;

/**
 * Reads an {@link Expression} one cell at a time. The cell's stored values are at the positions
 * {@link #from} to {@link #to} - 1 of {@link #genes} and {@link #values}, genes rising strictly.
 * The arrays are valid until the next cell is read; readers must not write to them. A cursor is for
 * one thread; cells can be read in any order.
 */
public interface RowCursor {

  /** Moves to a cell. */
  void read(int cell);

  int from();

  int to();

  int[] genes();

  float[] values();
}
