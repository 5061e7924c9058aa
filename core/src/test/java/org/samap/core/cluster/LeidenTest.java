package org.samap.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

class LeidenTest {
  private static final LeidenParams DEFAULTS = LeidenParams.defaults();
  private static final Workers WORKERS = Workers.of(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAtLeastAsGoodAsTheReferenceForEverySeed(Golden golden) {
    try (golden) {
      for (String id : golden.species()) {
        SparseMatrix graph = golden.sparse("sam/" + id + "/connectivities");
        int[] reference = golden.ints("sam/" + id + "/leiden_clusters");
        double expected = Modularity.directed(graph, reference, 3);
        for (int seed = 0; seed < 5; seed++) {
          Clusters found = Leiden.cluster(graph, DEFAULTS.withSeed(seed), WORKERS);
          assertThat(found.quality()).isEqualTo(Modularity.directed(graph, found.labels(), 3));
          assertThat(found.quality())
              .as("%s, seed %d", id, seed)
              .isGreaterThanOrEqualTo(expected * (1 - 1e-12));
        }
      }
    }
  }

  @Test
  void findsPlantedGroups() {
    Clusters found = Leiden.cluster(Graphs.of(Graphs.ringOfCliques(12, 10)), DEFAULTS, WORKERS);
    assertThat(found.labels()).isEqualTo(IntStream.range(0, 120).map(cell -> cell / 10).toArray());
    assertThat(found.count()).isEqualTo(12);
    assertThat(found.sizes()).containsOnly(10);
  }

  @Test
  void findsTheBestOfAllPartitionsOfNearlyEverySmallGraph() {
    RandomStream random = RandomStream.of(1, "graphs", 0);
    int best = 0;
    for (int g = 0; g < 200; g++) {
      double[][] weights = Graphs.random(7, 0.3, random);
      double optimum = optimum(weights, new int[7], 0, 0, 1);
      double found =
          Leiden.cluster(Graphs.of(weights), DEFAULTS.withResolution(1), WORKERS).quality();
      assertThat(found).isLessThan(optimum + 1e-6);
      best += found > optimum - 1e-6 ? 1 : 0;
    }
    assertThat(best).isGreaterThanOrEqualTo(190);
  }

  private static double optimum(double[][] a, int[] labels, int node, int used, double resolution) {
    if (node == a.length) {
      return Graphs.modularity(a, labels, resolution);
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int c = 0; c <= used; c++) {
      labels[node] = c;
      best = Math.max(best, optimum(a, labels, node + 1, Math.max(used, c + 1), resolution));
    }
    return best;
  }

  @Test
  void numbersClustersByFallingSizeThenByLowestCell() {
    // Groups of 2, 3, 2 and 1 cells.
    double[][] weights = new double[8][8];
    int[][] groups = {{1, 6}, {2, 3, 7}, {0, 5}, {4}};
    for (int[] group : groups) {
      for (int i : group) {
        for (int j : group) {
          weights[i][j] = 1;
        }
      }
    }
    assertThat(Leiden.cluster(Graphs.of(weights), DEFAULTS.withResolution(1), WORKERS).labels())
        .containsExactly(1, 2, 0, 0, 3, 1, 2, 0);
  }

  @Test
  void isAFunctionOfGraphAndParameters() {
    SparseMatrix graph = Graphs.of(Graphs.random(120, 0.1, RandomStream.of(2, "graphs", 0)));
    Clusters once = Leiden.cluster(graph, DEFAULTS, WORKERS);
    Clusters again = Leiden.cluster(graph, DEFAULTS, WORKERS);
    Clusters other = Leiden.cluster(graph, DEFAULTS.withSeed(1).withStarts(1), WORKERS);
    assertThat(again.labels()).isEqualTo(once.labels());
    assertThat(again.quality()).isEqualTo(once.quality());
    assertThat(other.labels()).isNotEqualTo(once.labels());
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    // One search of many tasks, and several searches at once.
    for (SparseMatrix graph : List.of(ringOfGroups(60_000, 600), ringOfGroups(3000, 30))) {
      try (Workers one = Workers.of(1);
          Workers five = Workers.of(5)) {
        Clusters expected = Leiden.cluster(graph, DEFAULTS, one);
        for (Workers workers : List.of(WORKERS, five)) {
          Clusters found = Leiden.cluster(graph, DEFAULTS, workers);
          assertThat(found.labels()).isEqualTo(expected.labels());
          assertThat(found.quality()).isEqualTo(expected.quality());
        }
      }
    }
  }

  /** Cells on a ring: three random neighbours within a group, two among the next 50 cells. */
  private static SparseMatrix ringOfGroups(int n, int groupSize) {
    RandomStream random = RandomStream.of(3, "graphs", 0);
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      TreeSet<Integer> neighbors = new TreeSet<>();
      while (neighbors.size() < 3) {
        neighbors.add(i / groupSize * groupSize + random.nextInt(groupSize));
      }
      while (neighbors.size() < 5) {
        neighbors.add((i + random.nextInt(50)) % n);
      }
      neighbors.forEach(j -> b.add(j, 1));
      b.endRow();
    }
    return b.build();
  }

