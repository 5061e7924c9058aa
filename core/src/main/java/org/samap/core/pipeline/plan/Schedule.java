package org.samap.core.pipeline.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import org.samap.core.pipeline.DataSize;

/** The phases of a planned run, named as progress names them, with their seconds. */
public final class Schedule {
  /** The share of the mapping's time before its first iteration. */
  private static final double PREPARATION = 0.1;

  /** The time of the last iteration, which refines no gene links, as a share of the others. */
  private static final double LAST = 0.6;

  private final RunPlan plan;
  private final SequencedMap<String, Double> seconds = new LinkedHashMap<>();

  private Schedule(RunPlan plan) {
    this.plan = plan;
  }

  /**
   * Divides the stages of a plan among species and iterations. Leaves out work that belongs to no
   * phase.
   */
  public static SequencedMap<String, Double> of(RunPlan plan, int iterations) {
    Schedule schedule = new Schedule(plan);
    for (RunPlan.Phase phase : plan.phases()) {
      Stage.of(phase.name()).ifPresent(stage -> schedule.add(stage, phase, iterations));
    }
    return schedule.seconds;
  }

  private void add(Stage stage, RunPlan.Phase phase, int iterations) {
    double first = phase.firstSeconds();
    double time = phase.seconds() - first;
    List<DataSize> all = plan.species();
    List<DataSize> analysed = all.stream().filter(s -> !s.finished()).toList();
    switch (stage) {
      case READ, WRITE -> divide(stage, first, time, all, DataSize::nonZeros);
      case PREPROCESS, WEIGHTS, LOADINGS, CLUSTERS ->
          divide(stage, first, time, analysed, DataSize::nonZeros);
      case MAP -> {
        seconds.put(stage.phase() + ", preparation", PREPARATION * phase.seconds());
        double rest = (1 - PREPARATION) * phase.seconds() - first;
        for (int t = 1; t <= iterations; t++) {
          seconds.put(
              stage.phase() + ", iteration " + t,
              (t == 1 ? first : 0) + rest * (t == iterations ? LAST : 1) / (iterations - 1 + LAST));
        }
      }
      case UMAP -> {
        // A cell has half as many edges in its species' graph as in the graph of all species.
        double cells = sum(analysed, DataSize::cells);
        double together = 2 * sum(all, DataSize::cells);
        divide(stage, first, time * cells / (cells + together), analysed, DataSize::cells);
        seconds.put(
            stage.phase(), time * together / (cells + together) + (analysed.isEmpty() ? first : 0));
      }
      case TABLES, RESULTS -> seconds.put(stage.phase(), phase.seconds());
      case OTHER -> {}
    }
  }

  /** Divides a time among species by their size, and adds a fixed time to the first. */
  private void divide(
      Stage stage,
      double first,
      double time,
      List<DataSize> species,
      ToDoubleFunction<DataSize> size) {
    double all = Math.max(1, sum(species, size));
    double more = first;
    for (DataSize s : species) {
      seconds.put(s.id() + ": " + stage.phase(), more + time * size.applyAsDouble(s) / all);
      more = 0;
    }
  }

  private static double sum(List<DataSize> species, ToDoubleFunction<DataSize> size) {
    return species.stream().mapToDouble(size).sum();
  }
}
