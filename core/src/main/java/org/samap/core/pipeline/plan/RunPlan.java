package org.samap.core.pipeline.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.core.engine.EngineMemory;
import org.samap.core.engine.EngineWork;
import org.samap.core.engine.Engines;
import org.samap.core.pipeline.CheckedSpecies;
import org.samap.core.pipeline.DataSize;
import org.samap.core.pipeline.RunParams;
import org.samap.core.run.InputException;

/**
 * The time and memory that a run will take, predicted from the headers of its files and the speed
 * of the machine.
 *
 * @param species the sizes of the species, in the order given
 * @param phases the phases, in the order in which they run
 * @param packedBytes the bytes of packed expression; small matrices are not packed and count 0
 * @param place where the packed expression will be
 * @param budget the bytes that the run is allowed to use
 * @param expressionBudget the bytes of these for packed expression off the heap; {@code
 *     ExpressionStore} writes the rest to a file
 * @param leastHeap the bytes of the smallest heap with which the run works well
 * @param mostHeap the bytes of the largest heap that Java allows (-Xmx)
 */
public record RunPlan(
    List<DataSize> species,
    List<Phase> phases,
    long packedBytes,
    Place place,
    long budget,
    long expressionBudget,
    long leastHeap,
    long mostHeap) {

  /** The share of the heap, and the bytes of it, that a collector can keep empty. */
  private static final double COPYING = 1.05;

  private static final double COPIED = 20 << 20;

  /** Where packed expression is stored. */
  public enum Place {
    /** In main memory. */
    MEMORY,
    /** In memory if there is room, and the rest in a file in the work folder. */
    FILE,
    /** Nowhere: even without it, the run needs more than the budget. */
    NONE
  }

  /**
   * A phase, over all species and iterations.
   *
   * @param firstSeconds the part of the seconds that only the first species or iteration takes,
   *     mostly to compile the phase's loops
   */
  public record Phase(
      String name, double seconds, double firstSeconds, double cpuSeconds, long peakBytes) {}

  public RunPlan {
    species = List.copyOf(species);
    phases = List.copyOf(phases);
  }

  /**
   * Measures the machine, and predicts.
   *
   * @param species with the headers of their files
   * @param tables the search tables
   * @throws InputException if a matrix would be too large for Java
   */
  public static RunPlan of(
      CheckedSpecies species, List<Path> tables, RunParams params, int threads) {
    long tableBytes = bytes(tables);
    long fileBytes =
        tableBytes
            + bytes(species.inputs().stream().flatMap(s -> s.files().all().stream()).toList());
    Workload work = Workload.of(species.sizes(), tableBytes, fileBytes, params);
    Limits.require(work);
    return of(work, threads, MachineRates.measure(), Runtime.getRuntime().maxMemory());
  }

  /** Predicts for a known amount of work. */
  static RunPlan of(Workload work, int threads, MachineRates rates, long mostHeap) {
    MemoryModel memory = MemoryModel.of(work, threads);
    long budget = work.params().resources().memory();
    double offHeap = memory.offHeap((double) budget);
    Place place =
        offHeap < 0 ? Place.NONE : offHeap < memory.mostPackedBytes() ? Place.FILE : Place.MEMORY;
    long expressionBudget = (long) Math.max(0, offHeap);
    List<Phase> phases = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      double cpu = work.cpuSeconds(stage, rates);
      if (cpu > 0) {
        phases.add(
            new Phase(
                stage.phase(),
                stage.wall(cpu, threads),
                stage.wall(work.firstCpuSeconds(stage, rates), threads),
                cpu,
                (long) Math.ceil(memory.peak(stage, offHeap))));
      }
    }
    return new RunPlan(
        work.species(),
        phases,
        Math.round(memory.packedBytes()),
        place,
        budget,
        expressionBudget,
        (long) Math.ceil(memory.leastHeap()),
        mostHeap);
  }

  /**
   * What the run needs of the own memory of its engine; empty if the engine has none.
   *
   * @param species with the headers of their files
   */
  public static Optional<EngineMemory> engineMemory(CheckedSpecies species, RunParams params) {
    EngineWork work = Workload.of(species.sizes(), 0, 0, params).engineWork();
    return Engines.memory(params.resources().engine(), work);
  }

  private static long bytes(List<Path> files) {
    long sum = 0;
    for (Path file : files) {
      try {
        sum += Files.size(file);
      } catch (IOException e) {
        throw InputException.unreadable(file, e);
      }
    }
    return sum;
  }

  public double seconds() {
    return phases.stream().mapToDouble(Phase::seconds).sum();
  }

  public double cpuSeconds() {
    return phases.stream().mapToDouble(Phase::cpuSeconds).sum();
  }

  /** The peak resident memory of the run. */
  public long peakBytes() {
    return phases.stream().mapToLong(Phase::peakBytes).max().orElse(0);
  }

  /** Whether the budget and Java's heap both suffice for the run. */
  public boolean fits() {
    return place != Place.NONE && heapSuffices();
  }

  public boolean heapSuffices() {
    return leastHeap <= mostHeap;
  }

  /**
   * The advised largest heap of Java (-Xmx), in whole megabytes. It is more than {@link
   * #leastHeap}, because a copying collector keeps a part of the heap empty.
   */
  public long advisedHeapMegabytes() {
    return (long) Math.ceil((COPYING * leastHeap + COPIED) / (1 << 20));
  }
}
