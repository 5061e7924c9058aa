package org.samap.core.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypergeometricTest {
  /** Of sums of whole numbers in Python. */
  @ParameterizedTest
  @CsvSource({
    "976, 20, 14, 3, -6.064650223829773",
    "20000, 300, 150, 100, -346.1246482259324",
    "20000, 300, 150, 1, -0.10840459222958998",
    "50000, 5000, 4000, 800, -201.01179947740093",
    "50000, 9000, 4000, 500, 0",
    "20000, 1200, 1000, 900, -2674.6228722435408"
  })
  void knowsLargeCases(int population, int marked, int drawn, int atLeast, double expected) {
    assertThat(new Hypergeometric(population).logUpperTail(marked, drawn, atLeast))
        .isCloseTo(expected, within(1e-10 * Math.max(1, -expected)));
  }

  @Test
  void countsAllSmallCases() {
    int n = 11;
    Hypergeometric tails = new Hypergeometric(n);
    for (int marked = 0; marked <= n; marked++) {
      for (int drawn = 0; drawn <= n; drawn++) {
        for (int atLeast = 0; atLeast <= n; atLeast++) {
          assertThat(Math.exp(tails.logUpperTail(marked, drawn, atLeast)))
              .as("%d of %d, %d drawn", atLeast, marked, drawn)
              .isCloseTo(counted(n, marked, drawn, atLeast), within(1e-13));
        }
      }
    }
  }

  /** Over all subsets of that size: which hold enough of the first genes. */
  private static double counted(int n, int marked, int drawn, int atLeast) {
    int all = 0;
    int hits = 0;
    for (int subset = 0; subset < 1 << n; subset++) {
      if (Integer.bitCount(subset) == drawn) {
        all++;
        int found = Integer.bitCount(subset & ((1 << marked) - 1));
        hits += found >= atLeast ? 1 : 0;
      }
    }
    return (double) hits / all;
  }
}
