package org.samap.core.neighbors;

/**
 * How nearest rows are found.
 *
 * <p>Seconds on 2 cores with AVX-512 for the 20 nearest of 50,000 rows of 100 columns among
 * themselves, CPU time of both: exact 9.2, clustered 3.4 (recall 0.992), HNSW 19 (recall 1.000).
 */
public enum SearchMethod {
  /**
   * Exact up to about 12,000 rows of 100 columns searched among themselves, or 17,000 to 17,000
   * rows of 600 columns; then clustered.
   */
  AUTO,
  /**
   * Every pair is compared, once for both of its rows; the answer is that of a float64 computation.
   * Queries x points x columns multiply-adds, of rows among themselves half of that; memory for 16
   * MB of the points at a time and some 600 bytes a row.
   */
  EXACT,
  /**
   * Points in lists around centroids; every query is compared with those of as many lists as an
   * exact sample says it needs for 98 % of the nearest, or with all where that is not fewer. Time
   * grows as rows^1.5, of few round clouds of points as rows^2; at most 1.6 kB a point. The same
   * seed gives the same answer.
   */
  CLUSTERED,
  /**
   * Hierarchical navigable small worlds (arXiv:1603.09320), a graph of the points whose links
   * queries follow: about 99 % of the nearest, in time that grows little faster than the number of
   * rows, but waits for memory at every step. At most 1.7 kB a point. The same seed gives the same
   * answer.
   */
  HNSW
}
