package org.samap.core.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.samap.core.run.RandomStream;

class BenjaminiHochbergTest {

  @Test
  void givesTheValuesOfTheDefinition() {
    double[] q = BenjaminiHochberg.qValues(new double[] {0.04, 0.005, 0.03, 0.5, 0.02});
    assertThat(q).containsExactly(new double[] {0.05, 0.025, 0.05, 0.5, 0.05}, within(1e-15));
  }

  @Test
  void equalPHaveEqualQ() {
    double[] q = BenjaminiHochberg.qValues(new double[] {0.2, 0.01, 0.2, 0.2, 0.9});
    assertThat(q).containsExactly(new double[] {0.25, 0.05, 0.25, 0.25, 0.9}, within(1e-15));
  }

  @Test
  void isTheSmallestOverAllTestsThatAreNoBetter() {
    RandomGenerator random = RandomStream.of(1, "p", 0);
    double[] p = random.doubles(200).map(x -> Math.round(x * x * 100) / 100.0).toArray();
    double[] q = BenjaminiHochberg.qValues(p);
    for (int i = 0; i < p.length; i++) {
      double least = 1;
      for (double other : p) {
        long rank = Arrays.stream(p).filter(x -> x <= other).count();
        if (other >= p[i]) {
          least = Math.min(least, other * p.length / rank);
        }
      }
      assertThat(q[i]).isCloseTo(least, within(1e-15)).isBetween(p[i], 1.0);
    }
  }

  @Test
  void keepsTheSmallestNumbers() {
    double[] q = BenjaminiHochberg.qValues(new double[] {1e-320, 1, 1e-300, 0});
    assertThat(q[0]).isBetween(1.9e-320, 2.1e-320);
    assertThat(q[2]).isCloseTo(4e-300 / 3, within(1e-314));
    assertThat(q[3]).isZero();
    assertThat(q[1]).isOne();
  }

  @Test
  void ofNoTestIsNothing() {
    assertThat(BenjaminiHochberg.qValues(new double[0])).isEmpty();
  }

  @Test
  void refusesWhatIsNoProbability() {
    for (double bad : new double[] {Double.NaN, -0.1, 1.1}) {
      assertThatThrownBy(() -> BenjaminiHochberg.qValues(new double[] {0.5, bad}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
