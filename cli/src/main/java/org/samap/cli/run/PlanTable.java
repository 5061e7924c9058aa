package org.samap.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.samap.cli.terminal.Durations;
import org.samap.core.engine.EngineMemory;
import org.samap.core.pipeline.DataSize;
import org.samap.core.pipeline.plan.RunPlan;
import org.samap.core.run.InputException;

/** Writes a plan for people to read. */
final class PlanTable {
  private static final double MEGABYTE = 1 << 20;

  private PlanTable() {}

  /** {@code Plan: about 12.3 s, 512 MB of 18079 MB}. */
  static String line(RunPlan plan) {
    return String.format(
        Locale.ROOT,
        "Plan: about %s, %.0f of %.0f MB%s",
        Durations.of(plan.seconds()),
        plan.peakBytes() / MEGABYTE,
        plan.budget() / MEGABYTE,
        plan.place() == RunPlan.Place.FILE ? ", expression partly in a file" : "");
  }

  /** The whole plan, by lines. */
  static List<String> lines(RunPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-12s %10s %8s %14s %10s",
            "species",
            "cells",
            "genes",
            "non-zeros",
            "note"));
    for (DataSize s : plan.species()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-12s %,10d %,8d %,14d %10s",
              s.id(),
              s.cells(),
              s.genes(),
              s.nonZeros(),
              s.finished() ? "finished" : ""));
    }
    lines.add("");
    lines.add(
        String.format(Locale.ROOT, "%-22s %12s %10s %10s", "phase", "time", "CPU s", "peak MB"));
    for (RunPlan.Phase p : plan.phases()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-22s %12s %10.1f %10.0f",
              p.name(),
              Durations.of(p.seconds()),
              p.cpuSeconds(),
              p.peakBytes() / MEGABYTE));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%-22s %12s %10.1f %10.0f",
            "total",
            Durations.of(plan.seconds()),
            plan.cpuSeconds(),
            plan.peakBytes() / MEGABYTE));
    lines.add("");
    if (plan.packedBytes() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "Packed expression: %.0f MB, %s",
              plan.packedBytes() / MEGABYTE,
              plan.place() == RunPlan.Place.MEMORY
                  ? "in memory"
                  : String.format(
                      Locale.ROOT,
                      "up to %.0f MB of it in memory, the rest in a file of the work folder"
                          + " (--work)",
                      plan.expressionBudget() / MEGABYTE)));
    }
    if (plan.fits()) {
      lines.add(
          String.format(
              Locale.ROOT, "The run fits into %.0f MB (--memory).", plan.budget() / MEGABYTE));
    }
    return lines;
  }

  /** The own memory of an engine, by lines. */
  static List<String> lines(EngineMemory memory) {
    List<String> lines = new ArrayList<>(List.of("", "On " + memory.device() + ":"));
    lines.add(String.format(Locale.ROOT, "%-26s %10s", "operation", "MB"));
    double most = 0;
    for (EngineMemory.Need need : memory.needs()) {
      lines.add(
          String.format(Locale.ROOT, "%-26s %10.0f", need.operation(), need.bytes() / MEGABYTE));
      most = Math.max(most, need.bytes());
    }
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            most <= memory.bytes()
                ? "Each operation fits into the %.0f MB of the device at once."
                : "What does not fit into the %.0f MB of the device is done in pieces.",
            memory.bytes() / MEGABYTE));
    lines.add("The times above are those of the CPU engine; times on a GPU are not measured yet.");
    return lines;
  }

  /**
   * @throws InputException if the run does not fit into memory; the message says what to do
   */
  static void require(RunPlan plan) {
    if (!plan.fits()) {
      throw new InputException(refusal(plan));
    }
  }

  /** Tells what to do if Java ran out of memory although the plan fitted. */
  static String outOfMemory(RunPlan plan) {
    long allowed = (long) (plan.mostHeap() / MEGABYTE);
    return String.format(
        Locale.ROOT,
        "Java ran out of memory: %d MB of heap were allowed, and the plan was %.0f;"
            + " allow more with SAMAP_JAVA_OPTS=-Xmx%dm",
        allowed,
        plan.leastHeap() / MEGABYTE,
        Math.max(plan.advisedHeapMegabytes(), allowed + allowed / 2));
  }

  private static String refusal(RunPlan plan) {
    if (plan.place() != RunPlan.Place.NONE) {
      return String.format(
          Locale.ROOT,
          "the run needs about %.0f MB of heap, but Java may use only %.0f; allow more with"
              + " SAMAP_JAVA_OPTS=-Xmx%dm, or map fewer cells or fewer components (--npcs)",
          plan.leastHeap() / MEGABYTE,
          plan.mostHeap() / MEGABYTE,
          plan.advisedHeapMegabytes());
    }
    return String.format(
        Locale.ROOT,
        "the run needs about %.0f MB even with its expression in a file, but may use only %.0f;"
            + " give a larger --memory, use a machine with more memory, or map fewer cells or fewer"
            + " components (--npcs)",
        plan.peakBytes() / MEGABYTE,
        plan.budget() / MEGABYTE);
  }
}
