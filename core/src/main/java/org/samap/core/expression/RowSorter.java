package org.samap.core.expression;

import java.util.Arrays;

/** Sorts the entries of a row by column and sums entries of the same column. */
public final class RowSorter {
  private long[] keys = new long[256];
  private int[] columns = new int[256];
  private float[] values = new float[256];

  /**
   * Sorts a row and returns the number of distinct columns. Sums are in float64, in stored order.
   */
  public int sort(int[] fromColumns, float[] fromValues, int from, int to) {
    reserve(to - from);
    boolean rising = true;
    for (int p = from; p < to; p++) {
      keys[p - from] = (long) fromColumns[p] << 32 | (p - from);
      rising &= p == from || fromColumns[p - 1] < fromColumns[p];
    }
    if (rising) {
      System.arraycopy(fromColumns, from, columns, 0, to - from);
      System.arraycopy(fromValues, from, values, 0, to - from);
      return to - from;
    }
    Arrays.sort(keys, 0, to - from);
    int size = 0;
    for (int i = 0; i < to - from; ) {
      int column = (int) (keys[i] >> 32);
      double sum = 0;
      while (i < to - from && (int) (keys[i] >> 32) == column) {
        sum += fromValues[from + (int) keys[i]];
        i++;
      }
      columns[size] = column;
      values[size++] = (float) sum;
    }
    return size;
  }

  /** Adds a stored row to a block, sorted by column, with values of the same column summed. */
  public void addRow(
      int[] fromColumns, float[] fromValues, int from, int to, RowBlock.Builder block) {
    int count = sort(fromColumns, fromValues, from, to);
    for (int i = 0; i < count; i++) {
      block.add(columns[i], values[i]);
    }
    block.endRow();
  }

  public int column(int i) {
    return columns[i];
  }

  public float value(int i) {
    return values[i];
  }

  private void reserve(int size) {
    if (size > keys.length) {
      int capacity = Math.max(size, keys.length * 2);
      keys = new long[capacity];
      columns = new int[capacity];
      values = new float[capacity];
    }
  }

  /** Checks that the positions rise and the columns lie in [0, across). */
  public static void checkRow(long row, long from, long to, int[] columns, long across) {
    if (from > to || from < 0 || to > columns.length) {
      throw new IllegalArgumentException("indptr goes from " + from + " to " + to + " at " + row);
    }
    for (int p = (int) from; p < to; p++) {
      if (columns[p] < 0 || columns[p] >= across) {
        throw new IllegalArgumentException(
            "index " + columns[p] + " at " + row + " is not in 0 to " + (across - 1));
      }
    }
  }
}
