package org.samap.cuda.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.GeneEdges;
import org.samap.core.golden.Golden;
import org.samap.core.mapping.GoldenCase;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Counted;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.cuda.StandIn;
import org.samap.cuda.device.Devices;
import org.samap.cuda.driver.DriverException;
import org.samap.cuda.expression.DeviceExpressions;
import org.samap.cuda.expression.Hardware;

/** Links are compared on a device as on the CPU. */
class LinkAgreementTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 31, 33, 255, 257, 1025})
  void comparesAnyNumberOfCells(int cells) {
    assertAsOnTheCpu(LinkedCells.of(new int[] {cells, 40}, new int[] {9, 11}, 6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 65})
  void comparesAnyNumberOfGenes(int genes) {
    assertAsOnTheCpu(LinkedCells.of(new int[] {30, 20}, new int[] {genes, 37}, 5));
  }

  @Test
  void comparesTheGenesOfSeveralSpeciesPairByPair() {
    assertAsOnTheCpu(LinkedCells.of(new int[] {60, 1, 45, 20}, new int[] {12, 9, 34, 8}, 9));
  }

  @Test
  void comparesGenesThatTheDataDoNotHave() {
    LinkedCells linked = LinkedCells.of(new int[] {50, 30}, new int[] {8, 9}, 5);
    assertAsOnTheCpu(linked.withoutTheData(2));
  }

  @Test
  void comparesGenesWithoutCells() {
    assertAsOnTheCpu(LinkedCells.of(new int[] {50, 0, 30}, new int[] {8, 7, 9}, 5));
  }

  @Test
  void smoothsTheGenesOfASpeciesInTilesOfSharedMemory() {
    LinkedCells linked = LinkedCells.of(new int[] {40, 30}, new int[] {150, 90}, 5);
    double[] found = onTheDevice(linked, EdgeMode.PEARSON);
    gpu.set(StandIn.Setting.SHARED_BYTES, 2048 + 4 * 32);
    assertThat(onTheDevice(linked, EdgeMode.PEARSON)).isEqualTo(found);
  }

  @Test
  void joinsSegmentsOfCells() {
    LinkedCells linked = LinkedCells.of(new int[] {16_700, 20}, new int[] {3, 4}, 3);
    assertThat(Segment.of(linked.cells())).hasSize(3);
    assertCorrelatesAsOnTheCpu(linked);
  }

  @ParameterizedTest
  @EnumSource(EdgeMode.class)
  void isTheSameInAnyOrderOfThreads(EdgeMode mode) {
    LinkedCells linked = LinkedCells.of(new int[] {300, 90}, new int[] {9, 33}, 6);
    double[] rising = onTheDevice(linked, mode);
    gpu.play(StandIn.Order.FALLING, true, 0);
    assertThat(onTheDevice(linked, mode)).isEqualTo(rising);
    gpu.play(StandIn.Order.RANDOM, false, 5);
    assertThat(onTheDevice(linked, mode)).isEqualTo(rising);
  }

  @ParameterizedTest
  @EnumSource(EdgeMode.class)
  void isTheSameWithLittleMemory(EdgeMode mode) {
    boolean pearson = mode == EdgeMode.PEARSON;
    LinkedCells linked =
        LinkedCells.of(
            pearson ? new int[] {1100, 300} : new int[] {130, 120}, new int[] {60, 50}, 4);
    double[] found = onTheDevice(linked, mode);
    String kernel = pearson ? "links_weigh" : "ranks_smooth";
    long launches = gpu.launches(kernel);
    gpu.set(StandIn.Setting.MEMORY, pearson ? 450_000 : 120_000);
    assertThat(onTheDevice(linked, mode)).isEqualTo(found);
    assertThat(gpu.launches(kernel) - launches).isGreaterThan(launches);
  }

  @ParameterizedTest
  @EnumSource(EdgeMode.class)
  void isTheSameOnTwoDevices(EdgeMode mode) {
    int cells = mode == EdgeMode.PEARSON ? 16_700 : 170; // segments of cells, or parts of genes
    LinkedCells linked = LinkedCells.of(new int[] {cells, 20}, new int[] {3, 40}, 3);
    double[] one = onTheDevice(linked, mode);
    gpu.set(StandIn.Setting.DEVICES, 2);
    assertThat(onTheDevice(linked, mode)).isEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource(EdgeMode.class)
  void failsIfOneOfTwoDevicesFails(EdgeMode mode) {
    LinkedCells linked = LinkedCells.of(new int[] {70, 20}, new int[] {3, 40}, 3);
    gpu.set(StandIn.Setting.DEVICES, 2).failAt("cuLaunchKernel", 9, 719);
    assertThatThrownBy(() -> onTheDevice(linked, mode))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("cuLaunchKernel");
  }

  @ParameterizedTest
  @EnumSource(EdgeMode.class)
  void tellsHowFarItIs(EdgeMode mode) {
    LinkedCells linked = LinkedCells.of(new int[] {40, 30}, new int[] {9, 11}, 5);
    Counted.Count counted = new Counted.Count("agreement", 0);
    assertThat(onTheDevice(linked, mode, counted)).isPresent();
    assertThat(counted.total()).isPositive();
    assertThat(counted.done()).isEqualTo(counted.total());
  }

  @Test
  void hasNothingToSayWithoutEdges() {
    LinkedCells linked = LinkedCells.of(new int[] {40, 30}, new int[] {9, 11}, 5);
    int n = linked.edges().genes().total();
    GeneEdges none = GeneEdges.of(linked.edges().genes(), SparseMatrix.empty(n, n), new double[n]);
    LinkedCells without = new LinkedCells(linked.cells(), linked.views(), none, linked.stitched());
    for (EdgeMode mode : EdgeMode.values()) {
      assertThat(onTheDevice(without, mode)).isEmpty();
    }
  }

  @Test
  void findsNoAgreementOnAGraphWithoutEdges() {
    LinkedCells linked = LinkedCells.of(new int[] {40, 30}, new int[] {9, 11}, 5);
    LinkedCells alone = linked.on(SparseMatrix.empty(70, 70));
    for (EdgeMode mode : EdgeMode.values()) {
      assertThat(onTheDevice(alone, mode)).hasSizeGreaterThan(10).containsOnly(0);
    }
  }

  @Test
  void leavesValuesThatAreTooLargeToBeRanked() {
    LinkedCells linked = LinkedCells.of(new int[] {40, 30}, new int[] {9, 11}, 5);
    double much = 1e9;
    SparseMatrix heavy = linked.stitched().map(_ -> 1e-6);
    assertThat(onTheDevice(linked.times(much).on(heavy), EdgeMode.XI, Progress.Silent.INSTANCE))
        .isPresent();
    assertThat(onTheDevice(linked.times(much), EdgeMode.XI, Progress.Silent.INSTANCE)).isEmpty();
  }

  @Test
  void agreesOnStoredValues() {
    try (Golden golden = Golden.mini()) {
      GoldenCase c = GoldenCase.of(golden);
      LinkedCells linked =
          new LinkedCells(c.cells(), c.views(), c.edges(), golden.sparse("iter2/stitched"));
      assertAsOnTheCpu(linked);
      double[] positive =
          Arrays.stream(onTheDevice(linked, EdgeMode.PEARSON)).map(r -> Math.max(0, r)).toArray();
      Golden.assertClose(linked.edges().toMatrix(positive), golden.sparse("refine/pearson"), 1e-4);
    }
  }

  private void assertAsOnTheCpu(LinkedCells linked) {
    assertCorrelatesAsOnTheCpu(linked);
    double[] xi = linked.onTheCpu(EdgeMode.XI);
    assertThat(Arrays.stream(xi).filter(v -> v != 0).count()).isPositive();
    assertThat(onTheDevice(linked, EdgeMode.XI)).isEqualTo(xi);
  }

  private void assertCorrelatesAsOnTheCpu(LinkedCells linked) {
    double[] r = linked.onTheCpu(EdgeMode.PEARSON);
    assertThat(Arrays.stream(r).filter(v -> v != 0).count()).isPositive();
    assertThat(onTheDevice(linked, EdgeMode.PEARSON)).containsExactly(r, within(1e-5));
  }

  private double[] onTheDevice(LinkedCells linked, EdgeMode mode) {
    return onTheDevice(linked, mode, Progress.Silent.INSTANCE).orElseThrow();
  }

  private Optional<double[]> onTheDevice(LinkedCells linked, EdgeMode mode, Progress.Phase phase) {
    try (Workers workers = Workers.of(1);
        Devices devices = Devices.open(gpu.driver());
        DeviceExpressions expressions = DeviceExpressions.on(devices, workers)) {
      return new LinkAgreement(
              new Hardware(devices, expressions, workers), linked.cells(), place -> place)
          .of(linked.views(), linked.edges(), linked.stitched(), mode, phase);
    }
  }
}
