package org.samap.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.samap.cli.options.JobContext;
import org.samap.cli.terminal.Json;
import org.samap.cli.terminal.Version;
import org.samap.core.io.OutputFile;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.plan.MachineRates;
import org.samap.core.run.InputException;

/** A sweep with a note beside its table on what was measured where, so that no two are mixed. */
final class BenchJob {
  private static final String NOTE = "bench.json";

  private BenchJob() {}

  /** What must be the same of all sizes of a table. */
  private record Conditions(
      String samap,
      String java,
      List<String> javaOptions,
      String system,
      int processors,
      long memory,
      SweepParams.Data data,
      int threads,
      boolean umap,
      List<String> options) {

    static Conditions of(SweepParams params, JobContext context) {
      return new Conditions(
          Version.samap(),
          Version.java(),
          ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
              .filter(option -> !JavaChild.isOfLauncher(option))
              .toList(),
          System.getProperty("os.name") + " " + System.getProperty("os.arch"),
          Runtime.getRuntime().availableProcessors(),
          context.resources().memory(),
          params.data(),
          params.threads(),
          params.umap(),
          params.options());
    }
  }

  static void run(SweepParams params, Sweep.Commands commands, JobContext context) {
    try {
      Files.createDirectories(params.out());
      Path note = params.out().resolve(NOTE);
      String conditions = Json.text(Conditions.of(params, context));
      if (Files.exists(params.out().resolve(Sweep.TABLE))
          && !(Files.exists(note) && Files.readString(note).equals(conditions))) {
        throw new InputException(
            "%s holds a sweep with other options or from another machine (see %s); choose another --out"
                .formatted(params.out(), NOTE));
      }
      OutputFile.writeText(note, out -> out.write(conditions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Sweep.run(params, commands, context.out(), context.progress());
    context.progress().info("Table and curves are in " + params.out());
  }

  /** Prints the constants of {@code samap plan}, fitted to a sweep. */
  static void fit(SweepParams sweep, JobContext context) {
    RunParams params = RunParams.defaults().withUmap(sweep.umap()).withExpression(false);
    CostFit.print(sweep, params, MachineRates.measure(), context.out());
  }
}
