package org.samap.core.simulate;

/** Draws from a discrete distribution in constant time (Vose 1991, doi:10.1109/32.92917). */
final class AliasTable {
  private final double[] own;
  private final int[] alias;

  /**
   * @param weights not negative, not all 0
   */
  AliasTable(double[] weights) {
    int n = weights.length;
    own = new double[n];
    alias = new int[n];
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    int[] queue = new int[n]; // the small ones from the left, the large ones from the right
    int small = 0;
    int large = n;
    for (int i = 0; i < n; i++) {
      own[i] = weights[i] * n / sum;
      alias[i] = i;
      if (own[i] < 1) {
        queue[small++] = i;
      } else {
        queue[--large] = i;
      }
    }
    while (small > 0 && large < n) {
      int less = queue[--small];
      int more = queue[large];
      alias[less] = more;
      own[more] -= 1 - own[less];
      if (own[more] < 1) {
        large++;
        queue[small++] = more;
      }
    }
  }

  int draw(Draws draws) {
    double x = draws.uniform() * own.length;
    int i = Math.min((int) x, own.length - 1);
    return x - i < own[i] ? i : alias[i];
  }
}
