package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.samap.core.run.Workers;

/**
 * How much a clustered search must do to find 98 % of the nearest points. It is measured on a
 * sample of queries whose true neighbours are known.
 *
 * @param way how queries and points are compared
 * @param probes the number of lists that each query asks for
 * @param margin the margin of {@link Refined}
 * @param recall the share of the neighbours that this finds
 * @param work the time as a share of the exact search's time
 */
record Effort(Way way, int probes, double margin, double recall, double work) {

  /** How queries are compared with points. */
  enum Way {
    /**
     * With the points of some lists, by leading directions; promising points also by all columns.
     */
    REFINING,
    /** With the points of some lists, by all columns. */
    ALL_COLUMNS,
    /** With all points. */
    EXACT
  }

  /** The share of the neighbours that must be found. */
  private static final double FOUND = 0.984;

  /** Shares of neighbours that the lists should hold, if the margin then loses some of them. */
  private static final double[] IN_LISTS = {0.986, 0.988, 0.991, 0.995};

  /** The share that the lists should hold if no margin loses any. */
  private static final double IN_ALL_LISTS = 0.99;

  /** The share of the exact search's time that is worth the loss of some neighbours. */
  private static final double WORTH_IT = 0.7;

  /** The cost of a float64 multiply-add on scattered rows, in multiply-adds of a tile. */
  private static final double IN_DOUBLE = 10;

  /** The cheapest way that finds enough and is expected to be faster than the exact search. */
  static Effort of(ClusteredSearch search, Rehearsal rehearsal, Workers workers) {
    Stream<Effort> ways = Stream.of(ofRefining(search, rehearsal, workers));
    if (search.space().isReduced()) {
      ways = Stream.concat(ways, Stream.of(ofAllColumns(rehearsal)));
    }
    return cheapest(ways, search.lists(), 1);
  }

  /**
   * The effort of an engine that compares all columns in tiles of any queries.
   *
   * @param price what it costs such an engine to compare a query with a point of a list, where the
   *     exact search pays 1
   */
  static Effort byAllColumns(Rehearsal rehearsal, Lists lists, double price) {
    return cheapest(Stream.of(ofAllColumns(rehearsal)), lists, price);
  }

  private static Effort cheapest(Stream<Effort> ways, Lists lists, double price) {
    return ways.filter(effort -> effort.recall >= FOUND && effort.work * price < WORTH_IT)
        .min(Comparator.comparingDouble(Effort::work))
        .orElse(new Effort(Way.EXACT, lists.count(), 0, 1, 1));
  }

  /**
   * Tries several ways to divide the tolerated loss between lists and margin; returns the cheapest.
   */
  private static Effort ofRefining(ClusteredSearch search, Rehearsal rehearsal, Workers workers) {
    if (!search.space().isReduced()) {
      return refining(search, rehearsal, IN_ALL_LISTS, workers);
    }
    return Arrays.stream(IN_LISTS)
        .mapToObj(share -> refining(search, rehearsal, share, workers))
        .min(Comparator.comparingDouble(Effort::work))
        .orElseThrow();
  }

  private static Effort refining(
      ClusteredSearch search, Rehearsal rehearsal, double inLists, Workers workers) {
    int probes = rehearsal.probesFor(inLists);
    double[] shortfalls = rehearsal.shortfalls(probes);
    int all = rehearsal.neighbors();
    int found = shortfalls.length;
    if (search.space().isReduced()) {
      found = Math.min(found, (int) Math.ceil(FOUND * all));
    }
    double margin = found == 0 ? 0 : Math.max(0, shortfalls[found - 1]);
    double width = search.space().width() / (double) search.answers().points().columns();
    return new Effort(
        Way.REFINING,
        probes,
        margin,
        all == 0 ? 1 : (double) found / all,
        rehearsal.compared(probes) * width
            + rehearsal.refined(search, probes, margin, workers) * IN_DOUBLE);
  }

  /** The effort by all columns, which finds every neighbour that is in the lists. */
  private static Effort ofAllColumns(Rehearsal rehearsal) {
    int probes = rehearsal.probesFor(FOUND);
    return new Effort(
        Way.ALL_COLUMNS, probes, 0, rehearsal.inLists(probes), rehearsal.compared(probes));
  }

  /** Some more candidates than wanted, as float32 orders them differently from float64. */
  static int atLeast(Answers answers) {
    int wanted = answers.wanted();
    return (int) Math.min(answers.others(), wanted + wanted / 2 + 8L);
  }
}
