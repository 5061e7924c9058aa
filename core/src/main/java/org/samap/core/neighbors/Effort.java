package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much a clustered search must do to find 98 % of the nearest points, as a sample of queries
 * tells whose true neighbours are known.
 *
 * @param probes lists to compare a query with: so many of the nearest hold 98.8 % of the neighbours
 * @param kept candidates to rank by all columns: so many of the best hold 98.4 % of the neighbours,
 *     if any number that is worth it does
 * @param recall the share of the neighbours that these are
 * @param work multiply-adds, as a share of those of the exact search
 */
record Effort(int probes, int kept, double recall, double work) {
  private static final double IN_LISTS = 0.988;
  private static final double IN_KEPT = 0.984;

  /** Candidates for each neighbour, above which ranking takes longer than finding them. */
  private static final int MOST_KEPT = 48;

  /** Blocks compare more lists than each of their queries asks for. */
  private static final double OVERHEAD = 1.5;

  boolean isWorthIt() {
    return recall >= IN_KEPT && work < 0.7;
  }

  static Effort of(ClusteredSearch search, ExactSample truth) {
    Lists lists = search.lists();
    int neighbors = IntStream.range(0, truth.size()).map(i -> truth.neighbors(i).length).sum();
    int probes = leastFor(IN_LISTS * neighbors, inLists(search, truth));
    int[] held = inKept(search, truth, probes);
    int kept = Math.max(atLeast(search.answers()), leastFor(IN_KEPT * neighbors, held));
    int found = Arrays.stream(held, 0, Math.min(kept, held.length)).sum();
    double width = search.space().width() / (double) search.answers().points().columns();
    return new Effort(
        probes,
        kept,
        neighbors == 0 ? 1 : (double) found / neighbors,
        Math.min(1, OVERHEAD * probes / lists.count()) * width);
  }

  /** The same if all columns are compared, so that all neighbours in the lists are found. */
  static Effort ofAllColumns(ClusteredSearch search, ExactSample truth) {
    int[] held = inLists(search, truth);
    int all = IntStream.of(held).sum();
    int probes = leastFor(IN_LISTS * all, held);
    int found = Arrays.stream(held, 0, probes).sum();
    return new Effort(
        probes,
        atLeast(search.answers()),
        all == 0 ? 1 : (double) found / all,
        Math.min(1, OVERHEAD * probes / search.lists().count()));
  }

  /** Room for what float32 does not order as float64 does. */
  static int atLeast(Answers answers) {
    int wanted = answers.wanted();
    return (int) Math.min(answers.others(), wanted + wanted / 2 + 8L);
  }

  /** The neighbours in a query's nearest list, its second, ... */
  private static int[] inLists(ClusteredSearch search, ExactSample truth) {
    Lists lists = search.lists();
    Candidates[] order = new Candidates[truth.size()];
    Arrays.setAll(order, i -> new Candidates(truth.queries()[i], lists.count()));
    lists.rank(
        search.space().queries(search.answers().queries(), truth.queries(), 0, truth.size()),
        order);
    int[] held = new int[lists.count()];
    for (int i = 0; i < order.length; i++) {
      int[] sorted = order[i].sorted();
      int[] rankOf = new int[lists.count()];
      for (int rank = 0; rank < sorted.length; rank++) {
        rankOf[sorted[rank]] = rank;
      }
      for (int point : truth.neighbors(i)) {
        held[rankOf[lists.listOf(point)]]++;
      }
    }
    return held;
  }

  /** The neighbours that are a query's best candidate, its second, ... */
  private static int[] inKept(ClusteredSearch search, ExactSample truth, int probes) {
    Answers answers = search.answers();
    int most =
        search.space().isReduced()
            ? (int) Math.min(answers.others(), MOST_KEPT * (answers.wanted() + 2L))
            : atLeast(answers);
    int[] held = new int[most];
    for (int from = 0; from < truth.size(); from += ClusteredSearch.BLOCK) {
      int to = Math.min(truth.size(), from + ClusteredSearch.BLOCK);
      Candidates[] found = search.scan(truth.queries(), from, to, probes, most);
      for (int i = 0; i < found.length; i++) {
        int[] sorted = found[i].sorted();
        for (int rank = 0; rank < sorted.length; rank++) {
          held[rank] += truth.isNeighbor(from + i, sorted[rank]) ? 1 : 0;
        }
      }
    }
    return held;
  }

  /** The least n for which the first n hold enough, or all. */
  private static int leastFor(double enough, int[] held) {
    int n = 0;
    for (int sum = 0; n < held.length && sum < enough; n++) {
      sum += held[n];
    }
    return Math.max(1, n);
  }
}
