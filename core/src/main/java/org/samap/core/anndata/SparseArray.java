package org.samap.core.anndata;

import org.samap.core.expression.RowSorter;
import org.samap.core.matrix.SparseMatrix;

/**
 * A sparse matrix as stored in a file: compressed rows or columns, possibly unsorted, with
 * duplicates or stored zeros. It can have more than 2^31 entries.
 *
 * @param layout whether rows or columns are compressed
 * @param rows length of the first axis
 * @param columns length of the second axis
 * @param data the values
 * @param indices the column (or row) of each value
 * @param indptr rows + 1 (or columns + 1) positions in data
 */
public record SparseArray(
    Layout layout, long rows, long columns, DenseArray data, DenseArray indices, DenseArray indptr)
    implements Element {

  /** Compressed rows, or compressed columns. */
  public enum Layout {
    CSR,
    CSC
  }

  public SparseArray {
    long lines = layout == Layout.CSR ? rows : columns;
    if (data.shape().length != 1 || indices.shape().length != 1 || indptr.shape().length != 1) {
      throw new IllegalArgumentException("data, indices and indptr must have one axis each");
    }
    if (indptr.size() != lines + 1 || data.size() != indices.size()) {
      throw new IllegalArgumentException(
          "%d indptr for %d lines, %d indices for %d data"
              .formatted(indptr.size(), lines, indices.size(), data.size()));
    }
  }

  /** The same entries; arrays are not copied. */
  public static SparseArray of(SparseMatrix m) {
    return new SparseArray(
        Layout.CSR,
        m.rows(),
        m.columns(),
        DenseArray.vector(Values.of(m.values())),
        DenseArray.vector(Values.of(m.indices())),
        DenseArray.vector(Values.of(m.offsets())));
  }

  @Override
  public long[] shape() {
    return new long[] {rows, columns};
  }

  /** The number of stored values. */
  public long entries() {
    return data.size();
  }

  SparseArray inMemory() {
    return new SparseArray(
        layout, rows, columns, data.inMemory(), indices.inMemory(), indptr.inMemory());
  }

  /**
   * Reads the whole matrix. Sorts rows, sums duplicates, keeps stored zeros.
   *
   * @throws IllegalArgumentException if the arrays do not describe a matrix of this shape
   */
  public SparseMatrix toSparseMatrix() {
    int[] offsets = indptr.all().ints();
    int[] columnOf = indices.all().ints();
    float[] values = data.all().floats();
    long lines = layout == Layout.CSR ? rows : columns;
    long across = layout == Layout.CSR ? columns : rows;
    SparseMatrix.Builder b = SparseMatrix.builder(Math.toIntExact(lines), Math.toIntExact(across));
    RowSorter sorter = new RowSorter();
    for (int r = 0; r < lines; r++) {
      RowSorter.checkRow(r, offsets[r], offsets[r + 1], columnOf, across);
      int size = sorter.sort(columnOf, values, offsets[r], offsets[r + 1]);
      for (int i = 0; i < size; i++) {
        b.add(sorter.column(i), sorter.value(i));
      }
      b.endRow();
    }
    SparseMatrix m = b.build();
    return layout == Layout.CSR ? m : m.transpose();
  }
}
