package org.samap.core.pipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.pipeline.DataSize;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.RunParams;

class RunPlanTest {
  private static final MachineRates RATES = new MachineRates(1e10, 2e10);
  private static final RunParams PARAMS = RunParams.defaults().withUmap(false);

  @Test
  void growsWithTheDataAndNotFasterThanItsSquare() {
    for (int cells = 500; cells < 1_000_000; cells *= 2) {
      RunPlan small = plan(cells, PARAMS);
      RunPlan large = plan(2 * cells, PARAMS);
      assertThat(large.cpuSeconds()).isBetween(small.cpuSeconds(), 4 * small.cpuSeconds());
      assertThat(large.peakBytes()).isBetween(small.peakBytes() * 2 / 3, 4 * small.peakBytes());
    }
  }

  @Test
  void takesLessTimeOnMoreThreads() {
    Workload work = work(5000, PARAMS);
    RunPlan one = RunPlan.of(work, 1, RATES);
    RunPlan four = RunPlan.of(work, 4, RATES);
    assertThat(one.seconds()).isEqualTo(one.cpuSeconds());
    assertThat(four.cpuSeconds()).isEqualTo(one.cpuSeconds());
    assertThat(four.seconds()).isBetween(one.seconds() / 4, one.seconds());
  }

  @Test
  void putsExpressionIntoAFileBeforeItRefuses() {
    long inMemory = plan(200_000, withMemory(1L << 50)).peakBytes();
    long inFile = plan(200_000, withMemory(inMemory - 1)).peakBytes();
    assertThat(plan(200_000, withMemory(inMemory)).place()).isEqualTo(RunPlan.Place.MEMORY);
    assertThat(plan(200_000, withMemory(inMemory - 1)).place()).isEqualTo(RunPlan.Place.FILE);
    assertThat(plan(200_000, withMemory(inFile - 1)).place()).isEqualTo(RunPlan.Place.NONE);
    assertThat(inMemory - inFile).isEqualTo(2 * 3 * 1000L * 200_000);
  }

  @Test
  void leavesOutWhatIsDoneAlready() {
    DataSize finished = new DataSize("aa", 5000, 20_000, 5_000_000, true);
    DataSize counts = new DataSize("bb", 5000, 20_000, 5_000_000, false);
    RunPlan both = RunPlan.of(Workload.of(List.of(finished, counts), 0, 0, PARAMS), 2, RATES);
    RunPlan none = RunPlan.of(Workload.of(List.of(finished, finished), 0, 0, PARAMS), 2, RATES);
    assertThat(names(both)).contains("gene weights", "loadings", "map");
    assertThat(names(none)).doesNotContain("gene weights", "loadings", "clusters").contains("map");
  }

  @Test
  void measuresTheMachineInNoTime() {
    long start = System.nanoTime();
    MachineRates rates = MachineRates.measure();
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(2);
    assertThat(rates.products()).isBetween(1e8, 1e12);
    assertThat(rates.bytes()).isBetween(1e8, 1e12);
  }

  private static List<String> names(RunPlan plan) {
    return plan.phases().stream().map(RunPlan.Phase::name).toList();
  }

  private static RunParams withMemory(long bytes) {
    Resources machine = Resources.ofThisMachine();
    return PARAMS.withResources(machine.withMemory(bytes));
  }

  private static RunPlan plan(int cells, RunParams params) {
    return RunPlan.of(work(cells, params), 2, RATES);
  }

  private static Workload work(int cells, RunParams params) {
    return Workload.of(
        List.of(
            new DataSize("aa", cells, 20_000, 1000L * cells, false),
            new DataSize("bb", cells, 20_000, 1000L * cells, false)),
        10_000_000,
        20_000_000,
        params);
  }
}
