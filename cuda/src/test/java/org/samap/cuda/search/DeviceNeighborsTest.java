package org.samap.cuda.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.ListPlan;
import org.samap.core.neighbors.ListPlanner;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.neighbors.PlainClusteredSearch;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.cuda.StandIn;
import org.samap.cuda.device.Devices;
import org.samap.cuda.driver.DriverException;

/** Clustered searches on devices find 98 % of the neighbours, or are exact. */
class DeviceNeighborsTest {
  private static final int K = 10;

  @RegisterExtension final StandIn gpu = new StandIn();

  private static NeighborSearch clustered(Metric metric) {
    return new NeighborSearch(SearchMethod.CLUSTERED, metric, 1);
  }

  private Neighbors search(NeighborSearch how, CellMatrix queries, CellMatrix points) {
    try (Devices devices = Devices.open(gpu.driver());
        Workers workers = Workers.of(2)) {
      return new DeviceNeighbors(devices, how, workers, Progress.Silent.INSTANCE)
          .search(queries, points, K);
    }
  }

  private static double recall(Neighbors found, Neighbors exact) {
    int hits = 0;
    for (int q = 0; q < exact.queries(); q++) {
      Set<Integer> near = new HashSet<>();
      for (int i = 0; i < K; i++) {
        near.add(exact.index(q, i));
      }
      for (int i = 0; i < K; i++) {
        hits += near.contains(found.index(q, i)) ? 1 : 0;
      }
    }
    return (double) hits / exact.indices().length;
  }

  private static Neighbors exact(Metric metric, CellMatrix queries, CellMatrix points) {
    try (Workers workers = Workers.of(2)) {
      return new NeighborSearch(SearchMethod.EXACT, metric, 0).search(queries, points, K, workers);
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsNearlyAllNearestOfClusteredRowsAndKnowsIt(Metric metric) {
    CellMatrix points = RowSamples.clouds(2000, 12, 30, 0.7, 1);
    CellMatrix queries = RowSamples.clouds(400, 12, 30, 0.7, 2);
    Neighbors found = search(clustered(metric), queries, points);
    assertThat(gpu.launches("offer_clusters")).isPositive();
    double recall = recall(found, exact(metric, queries, points));
    assertThat(recall).isGreaterThanOrEqualTo(0.98);
    assertThat(found.recall()).isGreaterThanOrEqualTo(0.98).isCloseTo(recall, within(0.015));
    assertThat(recall(search(clustered(metric), points, points), exact(metric, points, points)))
        .isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void findsWhatTheCpuFindsWhereBothFindAll() {
    CellMatrix points = RowSamples.clouds(2000, 12, 30, 0.05, 3);
    NeighborSearch how = clustered(Metric.COSINE);
    Neighbors found = search(how, points, points);
    assertThat(gpu.launches("offer_clusters")).isPositive();
    try (Workers workers = Workers.of(2)) {
      Neighbors expected = how.search(points, points, K, workers);
      assertThat(expected.recall()).isEqualTo(1);
      assertThat(found.recall()).isEqualTo(1);
      assertThat(found.indices()).isEqualTo(expected.indices());
      assertThat(found.distances()).isEqualTo(expected.distances());
    }
  }

  @ParameterizedTest
  @CsvSource({"11, COSINE", "400, CORRELATION", "9, EUCLIDEAN"})
  void listsAndProbesAreThoseOfTheCpu(int columns, Metric metric) {
    CellMatrix points = RowSamples.clouds(800, columns, 9, 1, 4);
    try (Devices devices = Devices.open(gpu.driver());
        Workers workers = Workers.of(2)) {
      ListPlanner planner = ListPlanner.of(clustered(metric), points, points, workers);
      ListPlan expected = planner.plan(K, 1, PlainClusteredSearch.steps(metric));
      ListPlan actual =
          planner.plan(
              K,
              1,
              new DeviceNeighbors(devices, clustered(metric), workers, Progress.Silent.INSTANCE)
                  .steps());
      assertThat(actual.starts()).isEqualTo(expected.starts()).hasSizeGreaterThan(5);
      assertThat(actual.members()).isEqualTo(expected.members());
      assertThat(actual.probes()).isEqualTo(expected.probes());
    }
  }

  @Test
  void isExactWhereRowsHaveNoShape() {
    CellMatrix points = RowSamples.gaussian(700, 60, 5);
    Neighbors found = search(clustered(Metric.COSINE), points, points);
    assertThat(found.recall()).isEqualTo(1);
    assertThat(found.indices()).isEqualTo(exact(Metric.COSINE, points, points).indices());
    assertThat(gpu.launches("offer_clusters")).isZero();
  }

  @Test
  void searchesBothWays() {
    CellMatrix a = RowSamples.clouds(2000, 12, 40, 0.1, 6);
    CellMatrix b = RowSamples.clouds(2000, 12, 40, 0.1, 7);
    try (Devices devices = Devices.open(gpu.driver());
        Workers workers = Workers.of(2)) {
      NeighborSearch.BothWays found =
          new DeviceNeighbors(devices, clustered(Metric.COSINE), workers, Progress.Silent.INSTANCE)
              .between(a, K, b, K);
      assertThat(gpu.launches("offer_clusters")).isPositive();
      assertThat(recall(found.ofA(), exact(Metric.COSINE, a, b))).isGreaterThanOrEqualTo(0.98);
      assertThat(recall(found.ofB(), exact(Metric.COSINE, b, a))).isGreaterThanOrEqualTo(0.98);
      assertThat(found.ofA().recall()).isGreaterThanOrEqualTo(0.98);
    }
  }

  @Test
  void tinySidesAreSearchedExactly() {
    for (int rows : new int[] {10, 15, 16, 17}) {
      CellMatrix points = RowSamples.gaussian(rows, 3, rows);
      Neighbors found = search(clustered(Metric.COSINE), points, points);
      assertThat(found.indices()).isEqualTo(exact(Metric.COSINE, points, points).indices());
    }
  }

  /** A call that fails ends the search with one error, or with the same result, and frees all. */
  @Test
  void survivesFailuresOfAnyCall() {
    CellMatrix points = RowSamples.clouds(1000, 6, 30, 0.1, 8);
    Neighbors expected = search(clustered(Metric.COSINE), points, points);
    assertThat(gpu.launches("offer_clusters")).isPositive();
    long calls = gpu.calls();
    RandomGenerator random = RandomStream.of(1, "failures", 0);
    int failed = 0;
    for (int i = 0; i < 12; i++) {
      gpu.failAt(1 + random.nextLong(calls), i % 2 == 0 ? 2 : 700);
      try {
        Neighbors found = search(clustered(Metric.COSINE), points, points);
        assertThat(Arrays.mismatch(found.indices(), expected.indices())).isEqualTo(-1);
      } catch (DriverException e) {
        failed++;
      }
      assertThat(gpu.left()).isEmpty();
      gpu.reset();
    }
    assertThat(failed).isBetween(1, 12);
  }
}
