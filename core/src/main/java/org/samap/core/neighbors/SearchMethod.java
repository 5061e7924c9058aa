package org.samap.core.neighbors;

/** How neighbours are found. */
public enum SearchMethod {
  /**
   * Exact up to about 100,000 rows searched among themselves (210,000 points for other queries),
   * then HNSW.
   */
  AUTO,
  /**
   * Every pair is compared; the answer is that of a float64 computation. 2 x queries x points x
   * columns operations; memory for a copy of the points.
   */
  EXACT,
  /** Only the points of the lists nearest to a query are compared. */
  CLUSTERED,
  /**
   * Hierarchical navigable small worlds (arXiv:1603.09320): about 99 % of the nearest, in time that
   * grows little faster than the number of rows. The same seed gives the same answer.
   */
  HNSW
}
