package org.samap.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.samap.core.matrix.SparseMatrix;

class ModularityTest {
  private static final double[][] TWO_EDGES = {{0, 1, 0}, {0, 0, 0}, {0, 1, 0}};

  @Test
  void followsTheDirectionOfEdges() {
    // Nodes 0 and 2 point to 1 and nothing points to them: together they are expected to share no
    // edge, while 0 and 1 are expected to share 1 * 2 / 2.
    SparseMatrix graph = Graphs.of(TWO_EDGES);
    assertThat(Modularity.directed(graph, new int[] {0, 1, 0}, 1)).isZero();
    assertThat(Modularity.directed(graph, new int[] {0, 0, 1}, 1)).isZero();
    assertThat(Modularity.directed(graph, new int[] {0, 0, 1}, 0.5)).isEqualTo(0.25);
  }

  @Test
  void ofSeparateCliquesIsOneMinusTheResolutionOverTheirNumber() {
    double[][] cliques = Graphs.ringOfCliques(4, 5);
    for (int g = 0; g < 4; g++) {
      cliques[g * 5][(g + 1) % 4 * 5 + 1] = 0;
    }
    int[] labels = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3};
    assertThat(Modularity.directed(Graphs.of(cliques), labels, 3)).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void isZeroWithoutEdges() {
    assertThat(Modularity.directed(SparseMatrix.empty(3, 3), new int[] {0, 1, 1}, 3)).isZero();
    assertThat(Modularity.directed(SparseMatrix.empty(0, 0), new int[0], 3)).isZero();
  }

  @Test
  void refusesLabelsOfAnotherGraph() {
    assertThatThrownBy(() -> Modularity.directed(Graphs.of(TWO_EDGES), new int[2], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 labels");
  }
}
