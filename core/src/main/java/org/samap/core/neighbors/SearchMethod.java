package org.samap.core.neighbors;

/** How neighbours are found. */
public enum SearchMethod {
  /** Exact up to the size where it is faster, then HNSW. */
  AUTO,
  /** Every pair is compared. */
  EXACT,
  /** Hierarchical navigable small worlds: approximate, for many points. */
  HNSW
}
