package org.samap.core.neighbors;

import java.util.Arrays;

/**
 * Collects the neighbours of each query, in order of their float64 distances. In a search of rows
 * among themselves the row itself comes first, at distance 0, even if others equal it.
 */
final class Answers {
  private final SearchedRows rows;
  private final int k;
  private final int[] indices;
  private final float[] distances;

  Answers(SearchedRows rows, int k) {
    this.rows = rows;
    this.k = k;
    this.indices = new int[Math.multiplyExact(rows.queries().count(), k)];
    this.distances = new float[indices.length];
  }

  SearchedRows rows() {
    return rows;
  }

  MeasuredRows queries() {
    return rows.queries();
  }

  MeasuredRows points() {
    return rows.points();
  }

  boolean self() {
    return rows.self();
  }

  /** How many neighbours a query needs besides itself. */
  int wanted() {
    return self() ? k - 1 : k;
  }

  /** The number of points, without the query itself. */
  int others() {
    return rows.others();
  }

  /** Whether a point is the query itself. */
  boolean isSelf(int query, int point) {
    return rows.isSelf(query, point);
  }

  /** The nearest of some candidates, which are distinct and do not include the query itself. */
  BestK rank(int query, int[] candidates) {
    BestK best = new BestK(wanted());
    for (int point : candidates) {
      best.offer(MeasuredRows.distance(queries(), query, points(), point), point);
    }
    best.sort();
    return best;
  }

  /** The nearest of all points, all compared in float64. */
  BestK rankAll(int query) {
    BestK best = new BestK(wanted());
    for (int p = 0; p < points().count(); p++) {
      if (!isSelf(query, p)) {
        best.offer(MeasuredRows.distance(queries(), query, points(), p), p);
      }
    }
    best.sort();
    return best;
  }

  void set(int query, BestK best) {
    int at = query * k;
    if (self()) {
      indices[at] = query;
      distances[at++] = 0;
    }
    for (int i = 0; i < best.size(); i++) {
      indices[at + i] = best.index(i);
      distances[at + i] = (float) best.key(i);
    }
  }

  /** The points that were set as the answer of a query. */
  int[] indices(int query) {
    return Arrays.copyOfRange(indices, query * k, (query + 1) * k);
  }

  Neighbors toNeighbors(double recall) {
    return new Neighbors(queries().count(), k, indices, distances, recall);
  }
}
