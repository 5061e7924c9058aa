package org.samap.core.engine.cpu.svd;

import org.samap.core.linalg.SparseRows;

/**
 * Decides whether to compute M^T M once, instead of multiplying by M and M^T for every dimension of
 * a Krylov space. It models the time of one thread in nanoseconds, with rates measured on one core
 * of a 2023 server (AVX-512).
 *
 * <ul>
 *   <li>sparse products: 2 multiplications per entry and dimension;
 *   <li>dense: half the square of each row's length once, then columns^2 per dimension.
 * </ul>
 *
 * <p>An outer product writes to scattered places, which takes seven times as long per
 * multiplication as a panel of 16 columns. So the dense matrix pays for many short rows. For
 * 500,000 rows, 3,000 columns and 450 dimensions, sparse products take 11 s and the dense matrix 5
 * s if rows have 100 entries; with 250 entries they take 28 s and 30 s.
 */
final class GramCost {
  private static final double SPARSE = 0.25;
  private static final double OUTER = 1.9;
  private static final double DENSE = 0.12;

  /**
   * With more columns than this the matrix would take too much memory (200 MB while it is made).
   */
  private static final int MAX_COLUMNS = 4096;

  private static final int SAMPLE = 1000;

  private GramCost() {}

  static boolean pays(SparseRows rows, int dimension) {
    double n = rows.columns();
    double sparse = 2 * SPARSE * rows.entries() * dimension;
    double dense = OUTER * outerProducts(rows) + DENSE * n * n * dimension;
    return n <= MAX_COLUMNS && dense < sparse;
  }

  /** Half the sum of the squared row lengths, estimated from evenly spaced rows. */
  private static double outerProducts(SparseRows rows) {
    int step = Math.max(1, rows.rows() / SAMPLE);
    SparseRows.Cursor row = rows.cursor();
    double sum = 0;
    for (long r = 0; r < rows.rows(); r += step) {
      row.read((int) r);
      double length = row.end() - row.start();
      sum += length * length / 2;
    }
    return sum * step;
  }
}
