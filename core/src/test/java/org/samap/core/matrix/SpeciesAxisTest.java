package org.samap.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeciesAxisTest {
  @Test
  void knowsTheSpeciesOfEveryIndex() {
    SpeciesAxis axis = SpeciesAxis.ofSizes(2, 0, 3);
    assertThat(axis.total()).isEqualTo(5);
    assertThat(new int[] {axis.speciesOf(0), axis.speciesOf(1), axis.speciesOf(2)})
        .containsExactly(0, 0, 2);
    assertThat(axis.speciesOf(4)).isEqualTo(2);
    assertThat(axis.size(1)).isZero();
  }
}
