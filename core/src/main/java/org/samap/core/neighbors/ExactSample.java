package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.samap.core.run.Workers;

/** The true neighbours of a random sample of the queries, by the exact search. */
final class ExactSample {
  static final int SIZE = 256;

  private final SearchedRows rows;
  private final int[] queries;
  private final int[][] neighbors;

  /**
   * @param queries the sample
   * @param exact the exact answer of each query
   */
  ExactSample(SearchedRows rows, int[] queries, IntFunction<int[]> exact) {
    this.rows = rows;
    this.queries = queries;
    this.neighbors = new int[queries.length][];
    Arrays.setAll(neighbors, i -> others(queries[i], exact));
  }

  /** The queries of the sample, ascending. */
  static int[] queries(SearchedRows rows, long seed) {
    return RowSample.of(rows.queries().count(), SIZE, seed, "search-check");
  }

  /** Searches for the sample's queries, and sets their answers. */
  static ExactSample of(Answers answers, long seed, Workers workers) {
    int[] queries = queries(answers.rows(), seed);
    ExactSearch.search(answers, queries, workers);
    return new ExactSample(answers.rows(), queries, answers::indices);
  }

  /**
   * The neighbours of a query, ascending; none for a row without length, as all points are equally
   * near.
   */
  private int[] others(int query, IntFunction<int[]> found) {
    return rows.queries().hasNoDirection(query)
        ? new int[0]
        : Arrays.stream(found.apply(query)).filter(p -> !rows.isSelf(query, p)).sorted().toArray();
  }

  int size() {
    return queries.length;
  }

  int[] queries() {
    return queries;
  }

  /** The neighbours of the i-th query, without itself. */
  int[] neighbors(int i) {
    return neighbors[i];
  }

  /** The number of neighbours of all queries. */
  int neighbors() {
    return Arrays.stream(neighbors).mapToInt(some -> some.length).sum();
  }

  /** The length of the longest row of both sides. */
  double longest() {
    return Math.max(rows.queries().largestNorm(), rows.points().largestNorm());
  }

  boolean isNeighbor(int i, int point) {
    return Arrays.binarySearch(neighbors[i], point) >= 0;
  }

  /**
   * The share of the true neighbours that were found.
   *
   * @param found what was found for a query
   */
  double recall(IntFunction<int[]> found) {
    long hits = 0;
    long all = 0;
    for (int i = 0; i < queries.length; i++) {
      all += neighbors[i].length;
      for (int point : others(queries[i], found)) {
        hits += isNeighbor(i, point) ? 1 : 0;
      }
    }
    return all == 0 ? 1 : (double) hits / all;
  }
}
