package org.samap.core.matrix;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A sparse matrix in compressed rows: the form of every graph here (cells x cells, genes x genes).
 * The entries of row r are at the positions offset(r) to offset(r + 1) - 1; their columns rise
 * strictly within a row. Immutable by convention: operations return new matrices, and readers of
 * the arrays do not write to them.
 *
 * <p>8 bytes an entry, 4 a row; at most 2^31 - 1 entries (as edges of a graph, some 35 million
 * cells).
 */
public final class SparseMatrix {
  private final int rows;
  private final int columns;
  private final int[] offsets;
  private final int[] indices;
  private final float[] values;

  private SparseMatrix(int rows, int columns, int[] offsets, int[] indices, float[] values) {
    this.rows = rows;
    this.columns = columns;
    this.offsets = offsets;
    this.indices = indices;
    this.values = values;
  }

  /**
   * Wraps arrays without copying.
   *
   * @param offsets rows + 1 positions, the first 0
   * @param indices the column of each entry, rising strictly within a row
   * @param values the value of each entry
   */
  public static SparseMatrix of(
      int rows, int columns, int[] offsets, int[] indices, float[] values) {
    if (offsets.length != rows + 1
        || indices.length != offsets[rows]
        || values.length != offsets[rows]) {
      throw new IllegalArgumentException("arrays of different lengths");
    }
    for (int r = 0; r < rows; r++) {
      requireRising(r, columns, offsets, indices);
    }
    return new SparseMatrix(rows, columns, offsets, indices, values);
  }

  /** Ones on the diagonal. */
  public static SparseMatrix identity(int size) {
    int[] offsets = new int[size + 1];
    Arrays.setAll(offsets, i -> i);
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return new SparseMatrix(size, size, offsets, Arrays.copyOf(offsets, size), ones);
  }

  private static void requireRising(int row, int columns, int[] offsets, int[] indices) {
    int before = -1;
    for (int p = offsets[row]; p < offsets[row + 1]; p++) {
      if (indices[p] <= before || indices[p] >= columns) {
        throw new IllegalArgumentException(
            "row " + row + ": column " + indices[p] + " after " + before + " of " + columns);
      }
      before = indices[p];
    }
  }

  /** No entries. */
  public static SparseMatrix empty(int rows, int columns) {
    return new SparseMatrix(rows, columns, new int[rows + 1], new int[0], new float[0]);
  }

