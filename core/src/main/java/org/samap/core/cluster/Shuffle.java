package org.samap.core.cluster;

import java.util.random.RandomGenerator;

/** Random orders. */
public final class Shuffle {
  private Shuffle() {}

  /** The numbers 0 to n - 1 in random order, all orders equally likely (Fisher and Yates). */
  public static int[] of(int n, RandomGenerator random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
