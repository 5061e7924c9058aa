package org.samap.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

class LeidenPropertiesTest {
  private static final Workers WORKERS = Workers.of(2);

  @AfterContainer
  static void close() {
    WORKERS.close();
  }

  @Property(tries = 200)
  void modularityIsItsFormula(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int n) {
    RandomStream random = RandomStream.of(seed, "test", 0);
    double[][] weights = Graphs.random(n, 0.3, random);
    int[] labels = IntStream.range(0, n).map(i -> random.nextInt(n)).toArray();
    assertThat(Modularity.directed(Graphs.of(weights), labels, 3))
        .isCloseTo(Graphs.modularity(weights, labels, 3), within(1e-12));
  }

  @Property(tries = 200)
  void clustersAreConnectedAndBetterThanSingleCells(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int n,
      @ForAll @DoubleRange(min = 0.01, max = 0.4) double density,
      @ForAll @DoubleRange(min = 0.1, max = 5) double resolution) {
    double[][] weights = Graphs.random(n, density, RandomStream.of(seed, "test", 0));
    SparseMatrix graph = Graphs.of(weights);
    Clusters found = Leiden.cluster(graph, new LeidenParams(resolution, seed, 5, 2), WORKERS);
    double singles = Modularity.directed(graph, IntStream.range(0, n).toArray(), resolution);
    assertThat(found.quality()).isGreaterThanOrEqualTo(singles).isLessThanOrEqualTo(1);
    assertThat(Graphs.groupsAreConnected(weights, found.labels())).isTrue();
    assertThat(found.sizes()).doesNotContain(0);
    assertThat(Clusters.bySize(found.labels())).isEqualTo(found.labels());
    int[] falling = Arrays.stream(found.sizes()).map(s -> -s).toArray();
    assertThat(falling).isSorted();
  }

  @Property(tries = 60)
  void qualityNeverFallsFromRoundToRound(@ForAll long seed) {
    SparseMatrix graph = Graphs.of(Graphs.random(80, 0.08, RandomStream.of(seed, "test", 0)));
    double before = Double.NEGATIVE_INFINITY;
    for (int rounds = 1; rounds <= 6; rounds++) {
      Clusters found = Leiden.cluster(graph, new LeidenParams(1, seed, rounds, 1), WORKERS);
      assertThat(found.quality()).isGreaterThanOrEqualTo(before);
      before = found.quality();
    }
  }

  @Property(tries = 60)
  void moreStartsAreNeverWorse(@ForAll long seed) {
    SparseMatrix graph = Graphs.of(Graphs.random(60, 0.1, RandomStream.of(seed, "test", 0)));
    assertThat(Leiden.cluster(graph, new LeidenParams(1, seed, 3, 6), WORKERS).quality())
        .isGreaterThanOrEqualTo(
            Leiden.cluster(graph, new LeidenParams(1, seed, 3, 1), WORKERS).quality());
  }

  @Property(tries = 60)
  void theUnitOfWeightDoesNotMatter(@ForAll long seed) {
    SparseMatrix graph = Graphs.of(Graphs.random(50, 0.1, RandomStream.of(seed, "test", 0)));
    LeidenParams params = LeidenParams.defaults().withSeed(seed).withResolution(1);
    assertThat(Leiden.cluster(graph.map(w -> w * 1024), params, WORKERS).labels())
        .isEqualTo(Leiden.cluster(graph, params, WORKERS).labels());
  }

  @Property(tries = 200)
  void refinementCutsEveryCommunityIntoConnectedParts(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 50) int n,
      @ForAll @DoubleRange(min = 0.01, max = 0.3) double density) {
    RandomStream random = RandomStream.of(seed, "test", 0);
    double[][] weights = Graphs.random(n, density, random);
    Network network = Network.of(Graphs.of(weights));
    int groups = Math.min(n, 4);
    int[] community = IntStream.range(0, n).map(i -> random.nextInt(groups)).toArray();
    double penalty = network.totalWeight() == 0 ? 0 : 0.5 / network.totalWeight();
    int[] part = RefinedGrouping.run(network, penalty, community, random, WORKERS);
    assertThat(Graphs.groupsAreConnected(weights, part)).isTrue();
    assertThat(IntStream.range(0, n).allMatch(v -> community[part[v]] == community[v])).isTrue();
    assertThat(modularityOf(weights, part))
        .isGreaterThanOrEqualTo(modularityOf(weights, IntStream.range(0, n).toArray()) - 1e-6);
  }

  private static double modularityOf(double[][] weights, int[] labels) {
    return Graphs.modularity(weights, labels, 0.5);
  }

  @Property(tries = 100)
  void aggregationKeepsStrengthsAndTheWeightBetweenGroups(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
    RandomStream random = RandomStream.of(seed, "test", 0);
    double[][] weights = Graphs.random(n, 0.2, random);
    int[] group = Clusters.bySize(IntStream.range(0, n).map(i -> random.nextInt(n)).toArray());
    int groups = Arrays.stream(group).max().orElseThrow() + 1;
    double[][] sums = new double[groups][groups];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sums[group[i]][group[j]] += weights[i][j];
      }
    }
    Network small = Network.of(Graphs.of(weights)).aggregate(group, groups, WORKERS);
    for (int g = 0; g < groups; g++) {
      int from = g;
      assertThat(small.out()[g]).isCloseTo(Arrays.stream(sums[g]).sum(), within(1e-9));
      assertThat(small.in()[g])
          .isCloseTo(Arrays.stream(sums).mapToDouble(row -> row[from]).sum(), within(1e-9));
      double[] between = new double[groups];
      for (int p = small.offsets()[g]; p < small.offsets()[g + 1]; p++) {
        between[small.neighbors()[p]] += small.weights()[p];
      }
      for (int h = 0; h < groups; h++) {
        double expected = g == h ? 0 : sums[g][h] + sums[h][g];
        assertThat(between[h]).isCloseTo(expected, within(1e-4));
      }
    }
  }
}
