package org.samap.core.sam;

import org.samap.core.run.RandomStream;

/** Small counts for tests: four kinds of cells, each with active genes of its own. */
final class SimulatedCounts {
  private SimulatedCounts() {}

  static double[][] of(int cells, int genes, long seed) {
    double[][] counts = new double[cells][genes];
    for (int i = 0; i < cells; i++) {
      RandomStream random = RandomStream.of(seed, "cell", i);
      double depth = 0.5 + random.nextDouble();
      for (int g = 0; g < genes; g++) {
        double rate = depth * (0.1 + 3.0 * (g % 11) / 10) * (g % 9 == i % 4 ? 4 : 0.5);
        // Waiting times of a Poisson process, so the count is Poisson.
        double time = -Math.log(1 - random.nextDouble()) / rate;
        while (time < 1) {
          counts[i][g]++;
          time -= Math.log(1 - random.nextDouble()) / rate;
        }
      }
    }
    return counts;
  }
}
