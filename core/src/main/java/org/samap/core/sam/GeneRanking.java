package org.samap.core.sam;

import java.util.Arrays;
import org.samap.core.linalg.FallingOrder;

/** Genes by falling value, equal values by the lower index. */
final class GeneRanking {
  private GeneRanking() {}

  static int[] of(double[] values) {
    return FallingOrder.of(values);
  }

  /** The {@code count} first of the ranking, in gene order. */
  static int[] best(double[] values, int count) {
    int[] best = Arrays.copyOf(of(values), count);
    Arrays.sort(best);
    return best;
  }
}
