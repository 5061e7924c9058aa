package org.samap.core.sam;

import java.util.Arrays;
import org.samap.core.linalg.FallingOrder;

/** Ranks genes by descending value; equal values by the lower index. */
final class GeneRanking {
  private GeneRanking() {}

  static int[] of(double[] values) {
    return FallingOrder.of(values);
  }

  /** The {@code count} best genes, in gene order. */
  static int[] best(double[] values, int count) {
    int[] best = Arrays.copyOf(of(values), count);
    Arrays.sort(best);
    return best;
  }
}