  /** Collects rows, from the first to the last. */
  public static Builder builder(int rows, int columns) {
    return new Builder(rows, columns);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The number of stored entries. */
  public int entries() {
    return offsets[rows];
  }

  /** The position of the first entry of {@code row}; offset(rows) is the number of entries. */
  public int offset(int row) {
    return offsets[row];
  }

  public int rowLength(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /** The column of the entry at {@code position}. */
  public int index(int position) {
    return indices[position];
  }

  /** The value of the entry at {@code position}. */
  public float value(int position) {
    return values[position];
  }

  /** The arrays themselves, not copies. */
  public int[] offsets() {
    return offsets;
  }

  public int[] indices() {
    return indices;
  }

  public float[] values() {
    return values;
  }

  /** The position of an entry, or -1 if it is not stored. O(log row length). */
  public int position(int row, int column) {
    int p = Arrays.binarySearch(indices, offsets[row], offsets[row + 1], column);
    return p < 0 ? -1 : p;
  }

  /** The value of an entry, 0 if it is not stored. */
  public float get(int row, int column) {
    int p = position(row, column);
    return p < 0 ? 0 : values[p];
  }

  public double rowSum(int row) {
    double sum = 0;
    for (int p = offsets[row]; p < offsets[row + 1]; p++) {
      sum += values[p];
    }
    return sum;
  }

  /** The largest stored value of a row, 0 for an empty row or if all are negative. */
  public float rowMax(int row) {
    float max = 0;
    for (int p = offsets[row]; p < offsets[row + 1]; p++) {
      max = Math.max(max, values[p]);
    }
    return max;
  }

  /** The same entries with other values (not copied). */
  public SparseMatrix withValues(float[] newValues) {
    if (newValues.length != values.length) {
      throw new IllegalArgumentException(newValues.length + " values for " + values.length);
    }
    return new SparseMatrix(rows, columns, offsets, indices, newValues);
  }

  /** Applies {@code f} to every stored value. */
  public SparseMatrix map(DoubleUnaryOperator f) {
    float[] out = new float[values.length];
    for (int p = 0; p < out.length; p++) {
      out[p] = (float) f.applyAsDouble(values[p]);
    }
    return withValues(out);
  }

  /** Divides every row by its sum; rows that sum to 0 stay as they are. */
  public SparseMatrix rowNormalized() {
    float[] out = new float[values.length];
    for (int r = 0; r < rows; r++) {
      double sum = rowSum(r);
      for (int p = offsets[r]; p < offsets[r + 1]; p++) {
        out[p] = sum == 0 ? values[p] : (float) (values[p] / sum);
      }
    }
    return withValues(out);
  }

  /** Keeps the entries that {@code keep} accepts. */
  public SparseMatrix filter(EntryPredicate keep) {
    Builder b = builder(rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int p = offsets[r]; p < offsets[r + 1]; p++) {
        if (keep.test(r, indices[p], values[p])) {
          b.add(indices[p], values[p]);
        }
      }
      b.endRow();
    }
    return b.build();
  }

  /** Drops stored zeros. */
  public SparseMatrix withoutZeros() {
    return filter((r, c, v) -> v != 0);
  }

  /** O(entries + rows + columns). */
  public SparseMatrix transpose() {
    int[] start = new int[columns + 1];
    for (int c : indices) {
      start[c + 1]++;
    }
    for (int c = 0; c < columns; c++) {
      start[c + 1] += start[c];
    }
    int[] next = start.clone();
    int[] outIndices = new int[indices.length];
    float[] outValues = new float[indices.length];
    for (int r = 0; r < rows; r++) {
      for (int p = offsets[r]; p < offsets[r + 1]; p++) {
        int q = next[indices[p]]++;
        outIndices[q] = r;
        outValues[q] = values[p];
      }
    }
    return new SparseMatrix(columns, rows, start, outIndices, outValues);
  }

  /**
   * The submatrix of some rows and columns, renumbered in the order given.
   *
   * @param rowIds distinct rows
   * @param columnIds distinct columns
   */
  public SparseMatrix select(int[] rowIds, int[] columnIds) {
    int[] newColumn = new int[columns];
    Arrays.fill(newColumn, -1);
    for (int i = 0; i < columnIds.length; i++) {
      newColumn[columnIds[i]] = i;
    }
    Builder b = builder(rowIds.length, columnIds.length);
    for (int r : rowIds) {
      for (int p = offsets[r]; p < offsets[r + 1]; p++) {
        if (newColumn[indices[p]] >= 0) {
          b.add(newColumn[indices[p]], values[p]);
        }
      }
      b.endRow();
    }
    return b.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SparseMatrix m
        && rows == m.rows
        && columns == m.columns
        && Arrays.equals(offsets, m.offsets)
        && Arrays.equals(indices, m.indices)
        && Arrays.equals(values, m.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(indices);
  }

  @Override
  public String toString() {
    return "SparseMatrix[" + rows + " x " + columns + ", " + entries() + " entries]";
  }

  /** A test of one entry. */
  @FunctionalInterface
  public interface EntryPredicate {
    boolean test(int row, int column, float value);
  }

  /** Fills a matrix row by row. Entries of a row can come in any column order, each column once. */
  public static final class Builder {
    private final int rows;
    private final int columns;
    private final int[] offsets;
    private int[] indices = new int[64];
    private float[] values = new float[64];
    private int row;
    private int size;

    private Builder(int rows, int columns) {
      this.rows = rows;
      this.columns = columns;
      this.offsets = new int[rows + 1];
    }

    /** Adds an entry to the current row. */
    public void add(int column, float value) {
      if (size == indices.length) {
        int capacity = (int) Math.min(Integer.MAX_VALUE - 8, size * 2L);
        indices = Arrays.copyOf(indices, capacity);
        values = Arrays.copyOf(values, capacity);
      }
      indices[size] = column;
      values[size++] = value;
    }

    /** Ends the current row and begins the next. */
    public void endRow() {
      sortRow(offsets[row], size);
      offsets[++row] = size;
    }

    /** The matrix; rows that were not begun are empty. */
    public SparseMatrix build() {
      while (row < rows) {
        endRow();
      }
      return SparseMatrix.of(
          rows, columns, offsets, Arrays.copyOf(indices, size), Arrays.copyOf(values, size));
    }

    private void sortRow(int from, int to) {
      boolean sorted = true;
      for (int p = from + 1; p < to && sorted; p++) {
        sorted = indices[p - 1] < indices[p];
      }
      if (sorted) {
        return;
      }
      long[] keyed = new long[to - from];
      for (int i = 0; i < keyed.length; i++) {
        keyed[i] =
            ((long) indices[from + i] << 32)
                | (Float.floatToRawIntBits(values[from + i]) & 0xFFFFFFFFL);
      }
      Arrays.sort(keyed);
      for (int i = 0; i < keyed.length; i++) {
        indices[from + i] = (int) (keyed[i] >> 32);
        values[from + i] = Float.intBitsToFloat((int) keyed[i]);
      }
    }
  }
}
