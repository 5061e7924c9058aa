package org.samap.core.engine.cpu.svd;

import org.samap.core.linalg.SparseRows;

/**
 * Whether M^T M is made once instead of multiplying by M and M^T for every dimension of a Krylov
 * space: a model of the time of one thread, in nanoseconds, with rates measured on one core of a
 * server of 2023 (AVX-512).
 *
 * <ul>
 *   <li>sparse products: 2 multiplications per entry and dimension;
 *   <li>dense: half the square of each row's length once, then columns^2 per dimension.
 * </ul>
 *
 * <p>An outer product writes to scattered places and takes seven times as long per multiplication
 * as a panel of 16 columns does, so the dense matrix pays for many rows that are short beside the
 * dimensions: 500,000 rows, 3,000 columns and 450 dimensions take 11 s as sparse products against 5
 * s if rows have 100 entries, and 28 s against 30 s if they have 250.
 */
final class GramCost {
  private static final double SPARSE = 0.25;
  private static final double OUTER = 1.9;
  private static final double DENSE = 0.12;

  /** Above this many columns the matrix takes too much memory: 200 MB while it is made. */
  private static final int MAX_COLUMNS = 4096;

  private static final int SAMPLE = 1000;

  private GramCost() {}

  static boolean pays(SparseRows rows, int dimension) {
    double n = rows.columns();
    double sparse = 2 * SPARSE * rows.entries() * dimension;
    double dense = OUTER * outerProducts(rows) + DENSE * n * n * dimension;
    return n <= MAX_COLUMNS && dense < sparse;
  }

  /** Half the sum of the squares of the rows' lengths, from rows at even distances. */
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
