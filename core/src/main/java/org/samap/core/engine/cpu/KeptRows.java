package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;

/**
 * The edges that remain of some rows of the mutual graph, which have successive places. Rows are
 * added in order; the rows of all blocks together make the matrix.
 */
public final class KeptRows implements MutualGraph.Sink {
  private final CellOrder order;
  private final int first;
  private final int rows;

  /** Where the entries of each row begin; columns are cells, ascending. */
  private final int[] offsets;

  private int[] columns = new int[16];
  private float[] values = new float[16];
  private int row;
  private int size;

  /**
   * @param first the place of the first row
   */
  public KeptRows(CellOrder order, int first, int rows) {
    this.order = order;
    this.first = first;
    this.rows = rows;
    this.offsets = new int[rows + 1];
  }

  @Override
  public void add(int place, double value) {
    if (size == columns.length) {
      columns = Arrays.copyOf(columns, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    // Inserted at its place in the row, which is short.
    int cell = order.cellAt()[place];
    int at = size++;
    for (; at > offsets[row] && columns[at - 1] > cell; at--) {
      columns[at] = columns[at - 1];
      values[at] = values[at - 1];
    }
    columns[at] = cell;
    values[at] = (float) value;
  }

  @Override
  public void endRow() {
    offsets[++row] = size;
  }

  /** The matrix over all cells; each cell's row must be in one of the blocks. */
  public static SparseMatrix matrix(CellOrder order, KeptRows[] blocks) {
    int n = order.cellAt().length;
    int[] offsets = new int[n + 1];
    for (KeptRows k : blocks) {
      for (int r = 0; r < k.rows; r++) {
        offsets[order.cellAt()[k.first + r] + 1] = k.offsets[r + 1] - k.offsets[r];
      }
    }
    for (int c = 0; c < n; c++) {
      offsets[c + 1] = Math.addExact(offsets[c], offsets[c + 1]);
    }
    int[] columns = new int[offsets[n]];
    float[] values = new float[offsets[n]];
    for (KeptRows k : blocks) {
      for (int r = 0; r < k.rows; r++) {
        int at = offsets[order.cellAt()[k.first + r]];
        int length = k.offsets[r + 1] - k.offsets[r];
        System.arraycopy(k.columns, k.offsets[r], columns, at, length);
        System.arraycopy(k.values, k.offsets[r], values, at, length);
      }
    }
    return SparseMatrix.of(n, n, offsets, columns, values);
  }
}
