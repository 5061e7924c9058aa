package org.samap.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.samap.core.io.FileTree;
import org.samap.core.pipeline.DataSize;
import org.samap.core.pipeline.SimulationFolder;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.run.Progress;

/**
 * The scale sweep: for each size two species are simulated and mapped, by the commands that a user
 * would give, each in a process of its own, so that peak memory is that of the run alone. Sizes
 * that the table holds already are not measured again.
 *
 * <p>Time: that of the runs, and for the simulation about 0.3 ms of processor time a cell. Disk:
 * about 6 bytes a stored count of the largest size while it is measured.
 */
final class Sweep {
  /** The table, in the folder of the sweep. */
  static final String TABLE = "bench.csv";

  private static final List<String> SPECIES = List.of("aa", "bb");

  private final SweepParams params;
  private final Commands commands;
  private final PrintWriter out;
  private final Progress progress;

  /** Runs commands of samap. */
  @FunctionalInterface
  interface Commands {
    /**
     * Runs a command to its end.
     *
     * @return seconds of wall time
     * @throws org.samap.core.run.InputException with its last line if it fails
     */
    double run(List<String> command);
  }

  private Sweep(SweepParams params, Commands commands, PrintWriter out, Progress progress) {
    this.params = params;
    this.commands = commands;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Measures the sizes that are missing, then writes table and plots after each.
   *
   * @param out where the table is printed as it grows
   */
  static void run(SweepParams params, Commands commands, PrintWriter out, Progress progress) {
    new Sweep(params, commands, out, progress).run();
  }

  private void run() {
    Path table = params.out().resolve(TABLE);
    List<SizeResult> results = new ArrayList<>(SweepTable.read(table));
    out.printf(
        "%9s  %-20s %9s %9s %10s %10s %6s%n",
        "cells", "phase", "wall s", "CPU s", "peak MB", "KB/cell", "truth");
    results.forEach(this::print);
    for (int size : params.sizes()) {
      if (results.stream().noneMatch(r -> r.cells() == size / 2 * 2)) {
        SizeResult result = measure(size / 2);
        results.add(result);
        results.sort(Comparator.comparingInt(SizeResult::cells));
        SweepTable.write(results, table);
        print(result);
      }
    }
    SweepPlots.write(results, params.out(), progress);
  }

  private SizeResult measure(int cells) {
    Path data = params.out().resolve("data-" + 2 * cells);
    Path results = params.out().resolve("run-" + 2 * cells);
    progress.perform(
        "simulate " + 2 * cells + " cells", 0, _ -> commands.run(simulation(cells, data)));
    double seconds =
        progress.run("map " + 2 * cells + " cells", 0, _ -> commands.run(mapping(data, results)));
    SizeResult result = result(data, results, seconds);
    deleteTree(results);
    if (!params.keep()) {
      deleteTree(data);
    }
    return result;
  }

  private List<String> simulation(int cells, Path data) {
    SweepParams.Data d = params.data();
    return List.of(
        "simulate",
        "--species=" + String.join(",", SPECIES),
        "--cells=" + cells,
        "--genes=" + d.genes(),
        "--types=" + d.types(),
        "--depth=" + d.depth(),
        "--seed=" + d.seed(),
        "--out=" + data,
        "--quiet");
  }

  private List<String> mapping(Path data, Path results) {
    List<String> command = new ArrayList<>();
    command.add("run");
    command.add("--no-report");
    for (String id : SPECIES) {
      command.add("--species=" + id + "=" + data.resolve(id + ".h5ad"));
      command.add("--labels=" + id + "=" + SimulationFolder.TYPE_COLUMN);
    }
    command.addAll(
        List.of("--maps=" + data.resolve("maps"), "--out=" + results, "--force", "--no-x"));
    if (!params.umap()) {
      command.add("--no-umap");
    }
    command.addAll(List.of("--threads=" + params.threads(), "--quiet"));
    command.addAll(params.options());
    return command;
  }

  private static SizeResult result(Path data, Path results, double seconds) {
    List<DataSize> sizes =
        SPECIES.stream()
            .map(id -> DataSize.of(SpeciesInput.of(id, data.resolve(id + ".h5ad")), false))
            .toList();
    return new SizeResult(
        sizes.stream().mapToInt(DataSize::cells).sum(),
        sizes.stream().mapToInt(DataSize::genes).sum(),
        sizes.stream().mapToLong(DataSize::nonZeros).sum(),
        Truth.share(
            data.resolve(SimulationFolder.TRUTH), results.resolve("mapping_table.tsv"), SPECIES),
        RunCosts.read(results.resolve("run.json"), seconds));
  }

  private void print(SizeResult r) {
    for (PhaseCost p : r.phases()) {
      out.printf(
          Locale.ROOT,
          "%9d  %-20s %9.2f %9.2f %10.0f %10.2f %6s%n",
          r.cells(),
          p.phase(),
          p.seconds(),
          p.cpuSeconds(),
          p.peakBytes() / 1e6,
          p.peakBytes() / 1e3 / r.cells(),
          p.equals(r.total()) ? String.format(Locale.ROOT, "%.3f", r.truth()) : "");
    }
    out.flush();
  }

  private static void deleteTree(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
