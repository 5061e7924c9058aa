package org.samap.core.matrix;

import java.util.Arrays;

/**
 * A dense matrix of float32 in row order, for cells x components and genes x components. Mutable;
 * whoever makes it owns it.
 */
public final class FloatMatrix {
  private final int rows;
  private final int columns;
  private final float[] values;

  private FloatMatrix(int rows, int columns, float[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /** All zeros. */
  public static FloatMatrix zeros(int rows, int columns) {
    return new FloatMatrix(rows, columns, new float[Math.multiplyExact(rows, columns)]);
  }

  /** A view of {@code values} (row order, rows * columns of them), not a copy. */
  public static FloatMatrix of(int rows, int columns, float[] values) {
    if ((long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " matrix of " + values.length + " values");
    }
    return new FloatMatrix(rows, columns, values);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The values themselves in row order, not a copy: row r begins at {@link #offset}(r). */
  public float[] values() {
    return values;
  }

  public int offset(int row) {
    return row * columns;
  }

  public float get(int row, int column) {
    return values[row * columns + column];
  }

  public void set(int row, int column, float value) {
    values[row * columns + column] = value;
  }

  /** The first {@code count} columns, as a new matrix. */
  public FloatMatrix firstColumns(int count) {
    FloatMatrix out = zeros(rows, count);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(values, offset(r), out.values, out.offset(r), count);
    }
    return out;
  }

  public FloatMatrix transpose() {
    FloatMatrix out = zeros(columns, rows);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        out.values[c * rows + r] = values[r * columns + c];
      }
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatMatrix m
        && rows == m.rows
        && columns == m.columns
        && Arrays.equals(values, m.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "FloatMatrix[" + rows + " x " + columns + "]";
  }
}
