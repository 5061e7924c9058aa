package org.samap.core.pipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samap.core.engine.EdgeMode;
import org.samap.core.mapping.AgreementParams;
import org.samap.core.mapping.MappingParams;
import org.samap.core.mapping.SearchSpace;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.pipeline.DataSize;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.RunParams;
import org.samap.core.run.InputException;

class RunPlanTest {
  private static final MachineRates RATES = new MachineRates(1e10, 2e10);
  private static final long HEAP = 1L << 50;
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
    RunPlan one = RunPlan.of(work, 1, RATES, HEAP);
    RunPlan four = RunPlan.of(work, 4, RATES, HEAP);
    assertThat(one.seconds()).isEqualTo(one.cpuSeconds());
    assertThat(four.cpuSeconds()).isEqualTo(one.cpuSeconds());
    assertThat(four.seconds()).isBetween(one.seconds() / 4, one.seconds());
  }

  @Test
  void putsExpressionIntoAFileBeforeItRefuses() {
    long inMemory = plan(200_000, withMemory(1L << 50)).peakBytes();
    RunPlan spills = plan(200_000, withMemory(inMemory - 1));
    long inFile = inMemory - 1 - spills.expressionBudget();
    assertThat(plan(200_000, withMemory(inMemory)).place()).isEqualTo(RunPlan.Place.MEMORY);
    assertThat(spills.place()).isEqualTo(RunPlan.Place.FILE);
    assertThat(plan(200_000, withMemory(inFile + 1)).place()).isEqualTo(RunPlan.Place.FILE);
    assertThat(plan(200_000, withMemory(inFile - 1)).place()).isEqualTo(RunPlan.Place.NONE);
  }

  @Test
  void givesExpressionWhatIsLeftOfTheBudget() {
    long packed = 2 * 3 * 1000L * 200_000;
    RunPlan roomy = plan(200_000, withMemory(1L << 50));
    assertThat(roomy.expressionBudget()).isGreaterThanOrEqualTo(3 * packed / 2);
    long most = roomy.peakBytes();
    for (long memory = 100_000_000; memory < 2 * most; memory += most / 50) {
      RunPlan plan = plan(200_000, withMemory(memory));
      switch (plan.place()) {
        case MEMORY -> assertThat(plan.expressionBudget()).isGreaterThanOrEqualTo(3 * packed / 2);
        case FILE -> assertThat(plan.expressionBudget()).isBetween(0L, 3 * packed / 2);
        case NONE -> assertThat(plan.expressionBudget()).isZero();
      }
      assertThat(plan.peakBytes() <= memory).isEqualTo(plan.place() != RunPlan.Place.NONE);
    }
  }

  @Test
  void needsAHeapForWhatLivesOnIt() {
    Workload work = work(200_000, withMemory(1L << 50));
    long least = RunPlan.of(work, 2, RATES, HEAP).leastHeap();
    assertThat(RunPlan.of(work, 2, RATES, least).fits()).isTrue();
    RunPlan tight = RunPlan.of(work, 2, RATES, least - 1);
    assertThat(tight.place()).isEqualTo(RunPlan.Place.MEMORY);
    assertThat(tight.heapSuffices()).isFalse();
    assertThat(tight.fits()).isFalse();
  }

  @Test
  void acceptsTheHeapThatItAdvises() {
    for (int cells : new int[] {500, 20_000, 200_000}) {
      Workload work = work(cells, withMemory(1L << 50));
      long advised = RunPlan.of(work, 2, RATES, 0).advisedHeapMegabytes() << 20;
      // A collector that copies keeps a survivor space empty: a thirtieth of the heap, or 20 MB.
      long usable = advised - Math.min(advised / 30, (192 << 20) / 10);
      assertThat(RunPlan.of(work, 2, RATES, usable).heapSuffices()).isTrue();
    }
  }

  @Test
  void growsWithTheEdgesToEveryOtherSpecies() {
    RunPlan two = RunPlan.of(species(2, 500, PARAMS), 2, RATES, HEAP);
    RunPlan twelve = RunPlan.of(species(12, 500, PARAMS), 2, RATES, HEAP);
    assertThat(cpuSeconds(twelve, "map")).isGreaterThan(6 * cpuSeconds(two, "map"));
    assertThat(twelve.leastHeap()).isGreaterThan(3 * two.leastHeap());
    RunParams allToAll = PARAMS.withMapping(withEdges(false, SearchSpace.JOINT));
    RunPlan together = RunPlan.of(species(12, 500, allToAll), 2, RATES, HEAP);
    assertThat(together.leastHeap()).isLessThan(twelve.leastHeap());
    assertThat(together.cpuSeconds()).isLessThan(twelve.cpuSeconds());
  }

  @Test
  void comparesPairsInTheirOwnComponentsOnly() {
    RunParams pair = PARAMS.withMapping(withEdges(true, SearchSpace.PAIR));
    Workload joint = species(12, 500, PARAMS);
    Workload pairs = species(12, 500, pair);
    assertThat(pairs.amount(Cost.MAP_NEIGHBORS)).isLessThan(joint.amount(Cost.MAP_NEIGHBORS) / 4);
    assertThat(species(2, 500, pair).amount(Cost.MAP_NEIGHBORS))
        .isEqualTo(species(2, 500, PARAMS).amount(Cost.MAP_NEIGHBORS));
  }

  @Test
  void countsTheComponentsThatFewCellsHave() {
    DataSize few = DataSize.ofCounts("aa", 200, 20_000, 200_000);
    DataSize many = DataSize.ofCounts("bb", 30_000, 20_000, 30_000_000);
    assertThat(Workload.of(List.of(few, many), 0, 0, PARAMS).components()).isEqualTo(199 + 300);
  }

  private static double cpuSeconds(RunPlan plan, String phase) {
    return plan.phases().stream()
        .filter(p -> p.name().equals(phase))
        .mapToDouble(RunPlan.Phase::cpuSeconds)
        .sum();
  }

  private static MappingParams withEdges(boolean pairwise, SearchSpace space) {
    MappingParams defaults = MappingParams.defaults();
    MappingParams.Search search = defaults.search();
    return new MappingParams(
        defaults.rounds(),
        new MappingParams.Search(search.crossK(), space, search.method(), search.seed()),
        defaults.neighborhood(),
        new MappingParams.Edges(pairwise, defaults.edges().rescale()),
        defaults.agreement());
  }

  private static Workload species(int count, int cells, RunParams params) {
    List<DataSize> sizes =
        IntStream.range(0, count)
            .mapToObj(i -> DataSize.ofCounts("s" + i, cells, 8000, 1000L * cells))
            .toList();
    return Workload.of(sizes, 2_000_000L * count * (count - 1), 20_000_000, params);
  }

  @Test
  void readsColumnsAsAWhole() {
    DataSize rows = DataSize.ofCounts("aa", 500_000, 20_000, 1_000_000_000);
    DataSize columns = rows.withReadingBytes(8L * 1_000_000_000);
    assertThat(read(columns) - read(rows)).isGreaterThan(8L * 1_000_000_000);
  }

  @Test
  void countsTheCorrectionOfBatchesInTimeAndMemory() {
    DataSize one = DataSize.ofCounts("aa", 20_000, 20_000, 20_000_000);
    DataSize two = one.withBatches(2);
    Workload plain = Workload.of(List.of(one, one), 0, 0, PARAMS);
    Workload batches = Workload.of(List.of(two, one), 0, 0, PARAMS);
    assertThat(plain.amount(Cost.WEIGHTS_HARMONY)).isZero();
    assertThat(plain.amount(Cost.MAP_HARMONY)).isZero();
    RunPlan without = RunPlan.of(plain, 1, RATES, HEAP);
    RunPlan with = RunPlan.of(batches, 1, RATES, HEAP);
    // Measured: 14 s for 20,000 cells, 100 clusters and 100 columns, in each of six rounds.
    double seconds = cpuSeconds(with, "gene weights") - cpuSeconds(without, "gene weights");
    assertThat(seconds * RATES.products() / 1.5e10).isBetween(6 * 12.0, 6 * 17.0);
    assertThat(cpuSeconds(with, "map")).isGreaterThan(cpuSeconds(without, "map") + 10);
    // The corrected rows in 600 columns, of float32.
    assertThat(peakBytes(with, "map") - peakBytes(without, "map")).isGreaterThan(4L * 20_000 * 600);
    RunPlan finished =
        RunPlan.of(
            Workload.of(List.of(two.asFinished(), one.asFinished()), 0, 0, PARAMS), 1, RATES, HEAP);
    assertThat(names(finished)).doesNotContain("gene weights").contains("map");
  }

  private static long read(DataSize s) {
    return peakBytes(RunPlan.of(Workload.of(List.of(s, s), 0, 0, PARAMS), 2, RATES, HEAP), "read");
  }

  private static long peakBytes(RunPlan plan, String phase) {
    return plan.phases().stream()
        .filter(p -> p.name().equals(phase))
        .mapToLong(RunPlan.Phase::peakBytes)
        .sum();
  }

  @Test
  void refusesWhatNoArrayHolds() {
    RunParams hnsw =
        PARAMS.withMapping(
            PARAMS.mapping().withSearch(search -> search.withMethod(SearchMethod.HNSW)));
    Limits.require(work(3_579_139, hnsw));
    assertThatThrownBy(() -> Limits.require(work(3_579_140, hnsw)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "species aa: 3579140 cells x 600 components are more than the 2^31 values of an HNSW"
                + " graph; choose another search method, or lower components");
    RunParams xi =
        PARAMS.withMapping(
            PARAMS.mapping().withAgreement(new AgreementParams(EdgeMode.XI, 0, false)));
    Limits.require(work(2_147_483, xi));
    assertThatThrownBy(() -> Limits.require(work(2_147_484, xi)))
        .hasMessageStartingWith("species aa: 2147484000 values")
        .hasMessageContaining("xi");
  }

  @Test
  void plansForMoreValuesThanOneArrayHolds() {
    Limits.require(work(5_000_000, PARAMS));
    RunPlan five = RunPlan.of(work(5_000_000, PARAMS), 2, RATES, 200L << 30);
    RunPlan one = RunPlan.of(work(1_000_000, PARAMS), 2, RATES, 200L << 30);
    // The rows of both species alone: 2 x 5e6 x 600 float32.
    assertThat(five.peakBytes()).isGreaterThan(24_000_000_000L);
    assertThat((double) five.peakBytes() / one.peakBytes()).isBetween(3.0, 6.0);
    assertThat(five.cpuSeconds()).isGreaterThan(5 * one.cpuSeconds());
  }

  @Test
  void leavesOutWhatIsDoneAlready() {
    DataSize finished = DataSize.ofCounts("aa", 5000, 20_000, 5_000_000).asFinished();
    DataSize counts = DataSize.ofCounts("bb", 5000, 20_000, 5_000_000);
    RunPlan both = RunPlan.of(Workload.of(List.of(finished, counts), 0, 0, PARAMS), 2, RATES, HEAP);
    RunPlan none =
        RunPlan.of(Workload.of(List.of(finished, finished), 0, 0, PARAMS), 2, RATES, HEAP);
    assertThat(names(both)).contains("gene weights", "loadings", "map");
    assertThat(names(none)).doesNotContain("gene weights", "loadings", "clusters").contains("map");
  }

  @Test
  void measuresTheMachineInNoTime() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isCurrentThreadCpuTimeSupported(), "times of threads are not known here");
    long start = threads.getCurrentThreadCpuTime();
    MachineRates rates = MachineRates.measure();
    assertThat((threads.getCurrentThreadCpuTime() - start) / 1e9).isLessThan(2);
    assertThat(rates.products()).isBetween(1e8, 1e12);
    assertThat(rates.bytes()).isBetween(1e8, 1e12);
  }

  @Test
  void timesByTheClockOfTheThread() {
    AtomicLong clock = new AtomicLong();
    double rate = MachineRates.best(1000, () -> clock.addAndGet(10_000), clock::get);
    assertThat(rate).isCloseTo(1e8, withinPercentage(1));
  }

  private static List<String> names(RunPlan plan) {
    return plan.phases().stream().map(RunPlan.Phase::name).toList();
  }

  private static RunParams withMemory(long bytes) {
    Resources machine = Resources.ofThisMachine();
    return PARAMS.withResources(machine.withMemory(bytes));
  }

  private static RunPlan plan(int cells, RunParams params) {
    return RunPlan.of(work(cells, params), 2, RATES, HEAP);
  }

  private static Workload work(int cells, RunParams params) {
    return Workload.of(
        List.of(
            DataSize.ofCounts("aa", cells, 20_000, 1000L * cells),
            DataSize.ofCounts("bb", cells, 20_000, 1000L * cells)),
        10_000_000,
        20_000_000,
        params);
  }
}
