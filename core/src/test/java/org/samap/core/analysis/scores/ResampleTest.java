package org.samap.core.analysis.scores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samap.core.analysis.CellLabels;
import org.samap.core.anndata.DataFrame;
import org.samap.core.golden.Golden;
import org.samap.core.mapping.GeneLinks;
import org.samap.core.mapping.GoldenCase;
import org.samap.core.matrix.SparseMatrix;

/** The parts of cells and links that are mapped again. */
class ResampleTest {
  private static final Stability.Params PARAMS = Stability.Params.defaults();

  /** 10 cells of one type, 3 of another, 4 without a label; and 6 cells of a second species. */
  private static CellLabels labels() {
    List<String> first =
        IntStream.range(0, 17)
            .mapToObj(c -> c < 10 ? "many" : c < 13 ? "few" : DataFrame.MISSING)
            .toList();
    List<String> second = IntStream.range(0, 6).mapToObj(_ -> "many").toList();
    return CellLabels.of(List.of("aa", "bb"), List.of(first, second));
  }

  private static GeneLinks links() {
    try (Golden golden = Golden.mini()) {
      return GoldenCase.of(golden).links();
    }
  }

  @Test
  void drawsTheShareOfEveryTypeRoundedUp() {
    Resample drawn = Resample.draw(links(), labels(), PARAMS, 0);
    int[] first = drawn.cells().getFirst();
    assertThat(first).isSorted().doesNotHaveDuplicates();
    assertThat(Arrays.stream(first).filter(c -> c < 10)).hasSize(8);
    assertThat(Arrays.stream(first).filter(c -> c >= 10 && c < 13)).hasSize(3);
    assertThat(Arrays.stream(first).filter(c -> c >= 13)).hasSize(4);
    assertThat(drawn.cells().getLast()).isSorted().doesNotHaveDuplicates().hasSize(5);
  }

  @Test
  void keepsLabelsAndNodesOfTheDrawnCells() {
    CellLabels all = labels();
    Resample drawn = Resample.draw(links(), all, PARAMS, 0);
    assertThat(drawn.labels().nodes()).isEqualTo(all.nodes());
    assertThat(drawn.labels().cells().total()).isEqualTo(20);
    for (int s = 0; s < 2; s++) {
      for (int c = 0; c < drawn.cells().get(s).length; c++) {
        assertThat(drawn.labels().nodeOf()[drawn.labels().cells().start(s) + c])
            .isEqualTo(all.nodeOf()[all.cells().start(s) + drawn.cells().get(s)[c]]);
      }
    }
  }

  @Test
  void drawsTheShareOfTheLinksInBothDirections() {
    SparseMatrix all = links().weights();
    SparseMatrix drawn = Resample.draw(links(), labels(), PARAMS, 0).links();
    assertThat(drawn.entries()).isEqualTo(2 * (int) Math.rint(0.8 * all.entries() / 2));
    assertThat(drawn.transpose()).isEqualTo(drawn);
    assertThat(drawn.filter((a, b, weight) -> all.get(a, b) != weight).entries()).isZero();
  }

  @Test
  void drawsOthersForAnotherNumber() {
    Resample drawn = Resample.draw(links(), labels(), PARAMS, 0);
    assertThat(Resample.draw(links(), labels(), PARAMS, 0).links()).isEqualTo(drawn.links());
    Resample other = Resample.draw(links(), labels(), PARAMS, 1);
    assertThat(other.links()).isNotEqualTo(drawn.links());
    assertThat(other.cells().getFirst()).isNotEqualTo(drawn.cells().getFirst());
  }
}
