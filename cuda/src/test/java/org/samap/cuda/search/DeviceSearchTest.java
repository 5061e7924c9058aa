package org.samap.cuda.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
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
  private static final Metric[] METRICS = Metric.values();

  @RegisterExtension final StandIn gpu = new StandIn();

  /** Searches; returns how many queries were compared with all points. */
  private long assertSame(Metric metric, CellMatrix queries, CellMatrix points, int k) {
    try (Devices devices = Devices.open(gpu.driver());
        Workers workers = Workers.of(2)) {
      NeighborSearch how = exact(metric);
      assertThat(DeviceSearch.does(devices, queries, points, k)).isTrue();
      DeviceSearch search = new DeviceSearch(devices, metric, Progress.Silent.INSTANCE);
      assertSame(search.search(queries, points, k), how.search(queries, points, k, workers));
      return search.unproven();
    }
  }

  private long assertSameBothWays(Metric metric, CellMatrix a, int kA, CellMatrix b, int kB) {
    try (Devices devices = Devices.open(gpu.driver());
        Workers workers = Workers.of(2)) {
      DeviceSearch search = new DeviceSearch(devices, metric, Progress.Silent.INSTANCE);
      NeighborSearch.BothWays actual = search.between(a, kA, b, kB);
      NeighborSearch.BothWays expected = exact(metric).between(a, kA, b, kB, workers);
      assertSame(actual.ofA(), expected.ofA());
      assertSame(actual.ofB(), expected.ofB());
      return search.unproven();
    }
  }

  private static NeighborSearch exact(Metric metric) {
    return new NeighborSearch(SearchMethod.EXACT, metric, 1);
  }

  private static void assertSame(Neighbors actual, Neighbors expected) {
    assertThat(actual.queries()).isEqualTo(expected.queries()).isPositive();
    assertThat(actual.k()).isEqualTo(expected.k());
    assertThat(Arrays.mismatch(actual.indices(), expected.indices())).isEqualTo(-1);
    assertThat(Arrays.mismatch(actual.distances(), expected.distances())).isEqualTo(-1);
    assertThat(actual.recall()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsTheNearestOneWayBothWaysAndWithin(Metric metric) {
    CellMatrix points = RowSamples.clouds(300, 37, 9, 1, 20);
    CellMatrix queries = RowSamples.clouds(130, 37, 9, 1, 21);
    assertThat(assertSame(metric, queries, points, 20)).isZero();
    assertThat(assertSame(metric, points, points, 20)).isZero();
    assertThat(assertSameBothWays(metric, queries, 7, points, 20)).isZero();
  }

  @Test
  void takesRowsOfAnyWidth() {
    for (int columns : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33}) {
      Metric metric = METRICS[columns % METRICS.length];
      CellMatrix a = RowSamples.gaussian(25, columns, 1);
      CellMatrix b = RowSamples.gaussian(20, columns, 2);
      assertSameBothWays(metric, a, 3, b, 4);
    }
  }

  @Test
  void takesAnyNumberOfRows() {
    for (int rows : new int[] {1, 2, 15, 16, 17, 127, 128, 129, 255, 256, 257, 1025}) {
      CellMatrix points = RowSamples.gaussian(rows, 5, rows);
      assertSameBothWays(Metric.COSINE, RowSamples.gaussian(3, 5, 1), 1, points, 2);
      if (rows < 300) {
        assertSame(Metric.COSINE, points, points, Math.min(rows, 4));
      }
    }
  }

  @Test
  void findsAnyNumberOfNeighbours() {
    CellMatrix points = RowSamples.gaussian(40, 6, 3);
    CellMatrix queries = RowSamples.gaussian(9, 6, 4);
    for (int k : new int[] {1, 2, 3, 10, 31, 32, 33, 39, 40}) {
      Metric metric = METRICS[k % METRICS.length];
      assertSame(metric, queries, points, k);
      assertSame(metric, points, points, k);
    }
    CellMatrix many = RowSamples.gaussian(600, 6, 5);
    assertSame(Metric.COSINE, queries, many, 336);
    assertSameBothWays(Metric.EUCLIDEAN, queries, 200, many, 9);
  }

  /** Many equal distances, equal rows and rows without length. */
  @ParameterizedTest
  @EnumSource(Metric.class)
  void breaksTiesByTheLowerIndex(Metric metric) {
    CellMatrix points = RowSamples.wholeNumbers(150, 4, 3, 22);
    CellMatrix queries = RowSamples.wholeNumbers(50, 4, 3, 23);
    assertSame(metric, points, points, 25);
    assertSameBothWays(metric, queries, 25, points, 25);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void putsEveryRowFirstAmongEquals(Metric metric) {
    CellMatrix points = CellMatrix.zeros(200, 12);
    CellMatrix two = RowSamples.gaussian(2, 12, 7);
    for (int r = 0; r < 200; r++) {
      two.copyRow(r < 180 ? 0 : 1, points.values(0), points.offset(r));
    }
    assertSame(metric, points, points, 5);
    try (Devices devices = Devices.open(gpu.driver())) {
      DeviceSearch search = new DeviceSearch(devices, metric, Progress.Silent.INSTANCE);
      Neighbors found = search.search(points, points, 5);
      assertThat(found.distances()).containsOnly(0).hasSize(1000);
      assertThat(found.index(170, 0)).isEqualTo(170);
      assertThat(found.index(170, 1)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void rowsWithoutLengthNeedNoComparison(Metric metric) {
    CellMatrix points = RowSamples.gaussian(150, 8, 8);
    Arrays.fill(points.values(0), points.offset(3), points.offset(60), 0);
    long unproven = assertSame(metric, points, points, 30);
    if (metric != Metric.EUCLIDEAN) {
      assertThat(unproven).isZero();
    }
    CellMatrix zero = CellMatrix.zeros(90, 20);
    assertSame(metric, zero, zero, 7);
  }

  /** Of 600 columns, as the rows that are compared between species. */
  @ParameterizedTest
  @CsvSource({"0.1, COSINE", "0.3, COSINE", "3, COSINE", "0.3, EUCLIDEAN"})
  void fewQueriesFailTheProofInRoundCloudsTightOrLoose(double spread, Metric metric) {
    CellMatrix a = RowSamples.clouds(128, 600, 2, spread, 31);
    CellMatrix b = RowSamples.clouds(256, 600, 2, spread, 32);
    assertThat(assertSameBothWays(metric, a, 20, b, 20)).isLessThan(5);
  }

  /** Rows so near to each other that the products of the tensor cores do not tell them apart. */
  @ParameterizedTest
  @EnumSource(Metric.class)
  void comparesAllPointsWhereTheProofFails(Metric metric) {
    CellMatrix points = RowSamples.gaussian(100, 40, 24);
    CellMatrix base = RowSamples.gaussian(1, 40, 25);
    for (int r = 0; r < 100; r++) {
      for (int c = 0; c < 40; c++) {
        points.set(r, c, base.get(0, c) + 1e-4f * points.get(r, c));
      }
    }
    long unproven = assertSame(metric, points, points, 10);
    if (metric == Metric.EUCLIDEAN) {
      assertThat(unproven).isZero(); // the centre takes away what all have in common
    } else {
      assertThat(unproven).isGreaterThan(70);
      // Eight queries at a time for each of four multiprocessors.
      assertThat(gpu.launches("rank_all")).isEqualTo(Math.ceilDiv(unproven, 8 * 4));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-18f, 1, 1e18f})
  void isExactFarFromTheOriginAndAtExtremeScales(float scale) {
    CellMatrix points = RowSamples.gaussian(70, 10, 26);
    for (int i = 0; i < points.values(0).length; i++) {
      points.values(0)[i] = scale * (1000 + points.values(0)[i]);
    }
    for (Metric metric : METRICS) {
      assertSame(metric, points, points, 8);
    }
  }

  @Test
  void takesRowsThatLieInBlocks() {
    CellMatrix points = RowSamples.gaussian(100, 17, 4);
    CellMatrix blocks = CellMatrix.zeros(100, 17, 16);
    for (int r = 0; r < 100; r++) {
      points.copyRow(r, blocks.values(r), blocks.offset(r));
    }
    assertSame(Metric.COSINE, blocks, blocks, 12);
    assertSame(Metric.COSINE, points, blocks, 12);
  }

  /** Planted mistakes in barriers and copies show in some order of threads. */
  @Test
  void findsTheSameInAnyOrderOfThreads() {
    CellMatrix a = RowSamples.gaussian(40, 70, 5);
    CellMatrix b = RowSamples.gaussian(270, 70, 6);
    for (StandIn.Order order : StandIn.Order.values()) {
      for (boolean late : new boolean[] {false, true}) {
        gpu.play(order, late, 7);
        assertSameBothWays(Metric.COSINE, a, 5, b, 5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {2 << 20, 3 << 20})
  void findsTheSameInLittleMemory(long bytes) {
    CellMatrix a = RowSamples.clouds(600, 20, 5, 1, 40);
    CellMatrix b = RowSamples.clouds(300, 20, 5, 1, 41);
    gpu.set(StandIn.Setting.MEMORY, bytes);
    assertSame(Metric.COSINE, a, a, 9);
    assertSameBothWays(Metric.EUCLIDEAN, a, 9, b, 12);
    assertThat(gpu.launches("rank_candidates")).isGreaterThan(3);
  }

  @Test
  void halvesPiecesWhenTheDeviceRunsOutOfMemory() {
    CellMatrix a = RowSamples.gaussian(300, 9, 42);
    CellMatrix b = RowSamples.gaussian(40, 9, 43);
    for (int call : new int[] {1, 5, 18}) {
      gpu.failAt("cuMemAlloc_v2", call, 2);
      assertSameBothWays(Metric.COSINE, a, 9, b, 9);
    }
    gpu.failAt("cuMemAlloc_v2", 12, 2);
    assertSame(Metric.COSINE, a, a, 9);
    assertThat(gpu.launches("rank_candidates")).isGreaterThan(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void findsTheSameOnSeveralDevices(int devices) {
    CellMatrix a = RowSamples.clouds(1100, 12, 5, 1, 44);
    CellMatrix b = RowSamples.clouds(70, 12, 5, 1, 45);
    gpu.set(StandIn.Setting.DEVICES, devices);
    assertSame(Metric.COSINE, a, a, 9);
    assertSameBothWays(Metric.COSINE, a, 9, b, 12);
    assertThat(gpu.launches("rank_candidates")).isGreaterThan(devices);
  }

  @Test
  void countsThePairsOfRows() {
    CellMatrix a = RowSamples.gaussian(600, 5, 1);
    CellMatrix b = RowSamples.gaussian(300, 5, 2);
    assertThat(counted(search -> search.search(a, a, 4))).isEqualTo(600L * 599 / 2);
    assertThat(counted(search -> search.search(a, b, 4))).isEqualTo(600L * 300);
    gpu.set(StandIn.Setting.MEMORY, 3 << 20);
    assertThat(counted(search -> search.between(a, 4, b, 4))).isEqualTo(600L * 300);
    assertThat(counted(search -> search.search(a, a, 4))).isEqualTo(600L * 599 / 2);
  }

  private long counted(Consumer<DeviceSearch> search) {
    AtomicLong expected = new AtomicLong();
    AtomicLong done = new AtomicLong();
    Progress.Phase phase =
        new Progress.Phase() {
          @Override
          public void advance(long steps) {
            done.addAndGet(steps);
          }

          @Override
          public void expect(long total) {
            expected.set(total);
          }

          @Override
          public <T> T part(long steps, Function<? super Progress.Phase, ? extends T> work) {
            throw new UnsupportedOperationException();
          }
        };
    try (Devices devices = Devices.open(gpu.driver())) {
      search.accept(new DeviceSearch(devices, Metric.COSINE, phase));
    }
    assertThat(done.get()).isEqualTo(expected.get());
    return done.get();
  }
}
