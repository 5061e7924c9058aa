package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.run.RandomStream;

/** Draws row numbers at random. */
final class RowSample {
  private RowSample() {}

  /** All of 0, ..., n - 1 in random order. */
  static int[] order(int n, long seed, String purpose) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    RandomStream random = RandomStream.of(seed, purpose, 0);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /** At most {@code size} of 0, ..., n - 1, one from each of equal ranges, ascending. */
  static int[] of(int n, int size, long seed, String purpose) {
    int[] sample = new int[Math.min(n, size)];
    RandomStream random = RandomStream.of(seed, purpose, 0);
    for (int i = 0; i < sample.length; i++) {
      long from = (long) i * n / sample.length;
      long to = (i + 1L) * n / sample.length;
      sample[i] = (int) random.nextLong(from, to);
    }
    return sample;
  }
}
