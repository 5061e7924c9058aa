package org.samap.core.analysis.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.scores.LabelTransfer.Guess;
import org.samap.core.analysis.scores.LabelTransfer.Params;
import org.samap.core.anndata.DataFrame;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.InputException;

class LabelTransferTest {
  /** Cells 0 to 2 of species a, cells 3 to 6 of b with the labels "x y", "z", "z", "é;". */
  private static final SparseMatrix GRAPH =
      SparseMatrix.of(
          7,
          7,
          new int[] {0, 4, 6, 7, 8, 8, 8, 8},
          new int[] {1, 3, 4, 5, 4, 6, 0, 2},
          new float[] {0.7f, 0.5f, 0.25f, 0.5f, 0.25f, 0.25f, 1, 2});

  private static final CellLabels LABELS =
      CellLabels.of(
          List.of("a", "b"), List.of(List.of("p", "p", "q"), List.of("x y", "z", "z", "é;")));

  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  private static LabelTransfer transfer(Params params) {
    return of(GRAPH, LABELS, 2, params);
  }

  private static LabelTransfer of(
      SparseMatrix graph, CellLabels labels, int crossK, Params params) {
    return LabelTransfer.of(graph, labels, crossK, params, LabelTransfer.Matches.UNKNOWN);
  }

  @Test
  void givesTheLabelOfTheLargestShare() {
    LabelTransfer transfer = transfer(Params.defaults());
    Guess guess = transfer.guess(0, 1);
    assertThat(guess.label()).isEqualTo("z");
    assertThat(guess.confidence()).isCloseTo(0.6f, within(1e-6f));
    assertThat(guess.alignment()).isEqualTo(0.625f);
    assertThat(guess.assigned()).isTrue();
    int x = LABELS.nodes().indexOf(new Node("b", "x y"));
    assertThat(transfer.shares().get(0, x)).isCloseTo(0.4f, within(1e-6f));
  }

  @Test
  void cellsWithoutALabelGetOneAndGiveNone() {
    String none = DataFrame.MISSING;
    CellLabels labels =
        CellLabels.of(
            List.of("a", "b"), List.of(List.of(none, "p", none), List.of("x y", none, "z", none)));
    LabelTransfer transfer = of(GRAPH, labels, 2, Params.defaults());
    assertThat(transfer.guess(0, 1)).isEqualTo(new Guess("x y", 0.5f, 0.5f, UNKNOWN, true));
    assertThat(transfer.guess(1, 1)).isEqualTo(new Guess("unassigned", 0, 0, UNKNOWN, false));
    assertThat(transfer.guesses(0).get(2).label()).isEqualTo("unassigned");
  }

  @Test
  void takesTheFirstOfEqualLabels() {
    assertThat(transfer(Params.defaults()).guess(1, 1))
        .isEqualTo(new Guess("z", 0.5f, 0.25f, UNKNOWN, true));
  }

  @Test
  void assignsNoCellWithoutEdges() {
    Guess none = transfer(Params.defaults().withThreshold(0)).guess(2, 1);
    assertThat(none).isEqualTo(new Guess("unassigned", 0, 0, UNKNOWN, false));
    assertThat(none.assignedLabel()).isEqualTo("unassigned");
  }

  @Test
  void assignsNoCellBelowAThreshold() {
    assertThat(transfer(Params.defaults().withThreshold(0.55)).guess(1, 1).assignedLabel())
        .isEqualTo("unassigned");
    assertThat(transfer(Params.defaults().withThreshold(0.6)).guess(0, 1).assigned()).isTrue();
    assertThat(transfer(Params.defaults().withMinAlignment(0.3)).guess(1, 1).assigned()).isFalse();
    assertThat(transfer(Params.defaults().withMinAlignment(0.3)).guess(0, 1).assigned()).isTrue();
  }

