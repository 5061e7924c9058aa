package org.samap.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.samap.core.anndata.DataFrame;

class CellLabelsTest {
  private static final CellLabels LABELS =
      CellLabels.of(
          List.of("hs", "mm"),
          List.of(
              List.of("T", DataFrame.MISSING, "B", "T"),
              List.of(DataFrame.MISSING, "T", DataFrame.MISSING)));

  @Test
  void missingLabelsFormNoType() {
    assertThat(LABELS.names()).containsExactly("hs_B", "hs_T", "mm_T");
    assertThat(LABELS.speciesOf()).containsExactly(0, 0, 1);
    assertThat(LABELS.nodeOf())
        .containsExactly(1, CellLabels.NONE, 0, 1, CellLabels.NONE, 2, CellLabels.NONE);
    assertThat(LABELS.sizes()).containsExactly(1, 2, 1);
  }

  @Test
  void speciesWithoutAnyLabelHaveNoType() {
    CellLabels labels =
        CellLabels.of(List.of("hs", "mm"), List.of(List.of("T"), List.of(DataFrame.MISSING)));
    assertThat(labels.names()).containsExactly("hs_T");
    assertThat(labels.nodeOf()).containsExactly(0, CellLabels.NONE);
  }

  @Test
  void speciesThatAreLeftOutKeepTheirCellsAndLoseTheirTypes() {
    CellLabels mouse = LABELS.only(Set.of(1));
    assertThat(mouse.names()).containsExactly("mm_T");
    assertThat(mouse.cells()).isEqualTo(LABELS.cells());
    assertThat(mouse.nodeOf()).containsExactly(-1, -1, -1, -1, -1, 0, -1);
  }
}
