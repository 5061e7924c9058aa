package org.samap.core.simulate;

import org.samap.core.run.RandomStream;

/**
 * Random variates from a stream. It uses {@link StrictMath}, so that every machine draws the same.
 */
final class Draws {
  private static final double POISSON_PART = 500;
  private static final int FEW_TRIALS = 40;

  private final RandomStream stream;

  private Draws(RandomStream stream) {
    this.stream = stream;
  }

  static Draws of(long seed, String purpose, long index) {
    return new Draws(RandomStream.of(seed, purpose, index));
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return stream.nextDouble();
  }

  double uniform(double from, double to) {
    return from + (to - from) * stream.nextDouble();
  }

  boolean chance(double p) {
    return stream.nextDouble() < p;
  }

  int below(int bound) {
    return stream.nextInt(bound);
  }

  /** Standard normal, by the polar method (Marsaglia, Bray 1964). */
  double normal() {
    while (true) {
      double x = 2 * stream.nextDouble() - 1;
      double y = 2 * stream.nextDouble() - 1;
      double s = x * x + y * y;
      if (s > 0 && s < 1) {
        return x * Math.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /** Gamma with mean {@code shape}, for a shape of at least 1 (Marsaglia, Tsang 2000). */
  double gamma(double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = 1 + c * x;
      v = v * v * v;
      if (v > 0 && StrictMath.log(1 - uniform()) < 0.5 * x * x + d * (1 - v + StrictMath.log(v))) {
        return d * v;
      }
    }
  }

  /** Poisson, by products of uniform variates (Knuth 1969), in parts that do not underflow. */
  int poisson(double mean) {
    int events = 0;
    for (double left = mean; left > 0; left -= POISSON_PART) {
      double limit = StrictMath.exp(-Math.min(left, POISSON_PART));
      for (double product = 1 - uniform(); product > limit; product *= 1 - uniform()) {
        events++;
      }
    }
    return events;
  }

  /**
   * Binomial: the successes in n trials of chance p. Halves large n at the median of the trials'
   * uniform variates, which is beta distributed (Ahrens, Dieter 1974, doi:10.1007/BF02293108).
   */
  int binomial(int n, double p) {
    int successes = 0;
    int trials = n;
    double chance = p;
    while (trials > FEW_TRIALS && chance > 0 && chance < 1) {
      int middle = 1 + trials / 2;
      double below = gamma(middle);
      double median = below / (below + gamma(trials + 1 - middle));
      if (median <= chance) {
        successes += middle;
        trials -= middle;
        chance = (chance - median) / (1 - median);
      } else {
        trials = middle - 1;
        chance /= median;
      }
    }
    for (int i = 0; i < trials; i++) {
      successes += uniform() < chance ? 1 : 0;
    }
    return successes;
  }

  /**
   * Logarithmic series: P(n) = p^n / (-n log(1 - p)), n at least 1 (Kemp 1981,
   * doi:10.2307/2346348).
   *
   * @param p 0 to 1, exclusive
   */
  int logarithmic(double p) {
    double v = 1 - uniform();
    if (v >= p) {
      return 1;
    }
    double q = -StrictMath.expm1(StrictMath.log1p(-p) * (1 - uniform()));
    if (v >= q) {
      return 1;
    }
    return v > q * q ? 2 : 1 + (int) (StrictMath.log(v) / StrictMath.log(q));
  }

  /** Puts {@code items} in random order. */
  void shuffle(int[] items) {
    for (int i = items.length - 1; i > 0; i--) {
      int j = below(i + 1);
      int item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
  }
}
