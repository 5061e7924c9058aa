package org.samap.core.analysis.scores;

import java.util.Arrays;
import org.samap.core.analysis.CellLabels;

/**
 * Pairs of nodes that are each other's best partner. Of all nodes of its species b has the largest
 * score with a, and a has the largest score with b, and the score is above 0. Of equal scores the
 * first counts, so a node has at most one such partner in each other species.
 */
public final class ReciprocalBest {
  private static final int NONE = -1;

  /** For each node and species, the species' node with the largest positive score. */
  private final int[][] best;

  private final int[] speciesOf;

  private ReciprocalBest(int[][] best, int[] speciesOf) {
    this.best = best;
    this.speciesOf = speciesOf;
  }

  /**
   * Time O(nodes^2).
   *
   * @param labels the labels of the scores
   */
  public static ReciprocalBest of(MappingScores scores, CellLabels labels) {
    int[] speciesOf = labels.speciesOf();
    int[][] best = new int[speciesOf.length][labels.cells().species()];
    for (int a = 0; a < best.length; a++) {
      double[] row = scores.scores()[a];
      Arrays.fill(best[a], NONE);
      for (int b = 0; b < best.length; b++) {
        int before = best[a][speciesOf[b]];
        if (row[b] > (before == NONE ? 0 : row[before])) {
          best[a][speciesOf[b]] = b;
        }
      }
    }
    return new ReciprocalBest(best, speciesOf);
  }

  /** Whether b is the best partner of a in the species of b. */
  boolean is(int a, int b) {
    return best[a][speciesOf[b]] == b;
  }

  /** Whether two nodes are each other's best partner. */
  public boolean are(int a, int b) {
    return is(a, b) && is(b, a);
  }
}
