package org.samap.core.neighbors;

/**
 * How nearest rows are found.
 *
 * <p>CPU seconds on 2 cores with AVX-512, for the 20 nearest of 50,000 rows of 100 columns among
 * themselves: exact 9.2, clustered 3.4 (recall 0.992), HNSW 19 (recall 1.000).
 */
public enum SearchMethod {
  /**
   * Exact up to about 12,000 rows of 100 columns searched among themselves, or 17,000 by 17,000
   * rows of 600 columns; clustered beyond.
   */
  AUTO,
  /**
   * Compares every pair, once for both of its rows; the answer is that of a float64 computation.
   * Time: queries x points x columns multiply-adds, half of that for rows among themselves. Memory:
   * 16 MB and some 600 bytes per row.
   */
  EXACT,
  /**
   * Sorts points into lists around centroids, and compares every query with the points of its
   * nearest lists. An exact sample tells how many lists find 98 % of the nearest points. Time grows
   * as rows^1.5, or rows^2 for a few round clouds of points. Memory: at most 1.6 kB per point. The
   * same seed gives the same answer.
   */
  CLUSTERED,
  /**
   * Hierarchical navigable small worlds (arXiv:1603.09320): queries follow the links of a graph of
   * the points. Finds about 99 % of the nearest. Time grows little faster than the number of rows,
   * but every step waits for memory. Memory: at most 1.7 kB per point. The same seed gives the same
   * answer.
   */
  HNSW
}
