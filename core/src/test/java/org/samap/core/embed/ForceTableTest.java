package org.samap.core.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ForceTableTest {
  private static final Closeness CLOSENESS = Closeness.fit(0.1, 1);
  private final ForceTable attraction = new ForceTable(CLOSENESS::attraction);
  private final ForceTable repulsion = new ForceTable(CLOSENESS::repulsion);

  @Test
  void followsTheForcesOverAllDistances() {
    for (double d2 = 0x1p-40; d2 < 0x1p40; d2 *= 1.003) {
      double pull = CLOSENESS.attraction((float) d2);
      double push = CLOSENESS.repulsion((float) d2);
      assertThat((double) attraction.at((float) d2)).isCloseTo(pull, within(-4e-3 * pull));
      assertThat((double) repulsion.at((float) d2)).isCloseTo(push, within(4e-3 * push));
    }
  }

  @Test
  void isConstantBeyondItsRange() {
    assertThat(repulsion.at(0)).isEqualTo(repulsion.at(0x1p-40f));
    assertThat(repulsion.at(Float.MIN_VALUE)).isEqualTo(repulsion.at(0x1p-40f));
    assertThat(attraction.at(Float.MAX_VALUE)).isEqualTo(attraction.at(0x1p40f));
    assertThat(attraction.at(Float.POSITIVE_INFINITY)).isEqualTo(attraction.at(0x1p40f));
  }

  @Test
  void knowsFromWhereOnAStepIsShort() {
    float near = repulsion.weakFrom(4);
    assertThat(near).isBetween(0.1f, 0.3f);
    assertThat(repulsion.at(near * 0.98f) * Math.sqrt(near * 0.98)).isGreaterThan(4);
    for (float d2 = near; d2 < 0x1p40f; d2 *= 1.01f) {
      assertThat(repulsion.at(d2) * Math.sqrt(d2)).isLessThan(4);
    }
    assertThat(attraction.weakFrom(4)).isZero();
    assertThat(attraction.weakFrom(1e-9)).isGreaterThan(0x1p40f);
  }
}
