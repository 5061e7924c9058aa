package org.samap.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentsTest {
  @Test
  void namesEachPairOfAFewSpecies() {
    double[][] alignment = {{0, 0.5, 0.1}, {0.6, 0, 0.2}, {0.1, 0.4, 0}};
    assertThat(Alignments.after(2, alignment, List.of("hs", "mm", "dr")))
        .isEqualTo("alignment after iteration 2: hs-mm 0.550, hs-dr 0.100, mm-dr 0.300");
  }

  @Test
  void namesTheExtremesOfMany() {
    double[][] alignment = {
      {0, 0.5, 0.5, 0.5}, {0.5, 0, 0.9, 0.5}, {0.5, 0.9, 0, 0.1}, {0.5, 0.5, 0.1, 0}
    };
    assertThat(Alignments.after(1, alignment, List.of("a", "b", "c", "d")))
        .isEqualTo("alignment after iteration 1: 0.500 on average, from c-d 0.100 to b-c 0.900");
  }
}
