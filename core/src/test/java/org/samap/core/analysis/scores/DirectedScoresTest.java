package org.samap.core.analysis.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.SparseMatrix;

class DirectedScoresTest {
  private static final CellLabels LABELS =
      CellLabels.of(
          List.of("a", "b"), List.of(List.of("x", "x", "y"), List.of("u", "u", "u", "u", "v")));
  private static final int X = 0;
  private static final int Y = 1;
  private static final int U = 2;
  private static final int V = 3;

  private static DirectedScores directed(int crossK) {
    return DirectedScores.of(graph(), LABELS, crossK);
  }

  private static SparseMatrix graph() {
    SparseMatrix.Builder graph = SparseMatrix.builder(8, 8);
    graph.add(3, 1f); // x, x, y
    graph.add(7, 0.5f);
    graph.endRow();
    graph.add(1, 1f); // inside the species
    graph.add(4, 0.6f);
    graph.endRow();
    graph.endRow();
    graph.add(0, 1f); // u, u, u, u, v
    graph.endRow();
    graph.endRow();
    graph.endRow();
    graph.add(2, 0.25f);
    graph.endRow();
    graph.endRow();
    return graph.build();
  }

  @Test
  void directedScoresAreMeansOverTheCells() {
    DirectedScores scores = directed(2);
    assertThat(scores.directed()[X][U]).isCloseTo(1.6 / 2 / 2, within(1e-7));
    assertThat(scores.directed()[X][V]).isCloseTo(0.5 / 2 / 2, within(1e-7));
    assertThat(scores.directed()[U][X]).isCloseTo(1.0 / 4 / 2, within(1e-7));
    assertThat(scores.directed()[X][Y]).isZero();
    assertThat(scores.score(U, X)).isEqualTo(scores.directed()[X][U]);
  }

  @Test
  void scoresAreThoseOfTheMapping() {
    MappingScores scores = directed(3).scores();
    MappingScores direct = MappingScores.of(graph(), LABELS, 3, 0);
    assertThat(scores.nodes()).isEqualTo(direct.nodes());
    assertThat(scores.scores()).isDeepEqualTo(direct.scores());
  }
}
