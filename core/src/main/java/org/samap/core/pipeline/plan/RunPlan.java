package org.samap.core.pipeline.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samap.core.pipeline.DataSize;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.run.InputException;

/**
 * What a run will take, predicted from the headers of its files and the speed of the machine.
 *
 * @param species sizes, in the order given
 * @param phases in the order in which they run
 * @param packedBytes of expression, 0 for what is small enough to stay as it is
 * @param place where the packed expression will be
 * @param budget bytes that may be used
 * @param expressionBudget of these, bytes that packed expression may take off the heap: for {@code
 *     ExpressionStore}, which puts into a file what is more
 * @param leastHeap bytes of heap without which the run does not work well
 * @param mostHeap bytes that the heap may take (-Xmx)
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

  /** The part of the heap, and bytes of it, that a collector may keep empty. */
  private static final double COPYING = 1.05;

  private static final double COPIED = 20 << 20;

  /** Where packed expression has room. */
  public enum Place {
    /** In main memory. */
    MEMORY,
    /** In memory as far as there is room, and the rest in a file of the work folder. */
    FILE,
    /** Nowhere: the run needs more than the budget even without it. */
    NONE
  }

  /**
   * A phase, of all species and iterations.
   *
   * @param firstSeconds of the seconds, those that only the first species or iteration takes: most
   *     of it to compile the phase's loops
   */
  public record Phase(
      String name, double seconds, double firstSeconds, double cpuSeconds, long peakBytes) {}

  public RunPlan {
    species = List.copyOf(species);
    phases = List.copyOf(phases);
  }

  /**
   * Reads headers, measures the machine, and predicts.
   *
   * @param tables the search tables
   * @throws InputException if a file cannot be used, or a matrix would be too large for Java
   */
  public static RunPlan of(
      List<SpeciesInput> inputs, List<Path> tables, RunParams params, int threads) {
    List<DataSize> sizes =
        inputs.stream().map(s -> DataSize.of(s, params.species().redo())).toList();
    long tableBytes = bytes(tables);
    long fileBytes = tableBytes + bytes(inputs.stream().map(SpeciesInput::file).toList());
    Workload work = Workload.of(sizes, tableBytes, fileBytes, params);
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

  private static long bytes(List<Path> files) {
    long sum = 0;
    for (Path file : files) {
      try {
        sum += Files.size(file);
      } catch (IOException e) {
        throw new InputException("%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
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

  /** The peak of the run. */
  public long peakBytes() {
    return phases.stream().mapToLong(Phase::peakBytes).max().orElse(0);
  }

  /** Whether both the budget and Java's heap can hold the run. */
  public boolean fits() {
    return place != Place.NONE && heapSuffices();
  }

  public boolean heapSuffices() {
    return leastHeap <= mostHeap;
  }

  /**
   * What to give Java as its largest heap (-Xmx), in whole megabytes: more than {@link #leastHeap},
   * for a collector that copies keeps a part empty, which does not count as room.
   */
  public long advisedHeapMegabytes() {
    return (long) Math.ceil((COPYING * leastHeap + COPIED) / (1 << 20));
  }
}
