package org.samap.core.neighbors;

/**
 * The two sides of a search.
 *
 * @param self whether queries and points are the same rows
 */
record SearchedRows(MeasuredRows queries, MeasuredRows points, boolean self) {

  /** The number of points, without the query itself. */
  int others() {
    return self ? points.count() - 1 : points.count();
  }

  /** Whether a point is the query itself. */
  boolean isSelf(int query, int point) {
    return self && query == point;
  }

  /** The search of the queries for each point. */
  SearchedRows reversed() {
    return new SearchedRows(points, queries, self);
  }
}
