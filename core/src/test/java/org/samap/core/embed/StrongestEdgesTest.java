package org.samap.core.embed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

class StrongestEdgesTest {
  private static final Workers WORKERS = Workers.of(2);

  private static final SparseMatrix GRAPH =
      SparseMatrix.of(
          5,
          5,
          new int[] {0, 4, 5, 9, 9, 9},
          new int[] {1, 2, 3, 4, 0, 0, 1, 3, 4},
          new float[] {1, 3, 2, 4, 5, 2, 1, 2, 2});

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @Test
  void keepsTheStrongestOfEveryPointAndOfEqualOnesThoseOfTheLowerIndex() {
    assertThat(StrongestEdges.of(GRAPH, 2, WORKERS))
        .isEqualTo(
            SparseMatrix.of(
                5,
                5,
                new int[] {0, 2, 3, 5, 5, 5},
                new int[] {2, 4, 0, 0, 3},
                new float[] {3, 4, 5, 2, 2}));
  }

  @Test
  void keepsNoEdgeIfNoneIsAskedFor() {
    assertThat(StrongestEdges.of(GRAPH, 0, WORKERS).entries()).isZero();
  }

  @Test
  void leavesAGraphWithFewEdgesAsItIs() {
    assertThat(StrongestEdges.of(GRAPH, 4, WORKERS)).isSameAs(GRAPH);
  }
}
