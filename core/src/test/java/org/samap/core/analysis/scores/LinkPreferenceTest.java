package org.samap.core.analysis.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.SparseMatrix;

class LinkPreferenceTest {
  private static final CellLabels LABELS =
      CellLabels.of(
          List.of("a", "b"), List.of(List.of("x", "x", "y"), List.of("u", "u", "u", "u", "v")));
  private static final int X = 0;
  private static final int Y = 1;
  private static final int U = 2;
  private static final int V = 3;

  private static LinkPreference links(int crossK) {
    return LinkPreference.of(graph(), LABELS, crossK);
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
    LinkPreference links = links(2);
    assertThat(links.directed()[X][U]).isCloseTo(1.6 / 2 / 2, within(1e-7));
    assertThat(links.directed()[X][V]).isCloseTo(0.5 / 2 / 2, within(1e-7));
    assertThat(links.directed()[U][X]).isCloseTo(1.0 / 4 / 2, within(1e-7));
    assertThat(links.directed()[X][Y]).isZero();
    assertThat(links.score(U, X)).isEqualTo(links.directed()[X][U]);
  }

  @Test
  void scoresAreThoseOfTheMapping() {
    MappingScores scores = links(3).scores();
    MappingScores direct = MappingScores.of(graph(), LABELS, 3, 0);
    assertThat(scores.nodes()).isEqualTo(direct.nodes());
    assertThat(scores.scores()).isDeepEqualTo(direct.scores());
  }

  /** x has 0.4 of its edges in the four cells of u, and 0.125 in the one of v. */
  @Test
  void aSmallNodeIsPreferredIfItGetsMoreEdgesPerCell() {
    LinkPreference links = links(1);
    assertThat(links.preference(X, V)).isEqualTo(1);
    assertThat(links.preference(X, U)).isCloseTo(1.6 / 4 / 0.5, within(1e-6));
  }

  @Test
  void nodesOfFewerCellsThanKCountAsK() {
    assertThat(links(4).preference(X, U)).isEqualTo(1);
    assertThat(links(4).preference(X, V)).isCloseTo(0.5 / 1.6, within(1e-6));
  }

  @Test
  void withoutEdgesThereIsNoPreference() {
    LinkPreference links = links(2);
    assertThat(links.preference(Y, U)).isZero();
    assertThat(links.preference(V, X)).isZero();
    assertThat(links.preference(U, Y)).isCloseTo(0.25 / 2 / (1.0 / 2), within(1e-6));
  }
}
