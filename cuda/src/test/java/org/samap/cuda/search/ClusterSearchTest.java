package org.samap.cuda.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.ListPlan;
import org.samap.core.neighbors.ListPlanner;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.neighbors.PlainClusteredSearch;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.cuda.StandIn;
import org.samap.cuda.device.Devices;

/** The search in clusters gives the bits of its definition. */
class ClusterSearchTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  /** Searches; returns how many queries were not proven. */
  private long assertSame(
      Metric metric, CellMatrix queries, CellMatrix points, int k, PointClusters clusters) {
    boolean self = queries.equals(points);
    try (Devices devices = Devices.open(gpu.driver())) {
      ClusterSearch search = new ClusterSearch(devices, metric, Progress.Silent.INSTANCE);
      Neighbors actual = search.search(queries, points, k, self, clusters);
      Neighbors expected =
          new PlainClusteredSearch(clusters.forms(), metric)
              .search(
                  clusters.starts(), clusters.order(), clusters.probes(), queries, points, k, self);
      assertThat(actual.queries()).isEqualTo(expected.queries()).isPositive();
      assertThat(actual.k()).isEqualTo(expected.k());
      assertThat(Arrays.mismatch(actual.indices(), expected.indices())).isEqualTo(-1);
      assertThat(Arrays.mismatch(actual.distances(), expected.distances())).isEqualTo(-1);
      return search.unproven();
    }
  }

  private long assertSame(CellMatrix queries, CellMatrix points, int k, PointClusters clusters) {
    return assertSame(Metric.COSINE, queries, points, k, clusters);
  }

  private static PointClusters planned(
      Metric metric, CellMatrix queries, CellMatrix points, int k, int probes) {
    try (Workers workers = Workers.of(2)) {
      ListPlan plan =
          ListPlanner.of(
                  new NeighborSearch(SearchMethod.CLUSTERED, metric, 1), queries, points, workers)
              .plan(k, 1, PlainClusteredSearch.steps(metric));
      PointClusters clusters = PointClusters.of(plan);
      return new PointClusters(
          clusters.forms(), clusters.starts(), clusters.order(), probes, clusters.longest());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "COSINE, 21", "CORRELATION, 21", "EUCLIDEAN, 21",
    "COSINE, 390", "CORRELATION, 390", "EUCLIDEAN, 390"
  })
  void findsTheNearestInTheClustersOfEachQuery(Metric metric, int columns) {
    CellMatrix points = RowSamples.clouds(700, columns, 9, 1, 20);
    CellMatrix queries = RowSamples.clouds(130, columns, 9, 1, 21);
    PointClusters clusters = planned(metric, queries, points, 20, 2);
    assertThat(clusters.count()).isGreaterThan(3);
    assertThat(assertSame(metric, queries, points, 20, clusters)).isLessThan(5);
    assertThat(assertSame(metric, points, points, 7, planned(metric, points, points, 7, 1)))
        .isLessThan(20);
  }

  @Test
  void takesAnyNumberOfRows() {
    for (int rows : new int[] {1, 15, 16, 17, 128, 256, 257, 1023}) {
      CellMatrix points = RowSamples.gaussian(rows, 5, rows);
      PointClusters clusters = ClusterSamples.around(points, Math.min(rows, 3), 1);
      assertSame(RowSamples.gaussian(3, 5, 1), points, Math.min(rows, 4), clusters);
      CellMatrix few = RowSamples.gaussian(17, 5, 2);
      assertSame(points, few, 4, ClusterSamples.around(few, 2, 2));
      if (rows < 300) {
        assertSame(points, points, Math.min(rows, 4), clusters);
      }
    }
  }

  @Tag("slow")
  @Test
  void takesRowsOfAnyWidthAndAnyNumberOfClusters() {
    for (int columns : new int[] {1, 2, 16, 17, 33}) {
      CellMatrix points = RowSamples.gaussian(150, columns, 1);
      CellMatrix queries = RowSamples.gaussian(20, columns, 2);
      for (int count : new int[] {1, columns, 130}) {
        assertSame(queries, points, 3, ClusterSamples.around(points, count, (count + 3) / 4));
      }
    }
  }

  @Test
  void searchesAllPointsWhereClustersHoldTooFew() {
    CellMatrix points = RowSamples.gaussian(300, 6, 3);
    PointClusters clusters = ClusterSamples.around(points, 40, 2);
    assertSame(points, points, 25, clusters);
    assertSame(RowSamples.gaussian(9, 6, 4), points, 300, clusters);
    assertThat(gpu.launches("offer_products")).isPositive();
  }

  @Test
  void manyNeighboursAreFoundInManyRounds() {
    CellMatrix points = RowSamples.gaussian(1300, 6, 5);
    CellMatrix queries = RowSamples.gaussian(9, 6, 6);
    assertSame(queries, points, 200, ClusterSamples.around(points, 30, 11));
    assertThat(gpu.launches("cut_lists")).isGreaterThan(1);
  }

  @Test
  void clustersCanBeEmptyAndRowsEqual() {
    CellMatrix points = CellMatrix.zeros(300, 12);
    CellMatrix two = RowSamples.gaussian(2, 12, 7);
    for (int r = 0; r < 300; r++) {
      two.copyRow(r < 280 ? 0 : 1, points.values(0), points.offset(r));
    }
    assertSame(points, points, 5, ClusterSamples.around(points, 4, 2));
    PointClusters clusters = ClusterSamples.around(points, 4, 1);
    assertThat(clusters.starts()).containsExactly(0, 300, 300, 300, 300);
    assertSame(points, points, 5, clusters);
    assertSame(two, points, 30, clusters);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void rowsWithoutLengthHaveAllPointsToChooseFrom(Metric metric) {
    CellMatrix points = RowSamples.wholeNumbers(300, 4, 3, 22);
    CellMatrix queries = RowSamples.wholeNumbers(60, 4, 2, 23);
    Arrays.fill(queries.values(0), 0, 8, 0);
    assertSame(metric, queries, points, 9, planned(metric, queries, points, 9, 1));
    assertSame(metric, points, points, 9, planned(metric, points, points, 9, 1));
  }

  /** The nearest points come last in their cluster, so that lists are too short for them. */
  @Test
  void comparesTheClustersInFloat64WhereTheProofFails() {
    CellMatrix points = RowSamples.gaussian(1500, 10, 8);
    for (int r = 0; r < 1500; r++) {
      points.set(r, 0, 0.01f * r);
    }
    CellMatrix queries = CellMatrix.zeros(3, 10);
    for (int q = 0; q < 3; q++) {
      queries.set(q, 0, 1);
    }
    PointClusters clusters = ClusterSamples.around(points, 1, 1);
    assertThat(assertSame(queries, points, 5, clusters)).isEqualTo(3);
    assertThat(gpu.launches("rank_some")).isEqualTo(1);
    assertSame(points, points, 5, clusters);
  }

  @Test
  void takesRowsThatLieInBlocks() {
    CellMatrix points = RowSamples.gaussian(300, 17, 4);
    CellMatrix blocks = CellMatrix.zeros(300, 17, 16);
    for (int r = 0; r < 300; r++) {
      points.copyRow(r, blocks.values(r), blocks.offset(r));
    }
    PointClusters clusters = ClusterSamples.around(points, 5, 2);
    assertSame(RowSamples.gaussian(20, 17, 5), blocks, 6, clusters);
  }

  /** Planted mistakes in barriers and copies show in some order of threads. */
  @Tag("slow")
  @Test
  void findsTheSameInAnyOrderOfThreads() {
    CellMatrix points = RowSamples.gaussian(600, 20, 5);
    CellMatrix queries = RowSamples.gaussian(30, 20, 6);
    PointClusters clusters = ClusterSamples.around(points, 35, 9);
    for (StandIn.Order order : StandIn.Order.values()) {
      for (boolean late : new boolean[] {false, true}) {
        gpu.play(order, late, 7);
        assertSame(queries, points, 5, clusters);
      }
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {5 << 18, 3 << 19})
  void findsTheSameInLittleMemory(long bytes) {
    CellMatrix points = RowSamples.clouds(2000, 20, 5, 1, 40);
    CellMatrix queries = RowSamples.clouds(600, 20, 5, 1, 41);
    gpu.set(StandIn.Setting.MEMORY, bytes);
    assertSame(queries, points, 9, ClusterSamples.around(points, 20, 4));
    assertThat(gpu.launches("rank_candidates")).isGreaterThan(2);
    assertSame(queries, queries, 9, ClusterSamples.around(queries, 6, 2));
  }

  @Test
  void halvesBlocksAndPartsWhenTheDeviceRunsOutOfMemory() {
    CellMatrix points = RowSamples.clouds(600, 9, 5, 1, 42);
    CellMatrix queries = RowSamples.clouds(300, 9, 5, 1, 43);
    PointClusters clusters = ClusterSamples.around(points, 6, 2);
    for (int call : new int[] {1, 5, 12, 20, 30, 33}) {
      gpu.failAt("cuMemAlloc_v2", call, 2);
      assertSame(queries, points, 9, clusters);
    }
    assertThat(gpu.launches("rank_candidates")).isGreaterThan(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void findsTheSameOnSeveralDevices(int devices) {
    CellMatrix points = RowSamples.clouds(1600, 12, 5, 1, 44);
    gpu.set(StandIn.Setting.DEVICES, devices);
    assertSame(points, points, 9, ClusterSamples.around(points, 9, 3));
    assertThat(gpu.launches("rank_candidates")).isEqualTo(devices);
  }
}
