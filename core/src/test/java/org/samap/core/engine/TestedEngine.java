package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.samap.core.expression.GeneMoments;

/** The engine that a part of the contract is tested with. */
interface TestedEngine {
  Engine engine();

  /** The relative difference that is allowed between sums. */
  default double tolerance() {
    return 1e-5;
  }

  default void assertMoments(GeneMoments found, double[][] x) {
    int columns = found.means().length;
    for (int g = 0; g < columns; g++) {
      double mean = 0;
      double square = 0;
      for (double[] row : x) {
        mean += row[g] / x.length;
        square += row[g] * row[g] / x.length;
      }
      double variance = Math.max(0, square - mean * mean);
      assertThat(found.means()[g]).isCloseTo(mean, within(tolerance() * (1 + mean)));
      assertThat(found.variances()[g]).isCloseTo(variance, within(tolerance() * (1 + square)));
    }
  }
}
