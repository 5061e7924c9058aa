package org.samap.core.matrix;

import java.util.Arrays;

/**
 * A row of numbers for each cell: a dense cells x columns matrix of float32. It lies in blocks of
 * rows, so that it can hold more than 2^31 values. Mutable; whoever makes it owns it.
 *
 * <p>A row lies in one array: {@link #values(int)} is the block that holds it, and {@link
 * #offset(int)} is where it begins in the block.
 */
public final class CellMatrix {
  /** The most values in a block: 256 MB. */
  private static final int BLOCK_VALUES = 1 << 26;

  private final int rows;
  private final int columns;

  /** A block holds 2^shift rows. */
  private final int shift;

  private final float[][] blocks;

  private CellMatrix(int rows, int columns, int shift, float[][] blocks) {
    this.rows = rows;
    this.columns = columns;
    this.shift = shift;
    this.blocks = blocks;
  }

  /** All zeros. */
  public static CellMatrix zeros(int rows, int columns) {
    return zeros(rows, columns, Math.max(1, BLOCK_VALUES / Math.max(1, columns)));
  }

  /**
   * All zeros.
   *
   * @param blockRows the most rows in a block; rounded down to a power of two
   */
  public static CellMatrix zeros(int rows, int columns, int blockRows) {
    int shift = 31 - Integer.numberOfLeadingZeros(blockRows);
    float[][] blocks = new float[(int) (((long) rows + (1L << shift) - 1) >>> shift)][];
    for (int b = 0; b < blocks.length; b++) {
      int count = (int) Math.min(1L << shift, rows - ((long) b << shift));
      blocks[b] = new float[Math.multiplyExact(count, columns)];
    }
    return new CellMatrix(rows, columns, shift, blocks);
  }

  /** A view of a matrix as one block, not a copy. */
  public static CellMatrix of(FloatMatrix matrix) {
    return new CellMatrix(
        matrix.rows(), matrix.columns(), Integer.SIZE - 1, new float[][] {matrix.values()});
  }

  /** A view of {@code values} (row order, rows * columns of them) as one block, not a copy. */
  public static CellMatrix of(int rows, int columns, float[] values) {
    return of(FloatMatrix.of(rows, columns, values));
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The block that holds a row, not a copy. */
  public float[] values(int row) {
    return blocks[row >>> shift];
  }

  /** Where a row begins in its block. */
  public int offset(int row) {
    return (row & ((1 << shift) - 1)) * columns;
  }

  public float get(int row, int column) {
    return values(row)[offset(row) + column];
  }

  public void set(int row, int column, float value) {
    values(row)[offset(row) + column] = value;
  }

  /** Copies a row into {@code to}. */
  public void copyRow(int row, float[] to, int at) {
    System.arraycopy(values(row), offset(row), to, at, columns);
  }

  /**
   * The same values in one array: a view if there is one block, else a copy.
   *
   * @throws ArithmeticException if there are more than 2^31 - 1 values
   */
  public FloatMatrix toFloatMatrix() {
    if (blocks.length == 1) {
      return FloatMatrix.of(rows, columns, blocks[0]);
    }
    FloatMatrix out = FloatMatrix.zeros(rows, columns);
    for (int r = 0; r < rows; r++) {
      copyRow(r, out.values(), out.offset(r));
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof CellMatrix m) || rows != m.rows || columns != m.columns) {
      return false;
    }
    for (int r = 0; r < rows; r++) {
      int a = offset(r);
      int b = m.offset(r);
      if (!Arrays.equals(values(r), a, a + columns, m.values(r), b, b + columns)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 31 * rows + columns;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        hash = 31 * hash + Float.floatToIntBits(get(r, c));
      }
    }
    return hash;
  }

  @Override
  public String toString() {
    return "CellMatrix[" + rows + " x " + columns + "]";
  }
}
