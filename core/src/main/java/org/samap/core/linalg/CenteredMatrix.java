package org.samap.core.linalg;

import java.util.Arrays;
import java.util.List;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * A sparse cells x genes matrix S whose columns are centred without ever being made dense: A = S -
 * 1 m^T with m the column means of S. Any constant that is added to a column of S changes nothing,
 * so "sparse plus a constant row" is this matrix too.
 *
 * <p>As an operator it is seen from its longer side, M = A, or M = A^T if there are fewer cells
 * than genes: then M^T M has the smaller of the two sizes. In both cases M = R - a b^T with sparse
 * rows R. Seen as A^T the matrix is copied once (8 bytes an entry); if its own rows are in memory
 * too, products are made with both.
 */
public final class CenteredMatrix {
  private final SparseRows rows;
  private final double[] means;

  private CenteredMatrix(SparseRows rows, double[] means) {
    this.rows = rows;
    this.means = means;
  }

  /**
   * @param blocks consecutive rows (cells) of S, all with {@code genes} columns; kept, not copied
   */
  public static CenteredMatrix of(int genes, List<SparseMatrix> blocks, Workers workers) {
    return of(SparseRows.of(genes, blocks), workers);
  }

  /**
   * @param rows the cells of S; kept, and read in every product
   */
  public static CenteredMatrix of(SparseRows rows, Workers workers) {
    double[] sums =
        workers.reduce(
            rows.blocks(), b -> columnSums(rows, b), new double[rows.columns()], Panels::addInto);
    return of(rows, sums);
  }

  /**
   * @param rows the cells of S; kept, and read in every product
   * @param columnSums the sums of their columns
   */
  public static CenteredMatrix of(SparseRows rows, double[] columnSums) {
    int cells = Math.max(1, rows.rows());
    return new CenteredMatrix(rows, Arrays.stream(columnSums).map(s -> s / cells).toArray());
  }

  public int cells() {
    return rows.rows();
  }

  public int genes() {
    return rows.columns();
  }

  /** The cells of S. */
  public SparseRows rows() {
    return rows;
  }

  /** Whether {@link #tall} is A^T. */
  boolean transposed() {
    return cells() < genes();
  }

  /** A or A^T, whichever has at least as many rows as columns. */
  SparseOperator tall() {
    return transposed() ? new SparseOperator(Transpose.of(rows), means, ones()) : byCells();
  }

  /** Makes products with M^T M, where M is {@link #tall}; by both sides if both are in memory. */
  LinearOperator products(SparseOperator tall) {
    return transposed() && rows instanceof HeapRows ? new TwoWayOperator(tall, byCells()) : tall;
  }

  private SparseOperator byCells() {
    return new SparseOperator(rows, ones(), means);
  }

  private double[] ones() {
    double[] ones = new double[cells()];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] columnSums(SparseRows rows, int block) {
    double[] sums = new double[rows.columns()];
    SparseRows.Cursor row = rows.cursor();
    for (int r = rows.firstRow(block); r < rows.firstRow(block + 1); r++) {
      row.read(r);
      addTo(sums, row);
    }
    return sums;
  }

  private static void addTo(double[] sums, SparseRows.Cursor row) {
    int[] columns = row.columns();
    float[] values = row.values();
    for (int p = row.start(); p < row.end(); p++) {
      sums[columns[p]] += values[p];
    }
  }
}
