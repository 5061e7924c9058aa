package org.samap.core.analysis.scores;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * Scores of meaningless labels: labels are shuffled many times among the labelled cells of each
 * species, with the same edges. Every node keeps its number of cells.
 *
 * <p>The largest values of each pair are kept for the percentile; the others only enter sums.
 * Memory: pairs x (5 % of the permutations + 5) numbers. Time: permutations x edges between
 * species, in parallel over the permutations.
 */
final class PermutationNull {
  private static final double PERCENTILE = 0.95;

  /** Values this close to the score count as equal, as sums in another order differ by rounding. */
  private static final double ROUNDING = 1e-9;

  /** The most numbers in the array: 4 GiB. */
  private static final int MOST_KEPT = 1 << 29;

  private final ScorePairs pairs;
  private final double[] scores;
  private final int permutations;

  /** The number of largest values that the percentile needs. */
  private final int kept;

  private final double[] means;

  /** Sums of squared differences from the mean (Welford 1962). */
  private final double[] squares;

  private final int[] atLeast;

  /** The largest values so far of each pair, ascending. */
  private final double[] largest;

  private int seen;

  private PermutationNull(ScorePairs pairs, double[] scores, int permutations) {
    this.pairs = pairs;
    this.scores = scores;
    this.permutations = permutations;
    this.kept = permutations - (int) Math.floor(PERCENTILE * (permutations - 1));
    if ((long) pairs.size() * kept > MOST_KEPT) {
      throw InputException.about(
          "permutations",
          "permutations is %d, too many to be kept for %d pairs of types; give at most %d"
              .formatted(
                  permutations, pairs.size(), Math.max(1, 20L * MOST_KEPT / pairs.size() - 100)));
    }
    this.means = new double[pairs.size()];
    this.squares = new double[pairs.size()];
    this.atLeast = new int[pairs.size()];
    this.largest = new double[pairs.size() * kept];
  }

  /**
   * @param scores the score of each pair for the true labels
   */
  static PermutationNull of(
      NodeEdges edges,
      CellLabels labels,
      ScorePairs pairs,
      double[] scores,
      ScoreStatistics.Params params,
      Workers workers) {
    int[][] labelled = labelled(labels);
    return workers.reduce(
        params.permutations(),
        t -> {
          RandomStream random = RandomStream.of(params.seed(), "labels of score null", t);
          int[] shuffled = shuffled(labels, labelled, random);
          return pairs.scores(edges.means(shuffled, labels.nodes().size(), params.top()));
        },
        new PermutationNull(pairs, scores, params.permutations()),
        PermutationNull::add);
  }

  /** The cells of each species that have a label. */
  private static int[][] labelled(CellLabels labels) {
    int[] nodeOf = labels.nodeOf();
    SpeciesAxis cells = labels.cells();
    return IntStream.range(0, cells.species())
        .mapToObj(
            s ->
                IntStream.range(cells.start(s), cells.end(s))
                    .filter(c -> nodeOf[c] != CellLabels.NONE)
                    .toArray())
        .toArray(int[][]::new);
  }

  private static int[] shuffled(CellLabels labels, int[][] labelled, RandomStream random) {
    int[] nodeOf = labels.nodeOf().clone();
    for (int[] cells : labelled) {
      for (int last = cells.length - 1; last > 0; last--) {
        int other = cells[random.nextInt(last + 1)];
        int node = nodeOf[cells[last]];
        nodeOf[cells[last]] = nodeOf[other];
        nodeOf[other] = node;
      }
    }
    return nodeOf;
  }

  private void add(double[] values) {
    seen++;
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - means[i];
      means[i] += difference / seen;
      squares[i] += difference * (values[i] - means[i]);
      atLeast[i] += values[i] >= scores[i] * (1 - ROUNDING) ? 1 : 0;
      keep(values[i], i * kept);
    }
  }

  /** Keeps a value if it is among the largest of its pair, which begin as zeros at {@code at}. */
  private void keep(double value, int at) {
    if (value <= largest[at]) {
      return;
    }
    int p = at;
    for (; p + 1 < at + kept && largest[p + 1] < value; p++) {
      largest[p] = largest[p + 1];
    }
    largest[p] = value;
  }

  double mean(int pair) {
    return means[pair];
  }

  /** The population standard deviation. */
  double sd(int pair) {
    return Math.sqrt(squares[pair] / permutations);
  }

  /** The 95th percentile, interpolated linearly between the two values next to it. */
  double percentile(int pair) {
    double rank = PERCENTILE * (permutations - 1);
    int at = pair * kept;
    double below = largest[at];
    double above = largest[at + Math.min(1, kept - 1)];
    return below + (rank - Math.floor(rank)) * (above - below);
  }

  double max(int pair) {
    return largest[(pair + 1) * kept - 1];
  }

  /** (1 + number of values at least as large as the score) / (1 + permutations). */
  double p(int pair) {
    return (1.0 + atLeast[pair]) / (1.0 + permutations);
  }

  double[] pValues() {
    double[] p = new double[pairs.size()];
    Arrays.setAll(p, this::p);
    return p;
  }
}
