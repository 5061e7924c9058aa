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
      assertThat((double) attraction.at((float) d2)).isCloseTo(pull, within(-2e-4 * pull));
      assertThat((double) repulsion.at((float) d2)).isCloseTo(push, within(2e-4 * push));
    }
  }

  @Test
  void isConstantBeyondItsRange() {
    assertThat(repulsion.at(0)).isEqualTo(repulsion.at(0x1p-40f));
    assertThat(repulsion.at(Float.MIN_VALUE)).isEqualTo(repulsion.at(0x1p-40f));
    assertThat(attraction.at(Float.MAX_VALUE)).isEqualTo(attraction.at(0x1p40f));
    assertThat(attraction.at(Float.POSITIVE_INFINITY)).isEqualTo(attraction.at(0x1p40f));
  }
}
