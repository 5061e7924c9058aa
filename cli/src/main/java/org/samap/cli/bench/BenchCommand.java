package org.samap.cli.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.Running;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap bench}: what a run takes, by its size. */
@Command(
    name = "bench",
    header = "Measures time and memory of runs of growing size on this machine.",
    description = {
      "For each size two species are simulated and mapped, in a process of their own. Time,"
          + " processor time and peak memory of every phase go to DIR/bench.csv, curves to"
          + " DIR/*.png and DIR/*.svg. A sweep that was stopped goes on where it was."
    },
    customSynopsis = "samap bench [OPTIONS]",
    footer = {"", "Example:", "  samap bench --sizes 1k,3k,10k --out bench"})
public final class BenchCommand implements JobCommand {
  private static final int LEAST_CELLS = 100;

  @Mixin(name = "Data")
  private Data data = new Data();

  @Mixin(name = "Runs")
  private Runs runs = new Runs();

  @Mixin(name = "Output")
  private Output output = new Output();

  @Mixin(name = "Running")
  private Running running = new Running();

  /** What is simulated. */
  static final class Data {
    @Option(
        names = "--sizes",
        paramLabel = "N,N",
        split = ",",
        defaultValue = "1k,3k,10k,30k,100k,300k,1m",
        description =
            "Cells of both species together; k: thousand, m: million (default:"
                + " ${DEFAULT-VALUE}).")
    List<String> sizes = new ArrayList<>();

    @Option(
        names = "--genes",
        paramLabel = "N",
        defaultValue = "20000",
        description = "About how many genes a species has (default: ${DEFAULT-VALUE}).")
    int genes;

    @Option(
        names = "--types",
        paramLabel = "N",
        defaultValue = "24",
        description = "Cell types that both species share (default: ${DEFAULT-VALUE}).")
    int types;

    @Option(
        names = "--depth",
        paramLabel = "N",
        defaultValue = "1200",
        description =
            "Counts of a cell, the median; of 20000 genes 1200 counts hit about 1000 (default:"
                + " ${DEFAULT-VALUE}).")
    double depth;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "0",
        description = "Seed of the simulation (default: ${DEFAULT-VALUE}).")
    long seed;
  }

  /** How the runs are made. */
  static final class Runs {
    @Option(names = "--umap", description = "Lay the cells out, too.")
    boolean umap;

    @Mixin MemoryArgs memory = new MemoryArgs();
  }

  /** What is left. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "DIR",
        defaultValue = "samap-bench",
        description = "Folder of table and curves; made if needed (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("samap-bench");

    @Option(names = "--keep", description = "Keep the simulated files.")
    boolean keep;

    @Option(
        names = "--fit",
        description =
            "Measure nothing; print the constants of 'samap plan' as the table in DIR has them.")
    boolean fit;
  }

  @Override
  public BenchOptions call() {
    SweepParams params =
        new SweepParams(
            data.sizes.stream().map(BenchCommand::cells).toList(),
            new SweepParams.Data(
                Check.atLeast("--genes", data.genes, 100),
                Check.atLeast("--types", data.types, 1),
                Check.positive("--depth", data.depth),
                data.seed),
            Check.atLeast("--threads", running.threads, 1),
            runs.umap,
            runOptions(),
            output.keep,
            Check.outputFolder("--out", output.out));
    return new BenchOptions(params, output.fit);
  }

  /** The options that a run is given as they are. */
  private List<String> runOptions() {
    List<String> options = new ArrayList<>();
    add("--memory", runs.memory.memory, options);
    add("--work", runs.memory.work.map(Path::toString), options);
    return options;
  }

  private static void add(String option, Optional<String> value, List<String> to) {
    value.ifPresent(text -> to.add(option + "=" + text));
  }

  /** Cells from text such as 300, 10k or 1.5m. */
  static int cells(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    double unit = lower.endsWith("k") ? 1e3 : lower.endsWith("m") ? 1e6 : 1;
    double cells =
        unit * Check.number("--sizes", unit == 1 ? lower : lower.substring(0, lower.length() - 1));
    if (!(cells >= LEAST_CELLS && cells <= Integer.MAX_VALUE)) {
      throw new InputException(
          "--sizes holds '%s'; give numbers of at least %d, such as 3k or 1m"
              .formatted(text, LEAST_CELLS));
    }
    return (int) cells;
  }
}
