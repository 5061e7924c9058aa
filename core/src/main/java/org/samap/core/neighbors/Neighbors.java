package org.samap.core.neighbors;

/**
 * The k nearest points of each query, nearest first; ties by the lower index. The points of query q
 * are at the positions q * k to q * k + k - 1.
 *
 * @param queries the number of queries
 * @param k the number of neighbours of a query
 * @param indices the points, row by row
 * @param distances their distances, ascending within a row
 * @param recall the share of the true nearest points of a sample of queries that were found; 1
 *     after an exact search
 */
public record Neighbors(int queries, int k, int[] indices, float[] distances, double recall) {

  /** Neighbours of an exact search, with recall 1. */
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
