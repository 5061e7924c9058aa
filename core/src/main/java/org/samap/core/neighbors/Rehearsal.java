package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Predicts what a clustered search would find, and how much it would compare, from a sample of
 * queries whose true neighbours are known. Four queries are compared together, so each is also
 * compared with the lists that the other three ask for.
 */
final class Rehearsal {
  private static final Kernels KERNELS = Kernels.best();
  private static final int ROWS = Kernels.TILE_ROWS;

  /** The groups of four that are searched to see how many points are compared by all columns. */
  private static final int SEARCHED = 64;

  private final ClusteredSearch search;
  private final ExactSample truth;
  private final int[] order;

  /** For each query of the sample, where its group of four begins in the order. */
  private final int[] fours;

  /**
   * For each list its best rank among the four queries; the list is compared if that is below
   * probes.
   */
  private final int[][] ranks;

  Rehearsal(ClusteredSearch search, int[] order, ExactSample truth, Workers workers) {
    this.search = search;
    this.truth = truth;
    this.order = order;
    int[] position = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
    }
    this.fours = IntStream.of(truth.queries()).map(q -> position[q] / ROWS * ROWS).toArray();
    this.ranks = new int[truth.size()][];
    workers.forEach(ranks.length, i -> ranks[i] = ranks(fours[i], end(fours[i])));
  }

  private int end(int four) {
    return Math.min(order.length, four + ROWS);
  }

  private int[] ranks(int from, int to) {
    Lists lists = search.lists();
    Shortlist[] asked = new Shortlist[to - from];
    Arrays.setAll(asked, i -> new Shortlist(lists.count()));
    lists.rank(search.space().queries(search.answers().queries(), order, from, to), asked);
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
        .flatMap(
            i -> Arrays.stream(truth.neighbors(i)).map(p -> ranks[i][search.lists().listOf(p)]))
        .sorted()
        .toArray();
  }

  /** The share of the points that a query is compared with, on average. */
  double compared(int probes) {
    Lists lists = search.lists();
    double points = 0;
    for (int[] ranking : ranks) {
      for (int list = 0; list < ranking.length; list++) {
        if (ranking[list] < probes) {
          points += lists.start(list + 1) - lists.start(list);
        }
      }
    }
    return points / Math.max(1, ranks.length) / search.answers().points().count();
  }

  /**
   * For each neighbour in the compared lists, how far its product is below the full product of the
   * farthest neighbour; ascending.
   */
  double[] shortfalls(int probes) {
    MeasuredRows queries = search.answers().queries();
    MeasuredRows points = search.answers().points();
    Space space = search.space();
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
        if (ranks[i][search.lists().listOf(neighbors[n])] < probes) {
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
  double refined(int probes, double margin, Workers workers) {
    double[] compared = new double[Math.min(SEARCHED, fours.length)];
    workers.forEach(
        compared.length,
        i -> {
          int first = fours[i * fours.length / compared.length];
          Refined[] found = search.scan(order, first, end(first), probes, margin);
          compared[i] = Arrays.stream(found).mapToInt(Refined::compared).average().orElse(0);
        });
    return Arrays.stream(compared).average().orElse(0) / search.answers().points().count();
  }
}
