package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.run.Workers;

/** The true neighbours of a random sample of the queries, by the exact search. */
final class ExactSample {
  static final int SIZE = 256;

  private final int[] queries;
  private final int[][] neighbors;

  private ExactSample(int[] queries, int[][] neighbors) {
    this.queries = queries;
    this.neighbors = neighbors;
  }

  /** Searches for the sample's queries, and sets their answers. */
  static ExactSample of(Answers answers, long seed, Workers workers) {
    int[] queries = RowSample.of(answers.queries().count(), SIZE, seed, "search-check");
    ExactSearch.search(answers, queries, workers);
    int[][] neighbors = new int[queries.length][];
    Arrays.setAll(neighbors, i -> others(answers, queries[i]));
    return new ExactSample(queries, neighbors);
  }

  /**
   * The neighbours of a query, ascending; none for a row without length, as all points are equally
   * near.
   */
  private static int[] others(Answers answers, int query) {
    return answers.queries().hasNoDirection(query)
        ? new int[0]
        : Arrays.stream(answers.indices(query))
            .filter(p -> !answers.isSelf(query, p))
            .sorted()
            .toArray();
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

  boolean isNeighbor(int i, int point) {
    return Arrays.binarySearch(neighbors[i], point) >= 0;
  }

  /** The share of the true neighbours that are among the current answers. */
  double recall(Answers answers) {
    long hits = 0;
    long all = 0;
    for (int i = 0; i < queries.length; i++) {
      all += neighbors[i].length;
      for (int point : others(answers, queries[i])) {
        hits += isNeighbor(i, point) ? 1 : 0;
      }
    }
    return all == 0 ? 1 : (double) hits / all;
  }
}
