package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.run.Workers;

/**
 * Compares queries by all columns with the points of their nearest lists, and ranks the best in
 * float64.
 */
final class ListScan {
  private static final int BLOCK = ClusteredSearch.BLOCK;
  private static final int QUERIES = 1 << 14;
  private static final int TASK = 128;

  private ListScan() {}

  /**
   * The lists of points that each block of queries is compared with.
   *
   * @param wantedBy for each block and list a bit for every four queries, set if one of the four
   *     wants the list
   */
  private record Reach(Lists lists, long[][] wantedBy) implements TileScan.Wanted {

    static Reach of(ClusteredSearch search, int[] queries, int probes, Workers workers) {
      long[][] wantedBy = new long[Math.ceilDiv(queries.length, BLOCK)][];
      workers.forRanges(
          queries.length,
          BLOCK,
          (from, to) -> wantedBy[from / BLOCK] = search.wantedBy(queries, from, to, probes));
      return new Reach(search.lists(), wantedBy);
    }

    /** The points of all lists that some block wants, list by list. */
    int[] points() {
      return IntStream.range(0, lists.count())
          .filter(list -> Arrays.stream(wantedBy).anyMatch(block -> block[list] != 0))
          .flatMap(lists::pointsOf)
          .toArray();
    }

    @Override
    public long fours(int block, int first, int last) {
      long fours = 0;
      for (int list = lists.listOf(first); list <= lists.listOf(last); list++) {
        fours |= wantedBy[block][list];
      }
      return fours;
    }
  }

  /**
   * Sets the answers of the given queries.
   *
   * @param queries sorted so that those with the same nearest list are together
   */
  static void search(
      Answers answers, int[] queries, ClusteredSearch search, int probes, Workers workers) {
    for (int from = 0; from < queries.length; from += QUERIES) {
      int[] some = Arrays.copyOfRange(queries, from, Math.min(queries.length, from + QUERIES));
      Reach reach = Reach.of(search, some, probes, workers);
      Shortlist[] found = TileScan.scan(answers, some, reach.points(), BLOCK, reach, workers);
      workers.forEach(
          Math.ceilDiv(some.length, TASK),
          t -> {
            for (int q = t * TASK; q < Math.min(some.length, (t + 1) * TASK); q++) {
              answers.set(some[q], best(answers, some[q], found[q].points()));
            }
          });
    }
  }

  /** Answers a row without length separately, as it is equally far from all points. */
  private static BestK best(Answers answers, int query, int[] candidates) {
    return answers.queries().hasNoDirection(query) || candidates.length < answers.wanted()
        ? answers.rankAll(query)
        : answers.rank(query, candidates);
  }
}