  @Test
  void leavesCellsWithoutEdgesAlone() {
    double[][] weights = new double[6][6];
    weights[1][4] = 1;
    weights[4][1] = 1;
    weights[3][3] = 1; // has only itself
    Clusters found = Leiden.cluster(Graphs.of(weights), DEFAULTS.withResolution(0.5), WORKERS);
    assertThat(found.labels()).containsExactly(1, 0, 2, 3, 0, 4);
  }

  @Test
  void hasAResultForGraphsWithoutEdges() {
    Clusters three = Leiden.cluster(SparseMatrix.empty(3, 3), DEFAULTS, WORKERS);
    assertThat(three.labels()).containsExactly(0, 1, 2);
    assertThat(three.quality()).isZero();
    Clusters one = Leiden.cluster(Graphs.of(new double[][] {{1}}), DEFAULTS, WORKERS);
    assertThat(one.labels()).containsExactly(0);
    assertThat(one.quality()).isEqualTo(-2);
    Clusters none = Leiden.cluster(SparseMatrix.empty(0, 0), DEFAULTS, WORKERS);
    assertThat(none.count()).isZero();
    assertThat(none.labels()).isEmpty();
  }

  @Test
  void takesStoredZerosForNoEdges() {
    SparseMatrix zeros =
        SparseMatrix.of(2, 2, new int[] {0, 2, 4}, new int[] {0, 1, 0, 1}, new float[4]);
    assertThat(Leiden.cluster(zeros, DEFAULTS, WORKERS).count()).isEqualTo(2);
  }

  @Test
  void followsTheWeights() {
    // A path of four: the two heavy edges join.
    double[][] weights = new double[4][4];
    weights[0][1] = 5;
    weights[1][2] = 0.1;
    weights[3][2] = 5;
    Clusters found = Leiden.cluster(Graphs.of(weights), DEFAULTS.withResolution(1), WORKERS);
    assertThat(found.labels()).containsExactly(0, 0, 1, 1);
  }

  @Test
  void refusesWhatIsNoGraph() {
    for (float weight : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
      SparseMatrix graph =
          SparseMatrix.of(1, 1, new int[] {0, 1}, new int[] {0}, new float[] {weight});
      assertThatThrownBy(() -> Leiden.cluster(graph, DEFAULTS, WORKERS))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Leiden.cluster(SparseMatrix.empty(2, 3), DEFAULTS, WORKERS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAResolutionThatIsNotPositive() {
    for (double resolution : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> DEFAULTS.withResolution(resolution))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("resolution is " + resolution);
    }
    assertThatThrownBy(() -> DEFAULTS.withRounds(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DEFAULTS.withStarts(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHigherResolutionGivesMoreClusters() {
    SparseMatrix graph = Graphs.of(Graphs.ringOfCliques(30, 4));
    int[] counts =
        Arrays.stream(new double[] {0.001, 0.2, 1, 3})
            .mapToInt(r -> Leiden.cluster(graph, DEFAULTS.withResolution(r), WORKERS).count())
            .toArray();
    assertThat(counts).isSorted().startsWith(1).endsWith(30);
    assertThat(counts[3]).isGreaterThan(counts[1]);
  }

  @Test
  void aCompleteGraphIsOneCluster() {
    double[][] complete = new double[20][20];
    for (double[] row : complete) {
      Arrays.fill(row, 1);
    }
    Clusters found = Leiden.cluster(Graphs.of(complete), DEFAULTS.withResolution(0.9), WORKERS);
    assertThat(found.count()).isEqualTo(1);
    assertThat(found.quality()).isCloseTo(0.1, within(1e-12));
  }
}
