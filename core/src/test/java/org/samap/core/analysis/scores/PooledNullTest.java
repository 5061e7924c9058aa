package org.samap.core.analysis.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.samap.core.analysis.statistics.BenjaminiHochberg;
import org.samap.core.run.RandomStream;

/** Scores against few repetitions of all pairs together. */
class PooledNullTest {
  private static final int PAIRS = 80;

  /** Skewed scores whose size and spread differ from pair to pair, as scores of types do. */
  private static double[] drawn(int number) {
    RandomStream random = RandomStream.of(1, "scores", number);
    double[] scores = new double[PAIRS];
    Arrays.setAll(
        scores, i -> Math.min(1, -0.02 * (1 + i % 5) * StrictMath.log(1 - random.nextDouble())));
    return scores;
  }

  private static List<double[]> repeated(int n, int from) {
    List<double[]> repeated = new ArrayList<>();
    for (int t = 0; t < n; t++) {
      repeated.add(drawn(from + t));
    }
    return repeated;
  }

  @Test
  void pIsUniformForOneMoreRepetition() {
    double[] p = new double[0];
    for (int seed = 0; seed < 25; seed++) {
      double[] more = PooledNull.of(drawn(1000 * seed), repeated(20, 1000 * seed + 1)).pValues();
      p = DoubleStream.concat(Arrays.stream(p), Arrays.stream(more)).toArray();
    }
    assertThat(p).hasSize(25 * PAIRS);
    assertThat(KolmogorovSmirnov.p(p)).isGreaterThan(0.01);
  }

  @Test
  void aSingleScoreFarAboveIsFoundInTwentyRepetitions() {
    double[] scores = drawn(0);
    scores[3] = 0.9;
    PooledNull found = PooledNull.of(scores, repeated(20, 1));
    assertThat(found.pValues()[3]).isEqualTo(1.0 / (1 + 20 * PAIRS));
    double[] q = BenjaminiHochberg.qValues(found.pValues());
    assertThat(q[3]).isLessThan(0.05);
    assertThat(Arrays.stream(q).filter(x -> x < 0.05)).hasSize(1);
  }

  @Test
  void standardisesByThePairAndByWhatIsCommon() {
    PooledNull found =
        PooledNull.of(
            new double[] {0.9, 0.5},
            List.of(new double[] {0.1, 0.5}, new double[] {0.3, 0.5}, new double[] {0.2, 0.5}));
    assertThat(found.means()).containsExactly(new double[] {0.2, 0.5}, within(1e-12));
    assertThat(found.sds()).containsExactly(new double[] {0.1, 0}, within(1e-12));
    assertThat(found.z()).containsExactly(new double[] {0.7 / 0.15, 0}, within(1e-12));
  }

  @Test
  void pairsThatNeverScoreAreNoSurprise() {
    PooledNull found =
        PooledNull.of(new double[3], List.of(new double[3], new double[3], new double[3]));
    assertThat(found.z()).containsOnly(0);
    assertThat(found.pValues()).containsOnly(1);
  }

  @Test
  void isClearSoonWhereNothingIsFound() {
    assertThat(PooledNull.of(drawn(0), repeated(PooledNull.FEWEST, 1)).isClear()).isTrue();
  }

  @Test
  void isNotClearBeforeAllThatIsFoundIsCertain() {
    double[] scores = drawn(0);
    scores[3] = 0.9;
    assertThat(PooledNull.of(scores, repeated(20, 1)).isClear()).isFalse();
    for (int i = 0; i < 10; i++) {
      scores[7 * i] = 0.9;
    }
    assertThat(PooledNull.of(scores, repeated(60, 1)).isClear()).isTrue();
  }
}
