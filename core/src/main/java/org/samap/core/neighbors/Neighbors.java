package org.samap.core.neighbors;

/**
 * The k nearest points of each query, nearest first, equal distances by the lower index. Those of
 * query q are at the positions q * k to q * k + k - 1.
 *
 * @param queries the number of queries
 * @param k neighbours of a query
 * @param indices the points, row by row
 * @param distances their distances, rising within a row
 * @param recall the share of the true nearest points of a sample of queries that were found; 1
 *     after an exact search
 */
public record Neighbors(int queries, int k, int[] indices, float[] distances, double recall) {

  /** True nearest points. */
  public Neighbors(int queries, int k, int[] indices, float[] distances) {
    this(queries, k, indices, distances, 1);
  }

  public int index(int query, int rank) {
    return indices[query * k + rank];
  }

  public float distance(int query, int rank) {
    return distances[query * k + rank];
  }
}
