package org.samap.core.sam;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Genes by falling value, equal values by the lower index. */
final class GeneRanking {
  private GeneRanking() {}

  static int[] of(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(g -> -values[g]))
        .mapToInt(g -> g)
        .toArray();
  }

  /** The {@code count} first of the ranking, in gene order. */
  static int[] best(double[] values, int count) {
    int[] best = Arrays.copyOf(of(values), count);
    Arrays.sort(best);
    return best;
  }
}
