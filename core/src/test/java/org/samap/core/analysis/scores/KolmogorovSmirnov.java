package org.samap.core.analysis.scores;

import java.util.Arrays;

/** Whether numbers from 0 to 1 are uniform. */
public final class KolmogorovSmirnov {
  private KolmogorovSmirnov() {}

  /** Asymptotic p of the largest distance from the uniform distribution. */
  public static double p(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int n = sorted.length;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      distance =
          Math.max(distance, Math.max((i + 1.0) / n - sorted[i], sorted[i] - (double) i / n));
    }
    double x = distance * Math.sqrt(n);
    double p = 0;
    for (int k = 1; k < 100; k++) {
      p += 2 * (k % 2 == 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
    }
    return Math.clamp(p, 0, 1);
  }
}
