package org.samap.cuda.mutual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.Engine;
import org.samap.core.engine.Expansion;
import org.samap.core.engine.Neighborhood;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.engine.cpu.CpuJoinedCells;
import org.samap.core.golden.Golden;
import org.samap.core.mapping.GoldenCase;
import org.samap.core.mapping.MappingParams;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.cuda.StandIn;
import org.samap.cuda.device.Devices;

/** The device gives the CPU engine's mutual edges, to the last bit. */
class MutualEdgesTest {
  private static final EdgeRule RULE = new EdgeRule(5, true, true);

  @RegisterExtension final StandIn gpu = new StandIn();

  private final Workers workers = Workers.of(2);

  @AfterEach
  void close() {
    workers.close();
  }

  private void givesTheEdgesOfTheCpu(JoinedSample sample, EdgeRule rule) {
    SparseMatrix expected = sample.edges(CpuEngine.on(workers), rule);
    assertThat(expected.entries()).isGreaterThan(20);
    try (Engine cuda = gpu.engine(workers)) {
      assertThat(sample.edges(cuda, rule)).isEqualTo(expected);
    }
    assertThat(gpu.launches("mutual_cut")).isPositive();
  }

  static Stream<EdgeRule> rules() {
    return Stream.of(true, false)
        .flatMap(each -> Stream.of(true, false).map(rescale -> new EdgeRule(4, each, rescale)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void followsTheRule(EdgeRule rule) {
    givesTheEdgesOfTheCpu(JoinedSample.of(20, 4, 12, JoinedSample.RINGS, 70, 1, 65), rule);
  }

  static Stream<int[]> sizes() {
    return Stream.of(
        new int[] {15, 64},
        new int[] {63, 65},
        new int[] {31, 129},
        new int[] {300, 33},
        new int[] {40, 20, 128, 17});
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void takesAnyNumberOfCells(int[] sizes) {
    givesTheEdgesOfTheCpu(JoinedSample.of(25, 5, 9, JoinedSample.RINGS, sizes), RULE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 127, 128, 129, 260})
  void addsUpTheComponentsInTheOrderOfTheCpu(int width) {
    givesTheEdgesOfTheCpu(JoinedSample.of(20, 4, width, JoinedSample.RINGS, 66, 50), RULE);
  }

  static Stream<Neighborhood> neighborhoods() {
    return Stream.of(
        new Neighborhood.WholeCluster(),
        new Neighborhood.Rings(Expansion.WALK, 4, false, 0),
        new Neighborhood.Rings(Expansion.BFS, 1, true, 0),
        new Neighborhood.Rings(Expansion.BFS, 4, false, 3));
  }

  @ParameterizedTest
  @MethodSource("neighborhoods")
  void takesAnyNeighborhood(Neighborhood neighborhood) {
    givesTheEdgesOfTheCpu(JoinedSample.of(30, 5, 9, neighborhood, 90, 70), RULE);
  }

  /** Neighbours beyond a warp's width, and neighbourhoods of several words. */
  @Test
  void takesManyNeighbors() {
    givesTheEdgesOfTheCpu(
        JoinedSample.of(250, 45, 9, JoinedSample.RINGS, 330, 260), new EdgeRule(60, true, true));
  }

  @Test
  void keepsTheLowerOfEqualEdges() {
    JoinedSample sample = JoinedSample.of(30, 1, 9, new Neighborhood.WholeCluster(), 100, 90);
    givesTheEdgesOfTheCpu(sample, new EdgeRule(3, true, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void doesNotDependOnTheOrderOfThreads(int seed) {
    StandIn.Order[] orders = StandIn.Order.values();
    gpu.play(orders[seed % orders.length], seed % 2 == 1, seed);
    givesTheEdgesOfTheCpu(JoinedSample.of(20, 4, 40, JoinedSample.RINGS, 70, 80), RULE);
  }

  @Test
  void findsNothingWhereNobodyIsSeen() {
    JoinedSample sample = JoinedSample.of(20, 4, 9, JoinedSample.RINGS, 30, 40);
    JoinedSample blind =
        new JoinedSample(sample.species(), SparseMatrix.empty(70, 70), sample.rows());
    try (Engine cuda = gpu.engine(workers)) {
      assertThat(blind.edges(cuda, RULE)).isEqualTo(SparseMatrix.empty(70, 70));
      assertThat(sample.edges(cuda, RULE).entries()).isPositive();
    }
  }

  /** A part of the cells at a time, and candidates of few rows. */
  @Test
  void makesRowsAndColumnsInParts() {
    JoinedSample sample = JoinedSample.of(60, 3, 100, JoinedSample.RINGS, 4_200, 40);
    SparseMatrix expected = sample.edges(CpuEngine.on(workers), RULE);
    assertThat(expected.entries()).isGreaterThan(200);
    CpuJoinedCells cells = CpuEngine.on(workers).join(sample.species(), JoinedSample.LEAST);
    MutualInput input = new MutualInput(cells, cells.inPlaces(sample.q()), sample.rows(), RULE);
    gpu.set(StandIn.Setting.MEMORY, 7_000_000);
    try (Devices devices = Devices.open(gpu.driver())) {
      assertThat(MutualEdges.of(devices, input, 0, Progress.Silent.INSTANCE)).isEqualTo(expected);
    }
    assertThat(gpu.launches("mutual_tiles")).isGreaterThan(5);
  }

  @Test
  void saysThatTheDeviceIsTooSmall() {
    JoinedSample sample = JoinedSample.of(20, 4, 9, JoinedSample.RINGS, 300, 400);
    gpu.set(StandIn.Setting.MEMORY, 100_000);
    try (Engine cuda = gpu.engine(workers)) {
      assertThatThrownBy(() -> sample.edges(cuda, RULE))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("the GPU failed")
          .hasMessageContaining("bytes are free");
    }
  }

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheEdgesOfTheCpuOnStoredData(Golden golden) {
    try (golden) {
      GoldenCase stored = GoldenCase.of(golden);
      givesTheEdgesOfTheCpu(
          new JoinedSample(
              stored.speciesCells(MappingParams.defaults()),
              golden.sparse("iter0/knn"),
              stored.projected(0)),
          new EdgeRule(20, true, true));
    }
  }

  @Test
  void sharesTheRowsAmongDevices() {
    gpu.set(StandIn.Setting.DEVICES, 2);
    givesTheEdgesOfTheCpu(JoinedSample.of(20, 4, 9, JoinedSample.RINGS, 90, 80, 70), RULE);
  }
}
