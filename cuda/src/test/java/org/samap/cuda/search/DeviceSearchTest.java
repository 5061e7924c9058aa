package org.samap.cuda.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.cuda.StandIn;
import org.samap.cuda.device.Devices;

/** The search on devices gives the bits of the CPU's exact search. */
class DeviceSearchTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  /** Searches; returns how many queries were compared with all points. */
  private long assertSame(Metric metric, CellMatrix queries, CellMatrix points, int k) {
    try (Devices devices = Devices.open(gpu.driver());
        Workers workers = Workers.of(2)) {
      NeighborSearch how = new NeighborSearch(SearchMethod.EXACT, metric, 1);
      assertThat(DeviceSearch.does(devices, queries, points, k, how)).isTrue();
      DeviceSearch search = new DeviceSearch(devices, metric, Progress.Silent.INSTANCE);
      assertSame(search.search(queries, points, k), how.search(queries, points, k, workers));
      return search.unproven();
    }
  }

  private long assertSameBothWays(Metric metric, CellMatrix a, int kA, CellMatrix b, int kB) {
    try (Devices devices = Devices.open(gpu.driver());
        Workers workers = Workers.of(2)) {
      NeighborSearch how = new NeighborSearch(SearchMethod.EXACT, metric, 1);
      DeviceSearch search = new DeviceSearch(devices, metric, Progress.Silent.INSTANCE);
      NeighborSearch.BothWays actual = search.between(a, kA, b, kB);
      NeighborSearch.BothWays expected = how.between(a, kA, b, kB, workers);
      assertSame(actual.ofA(), expected.ofA());
      assertSame(actual.ofB(), expected.ofB());
      return search.unproven();
    }
  }

  private static void assertSame(Neighbors actual, Neighbors expected) {
    assertThat(actual.queries()).isEqualTo(expected.queries());
    assertThat(actual.k()).isEqualTo(expected.k());
    assertThat(actual.indices()).isEqualTo(expected.indices());
    assertThat(actual.distances()).isEqualTo(expected.distances());
    assertThat(actual.recall()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsTheNearest(Metric metric) {
    CellMatrix points = RowSamples.clouds(700, 37, 9, 1, 20);
    CellMatrix queries = RowSamples.clouds(203, 37, 9, 1, 21);
    assertThat(assertSame(metric, queries, points, 20)).isZero();
    assertThat(assertSame(metric, points, points, 20)).isZero();
    assertThat(assertSameBothWays(metric, queries, 7, points, 20)).isZero();
  }
}
