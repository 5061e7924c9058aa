package org.samap.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

class ClusterCountTest {

  private static ClusterCount nearest(SparseMatrix graph, int wanted) {
    try (Workers workers = Workers.of(2)) {
      return ClusterCount.nearest(
          graph, wanted, LeidenParams.defaults(), workers, Progress.Silent.INSTANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 12, 20, 40, 110})
  void givesAsManyClustersAsWanted(int wanted) {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(1)) {
      SparseMatrix graph = golden.sparse("sam/hu/connectivities");
      ClusterCount found = nearest(graph, wanted);
      assertThat(found.clusters().count()).isEqualTo(wanted);
      Clusters again =
          Leiden.cluster(
              graph, LeidenParams.defaults().withResolution(found.resolution()), workers);
      assertThat(again.labels()).isEqualTo(found.clusters().labels());
    }
  }

  @Test
  void givesTheNearestWhereTheNumberJumps() {
    // Two pairs of cells: 2 clusters or, beyond the resolution that parts both at once, 4.
    SparseMatrix pairs =
        SparseMatrix.of(
            4, 4, new int[] {0, 1, 2, 3, 4}, new int[] {1, 0, 3, 2}, new float[] {1, 1, 1, 1});
    assertThat(nearest(pairs, 3).clusters().count()).isEqualTo(2);
    assertThat(nearest(pairs, 4).clusters().count()).isEqualTo(4);
  }

  @Test
  void givesNoFewerThanThereAreParts() {
    SparseMatrix lone = SparseMatrix.empty(5, 5);
    assertThat(nearest(lone, 2).clusters().count()).isEqualTo(5);
    assertThat(nearest(lone, 9).clusters().count()).isEqualTo(5);
  }
}
