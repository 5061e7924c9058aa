package org.samap.core.linalg;

import java.util.Arrays;
import java.util.List;
import org.samap.core.matrix.SparseMatrix;

/** Rows in memory. A cursor shows the arrays themselves. */
record HeapRows(int columns, List<SparseMatrix> matrices, int[] firstRows) implements SparseRows {

  static HeapRows of(int columns, List<SparseMatrix> matrices) {
    int[] firstRows = new int[matrices.size() + 1];
    for (int b = 0; b < matrices.size(); b++) {
      firstRows[b + 1] = firstRows[b] + matrices.get(b).rows();
    }
    return new HeapRows(columns, matrices, firstRows);
  }

  @Override
  public int rows() {
    return firstRows[matrices.size()];
  }

  @Override
  public long entries() {
    return matrices.stream().mapToLong(SparseMatrix::entries).sum();
  }

  @Override
  public int blocks() {
    return matrices.size();
  }

  @Override
  public int firstRow(int b) {
    return firstRows[b];
  }

  @Override
  public boolean inMemory() {
    return true;
  }

  @Override
  public Cursor cursor() {
    return new HeapCursor();
  }

  private final class HeapCursor implements Cursor {
    private SparseMatrix matrix = SparseMatrix.empty(0, 0);
    private int first;
    private int row = -1;

    @Override
    public void read(int newRow) {
      if (newRow < first || newRow >= first + matrix.rows()) {
        int b = Arrays.binarySearch(firstRows, newRow);
        b = b < 0 ? -b - 2 : b;
        // Empty blocks can begin at this row too; the block that holds it is the last of these.
        while (firstRows[b + 1] == newRow) {
          b++;
        }
        matrix = matrices.get(b);
        first = firstRows[b];
      }
      row = newRow - first;
    }

    @Override
    public int start() {
      return matrix.offset(row);
    }

    @Override
    public int end() {
      return matrix.offset(row + 1);
    }

    @Override
    public int[] columns() {
      return matrix.indices();
    }

    @Override
    public float[] values() {
      return matrix.values();
    }
  }
}
