package org.samap.core.homology.graph;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;

/**
 * Entries of a sparse matrix in any order, of which several may fall on one place. 12 bytes an
 * entry.
 */
public final class EntryList {
  private long[] places = new long[1024];
  private float[] values = new float[1024];
  private int size;

  public int size() {
    return size;
  }

  public void add(int row, int column, float value) {
    if (size == places.length) {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8, size * 2L);
      places = Arrays.copyOf(places, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    places[size] = (long) row << 32 | column;
    values[size++] = value;
  }

  /** One entry of each place: the last that was added, or the largest. O(entries log entries). */
  public SparseMatrix matrix(int rows, int columns, Hsps taken) {
    int[] next = new int[rows + 1];
    for (int i = 0; i < size; i++) {
      next[(int) (places[i] >>> 32) + 1]++;
    }
    for (int r = 0; r < rows; r++) {
      next[r + 1] += next[r];
    }
    int[] byRow = new int[size];
    for (int i = 0; i < size; i++) {
      byRow[next[(int) (places[i] >>> 32)]++] = i;
    }
    SparseMatrix.Builder matrix = SparseMatrix.builder(rows, columns);
    for (int r = 0; r < rows; r++) {
      addRow(byRow, r == 0 ? 0 : next[r - 1], next[r], taken, matrix);
      matrix.endRow();
    }
    return matrix.build();
  }

  private void addRow(int[] byRow, int from, int to, Hsps taken, SparseMatrix.Builder matrix) {
    long[] row = new long[to - from];
    for (int i = 0; i < row.length; i++) {
      row[i] = places[byRow[from + i]] << 32 | byRow[from + i];
    }
    Arrays.sort(row);
    float best = 0;
    for (int i = 0; i < row.length; i++) {
      best = Math.max(best, values[(int) row[i]]);
      if (i + 1 == row.length || row[i + 1] >>> 32 != row[i] >>> 32) {
        matrix.add((int) (row[i] >>> 32), taken == Hsps.BEST ? best : values[(int) row[i]]);
        best = 0;
      }
    }
  }
}
