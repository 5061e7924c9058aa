package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Predicts what a clustered search would find, and how much it would compare, from a sample of
 * queries whose true neighbours are known. Queries that are compared together are also compared
 * with the lists that the others ask for.
 */
final class Rehearsal {
  private static final Kernels KERNELS = Kernels.best();
  private static final int ROWS = Kernels.TILE_ROWS;

  /** The groups that are searched to see how many points are compared by all columns. */
  private static final int SEARCHED = 64;

  private final SearchedRows rows;
  private final Lists lists;
  private final ExactSample truth;

  /** For each query of the sample, the queries that are compared together with it. */
  private final int[][] groups;

  /**
   * For each list its best rank among the queries of a group; the list is compared if that is below
   * probes.
   */
  private final int[][] ranks;

  private Rehearsal(
      SearchedRows rows, Lists lists, ExactSample truth, int[][] groups, Workers workers) {
    this.rows = rows;
    this.lists = lists;
    this.truth = truth;
    this.groups = groups;
    this.ranks = new int[truth.size()][];
    workers.forEach(ranks.length, i -> ranks[i] = ranks(groups[i]));
  }

  /**
   * A rehearsal of a search that compares four queries together.
   *
   * @param order the order of the queries
   */
  static Rehearsal ofFours(
      SearchedRows rows, Lists lists, int[] order, ExactSample truth, Workers workers) {
    int[] position = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
    }
    int[][] groups = new int[truth.size()][];
    for (int i = 0; i < groups.length; i++) {
      int four = position[truth.queries()[i]] / ROWS * ROWS;
      groups[i] = Arrays.copyOfRange(order, four, Math.min(order.length, four + ROWS));
    }
    return new Rehearsal(rows, lists, truth, groups, workers);
  }

  /** A rehearsal of a search that compares every query by itself. */
  static Rehearsal ofEach(SearchedRows rows, Lists lists, ExactSample truth, Workers workers) {
    int[][] groups = new int[truth.size()][];
    Arrays.setAll(groups, i -> new int[] {truth.queries()[i]});
    return new Rehearsal(rows, lists, truth, groups, workers);
  }

  private int[] ranks(int[] group) {
    Shortlist[] asked = new Shortlist[group.length];
    Arrays.setAll(asked, i -> new Shortlist(lists.count()));
    lists.rank(lists.space().queries(rows.queries(), group, 0, group.length), asked);
    int[] ranks = new int[lists.count()];
    Arrays.fill(ranks, ranks.length);
    for (Shortlist c : asked) {
      int[] sorted = c.sorted();
      for (int rank = 0; rank < sorted.length; rank++) {
        ranks[sorted[rank]] = Math.min(ranks[sorted[rank]], rank);
      }
    }
    return ranks;
  }

  /** The number of true neighbours of all queries of the sample. */
  int neighbors() {
    return truth.neighbors();
  }

  /** The least number of lists to ask for, so that the compared lists hold this many neighbours. */
  int probesFor(double share) {
    int[] sorted = ranksOfNeighbors();
    int enough = (int) Math.ceil(share * sorted.length);
    return enough == 0 ? 1 : sorted[enough - 1] + 1;
  }

  /** The share of the neighbours that are in the compared lists. */
  double inLists(int probes) {
    return Arrays.stream(ranksOfNeighbors())
        .mapToDouble(r -> r < probes ? 1 : 0)
        .average()
        .orElse(1);
  }

  /** For each neighbour, how many lists must be asked for until its own is compared; ascending. */
  private int[] ranksOfNeighbors() {
    return IntStream.range(0, ranks.length)
        .flatMap(i -> Arrays.stream(truth.neighbors(i)).map(p -> ranks[i][lists.listOf(p)]))
        .sorted()
        .toArray();
  }

  /** The share of the points that a query is compared with, on average. */
  double compared(int probes) {
    double points = 0;
    for (int[] ranking : ranks) {
      for (int list = 0; list < ranking.length; list++) {
        if (ranking[list] < probes) {
          points += lists.start(list + 1) - lists.start(list);
        }
      }
    }
    return points / Math.max(1, ranks.length) / rows.points().count();
  }

  /**
   * For each neighbour in the compared lists, how far its product is below the full product of the
   * farthest neighbour; ascending.
   */
  double[] shortfalls(int probes) {
    MeasuredRows queries = rows.queries();
    MeasuredRows points = rows.points();
    Space space = lists.space();
    int width = space.width();
    DoubleStream.Builder shortfalls = DoubleStream.builder();
    for (int i = 0; i < truth.size(); i++) {
      int query = truth.queries()[i];
      int[] neighbors = truth.neighbors(i);
      double farthest = 0;
      for (int point : neighbors) {
        farthest = Math.max(farthest, MeasuredRows.distance(queries, query, points, point));
      }
      float[] form = space.queries(queries, truth.queries(), i, i + 1);
      float[] others = space.points(points, neighbors, 0, neighbors.length);
      for (int n = 0; n < neighbors.length; n++) {
        if (ranks[i][lists.listOf(neighbors[n])] < probes) {
          float product = KERNELS.dot(form, 0, others, n * width, width);
          shortfalls.add(queries.geometry().product(farthest) - product);
        }
      }
    }
    return shortfalls.build().sorted().toArray();
  }

  /**
   * The share of the points that a query is compared with by all columns, on average. Searching all
   * of the sample, four queries at a time, would take a tenth of the time of the search itself.
   */
  double refined(ClusteredSearch search, int probes, double margin, Workers workers) {
    double[] compared = new double[Math.min(SEARCHED, groups.length)];
    workers.forEach(
        compared.length,
        i -> {
          int[] group = groups[i * groups.length / compared.length];
          Refined[] found = search.scan(group, 0, group.length, probes, margin);
          compared[i] = Arrays.stream(found).mapToInt(Refined::compared).average().orElse(0);
        });
    return Arrays.stream(compared).average().orElse(0) / rows.points().count();
  }
}