  @Test
  void assignsNoCellWhoseTypeIsNotCertainToBeTheLabel() {
    int p = LABELS.nodes().indexOf(new Node("a", "p"));
    int z = LABELS.nodes().indexOf(new Node("b", "z"));
    LabelTransfer.Matches matches =
        (node, other) -> node == p && other == z ? OptionalDouble.of(0.6) : UNKNOWN;
    Params params = Params.defaults().withMinMatch(0.6);
    LabelTransfer certain = LabelTransfer.of(GRAPH, LABELS, 2, params, matches);
    assertThat(certain.guess(0, 1).assigned()).isTrue();
    assertThat(certain.guess(0, 1).match()).hasValue(0.6);
    // the cell of b maps to p with all its edges, but nothing is known of that match
    assertThat(certain.guess(4, 0).assigned()).isFalse();
    LabelTransfer less = LabelTransfer.of(GRAPH, LABELS, 2, params.withMinMatch(0.61), matches);
    assertThat(less.guess(0, 1).assignedLabel()).isEqualTo("unassigned");
    assertThat(less.guess(0, 1).label()).isEqualTo("z");
    assertThat(less.guesses(1).get(6).assigned()).isTrue();
  }

  @Test
  void aCellWithoutATypeIsAssignedOnlyIfMatchesAreNotAsked() {
    CellLabels labels =
        CellLabels.of(
            List.of("a", "b"),
            List.of(List.of(DataFrame.MISSING, "p", "q"), List.of("x y", "z", "z", "é;")));
    LabelTransfer.Matches all = (_, _) -> OptionalDouble.of(1);
    Params params = Params.defaults();
    assertThat(LabelTransfer.of(GRAPH, labels, 2, params, all).guess(0, 1).assigned()).isTrue();
    assertThat(
            LabelTransfer.of(GRAPH, labels, 2, params.withMinMatch(0.1), all)
                .guess(0, 1)
                .assigned())
        .isFalse();
  }

  @Test
  void keepsTheLabelsOfTheSpeciesItself() {
    List<Guess> guesses = transfer(Params.defaults()).guesses(1);
    assertThat(guesses).hasSize(7);
    assertThat(guesses.get(6)).isEqualTo(new Guess("é;", 1, 1, OptionalDouble.of(1), true));
    assertThat(guesses.get(0).label()).isEqualTo("z");
  }

  @Test
  void sharesOfEverySpeciesSumToOne() {
    SpeciesAxis cells = SpeciesAxis.ofSizes(20, 30, 10, 15, 1);
    CellLabels labels =
        RandomGraphs.labels(List.of("a", "b", "c", "d", "e"), cells, 5, 1).only(Set.of(0, 1, 3, 4));
    SparseMatrix graph = RandomGraphs.unrelated(cells, 4, 1);
    LabelTransfer transfer = of(graph, labels, 4, Params.defaults());
    for (int c = 0; c < cells.total(); c++) {
      for (int from = 0; from < 5; from++) {
        double sum = 0;
        double edges = 0;
        for (int n = 0; n < labels.nodes().size(); n++) {
          sum += labels.speciesOf()[n] == from ? transfer.shares().get(c, n) : 0;
        }
        for (int to = cells.start(from); to < cells.end(from); to++) {
          edges += graph.get(c, to);
        }
        boolean none =
            cells.speciesOf(c) == from || cells.speciesOf(c) == 2 || from == 2 || edges == 0;
        assertThat(sum).isCloseTo(none ? 0 : 1, within(1e-6));
        assertThat(transfer.guess(c, from).alignment())
            .isCloseTo(none ? 0 : (float) Math.min(1, edges / 4), within(1e-6f));
      }
    }
  }

  @Test
  void writesATable(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("transfer.tsv");
    transfer(Params.defaults().withThreshold(0.55)).write(file, List.of("A", "B", "C"), 0, 1);
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "cell\tlabel\tconfidence\talignment\tmatch\tbest_label\tx y\tz\té;",
            "A\tz\t0.6\t0.625\t\tz\t0.4\t0.6\t0",
            "B\tunassigned\t0.5\t0.25\t\tz\t0\t0.5\t0.5",
            "C\tunassigned\t0\t0\t\tunassigned\t0\t0\t0");
  }

  @Test
  void refusesThresholdsThatAreNoShares() {
    assertThatThrownBy(() -> Params.defaults().withThreshold(1.5))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("threshold is 1.5");
    assertThatThrownBy(() -> Params.defaults().withMinAlignment(Double.NaN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("min_alignment");
  }
}
