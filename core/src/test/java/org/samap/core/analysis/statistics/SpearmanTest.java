package org.samap.core.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpearmanTest {
  @Test
  void sharesTheRanksOfEqualValues() {
    assertThat(Spearman.ranks(new double[] {5, 1, 5, 7, 5})).containsExactly(3, 1, 3, 5, 3);
  }

  /** The value is that of scipy.stats.spearmanr. */
  @Test
  void agreesWithAReference() {
    assertThat(
            Spearman.correlation(
                    new double[] {1, 2, 2, 3, 5, 5, 5, 9}, new double[] {3, 1, 1, 4, 2, 7, 7, 0})
                .orElseThrow())
        .isCloseTo(0.03727355216028198, within(1e-12));
  }

  @Test
  void isOneOfAnyRisingAndMinusOneOfAnyFallingRelation() {
    double[] x = {10, 200, 3000, 40_000};
    assertThat(Spearman.correlation(x, new double[] {1, 2, 3, 4})).hasValue(1);
    assertThat(Spearman.correlation(x, new double[] {4, 3, 2, 1})).hasValue(-1);
  }

  @Test
  void isUndefinedWithoutOrder() {
    assertThat(Spearman.correlation(new double[] {1, 2}, new double[] {1, 2})).isEmpty();
    assertThat(Spearman.correlation(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isEmpty();
    assertThat(Spearman.correlation(new double[] {1, 2, 3}, new double[] {2, 2, 2})).isEmpty();
  }
}
