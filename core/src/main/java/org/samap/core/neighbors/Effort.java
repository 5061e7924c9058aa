package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.samap.core.run.Workers;

/**
 * How much a clustered search must do to find 98 % of the nearest points, as a sample of queries
 * tells whose true neighbours are known.
 *
 * @param way how points are compared
 * @param probes lists that each query asks for
 * @param margin of {@link Refined}
 * @param recall the share of the neighbours that these find
 * @param work the time, as a share of that of the exact search
 */
record Effort(Way way, int probes, double margin, double recall, double work) {

  /** How queries are compared with points. */
  enum Way {
    /**
     * With those of some lists: by leading directions, and by all columns if these promise much.
     */
    REFINING,
    /** With those of some lists, by all columns. */
    ALL_COLUMNS,
    /** With all. */
    EXACT
  }

  /** The share of the neighbours to find. */
  private static final double FOUND = 0.984;

  /** Shares to have in the lists where the margin loses some of them. */
  private static final double[] IN_LISTS = {0.986, 0.988, 0.991, 0.995};

  /** The same where it loses none. */
  private static final double IN_ALL_LISTS = 0.99;

  /** A multiply-add in float64, of rows here and there, in those of a tile. */
  private static final double IN_DOUBLE = 10;

  /** The cheapest way that finds enough and promises to be faster than the exact search. */
  static Effort of(ClusteredSearch search, Rehearsal rehearsal, Workers workers) {
    Stream<Effort> ways = Stream.of(ofRefining(search, rehearsal, workers));
    if (search.space().isReduced()) {
      ways = Stream.concat(ways, Stream.of(ofAllColumns(rehearsal)));
    }
    return ways.filter(effort -> effort.recall >= FOUND && effort.work < 0.7)
        .min(Comparator.comparingDouble(Effort::work))
        .orElse(new Effort(Way.EXACT, search.lists().count(), 0, 1, 1));
  }

  /** The cheapest of some divisions of the neighbours that may be lost between lists and margin. */
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
            + rehearsal.refined(probes, margin, workers) * IN_DOUBLE);
  }

  /** Of a search by all columns, which finds all neighbours in the lists. */
  private static Effort ofAllColumns(Rehearsal rehearsal) {
    int probes = rehearsal.probesFor(FOUND);
    return new Effort(
        Way.ALL_COLUMNS, probes, 0, rehearsal.inLists(probes), rehearsal.compared(probes));
  }

  /** Room for what float32 does not order as float64 does. */
  static int atLeast(Answers answers) {
    int wanted = answers.wanted();
    return (int) Math.min(answers.others(), wanted + wanted / 2 + 8L);
  }
}
