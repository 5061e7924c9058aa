package org.samap.cli.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samap.cli.bench.evidence.EvidenceJob;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.Outputs;
import org.samap.cli.options.SeedArgs;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap bench}: what a run takes, by its size, and what a mapping proves. */
@Command(
    name = "bench",
    header = "Measures what runs of growing size take, or what a mapping proves.",
    description = {
      "For each size, simulates two species and maps them in processes of their own. Writes wall"
          + " time, processor time and peak memory of every phase to DIR/bench.csv, and curves as"
          + " PNG and SVG. A sweep that was stopped continues with the sizes that are missing.",
      "With --evidence it maps simulated species of which the truth is known instead, with few"
          + " counts, few cells, few or wrong links, and more. It shows how well scores and"
          + " confidence separate matches of the same type from others, also for a simple method"
          + " that is not samap."
    },
    customSynopsis = "samap bench [OPTIONS]",
    footer = {
      "",
      "Examples:",
      "  samap bench --sizes 1k,3k,10k --out bench",
      "  samap bench --evidence --out evidence"
    })
public final class BenchCommand implements Job {
  private static final int LEAST_CELLS = 100;

  @Option(
      names = "--sizes",
      paramLabel = "N,N",
      split = ",",
      defaultValue = "1k,3k,10k,30k,100k,300k,1m",
      description =
          "Numbers of cells of both species together; k: thousand, m: million (default:"
              + " ${DEFAULT-VALUE}).")
  private List<String> sizes = new ArrayList<>();

  @Option(
      names = "--genes",
      paramLabel = "N",
      description = "Approximate number of genes of a species (default: ${DEFAULT-VALUE}).")
  private int genes = 20000;

  @Option(
      names = "--types",
      paramLabel = "N",
      description = "Number of cell types that both species share (default: ${DEFAULT-VALUE}).")
  private int types = 24;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description =
          "Median number of counts of a cell (default: ${DEFAULT-VALUE}). 1200 counts hit about"
              + " 1000 of 20000 genes.")
  private double depth = 1200;

  @Mixin private SeedArgs seed = new SeedArgs();

  @Option(names = "--umap", description = "Also compute the layout in two dimensions.")
  private boolean umap;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for the table and curves; created if it does not exist (default:"
              + " ${DEFAULT-VALUE}).")
  private Path out = Path.of("samap-bench");

  @Option(names = "--keep", description = "Keep the simulated files.")
  private boolean keep;

  @Option(
      names = "--fit",
      description =
          "Measure nothing; print the constants of 'samap plan' that fit the table in DIR.")
  private boolean fit;

  @Option(
      names = "--evidence",
      description =
          "Measure what a mapping proves. Writes tables as CSV to DIR and as Markdown to DIR.md; if"
              + " that page exists, its tables are renewed. Of the options above, only --seed and"
              + " --out have an effect.")
  private boolean evidence;

  @Option(
      names = "--immune",
      paramLabel = "DIR",
      description =
          "With --evidence: also measure human and mouse immune cells. DIR holds"
              + " human_pbmc3k.h5ad, mouse_tm_immune_actinn.h5ad and maps.")
  private Optional<Path> immune = Optional.empty();

  @Option(
      names = "--quick",
      description = "With --evidence: take a minute, with few and small simulations.")
  private boolean quick;

  @Mixin(name = "Resources")
  private MemoryArgs memory = new MemoryArgs();

  @Override
  public void check() {
    sweep(1); // their true number is known, and checked, when they are started
    if (!evidence && (quick || immune.isPresent())) {
      throw new InputException(
          "--%s has no effect without --evidence; give both or neither"
              .formatted(quick ? "quick" : "immune"));
    }
    if (evidence && fit) {
      throw new InputException("--fit and --evidence measure different things; give one of them");
    }
    immune.ifPresent(EvidenceJob::check);
  }

  @Override
  public void run(JobContext context) {
    SweepParams sweep = sweep(context.workers().threads());
    if (evidence) {
      EvidenceJob.run(quick, immune, seed.seed, sweep.out(), context);
    } else if (fit) {
      BenchJob.fit(sweep, context);
    } else {
      context.resources().requireEngine();
      BenchJob.run(sweep, new JavaChild(), context);
    }
  }

  /** The sizes to measure, and how. */
  private SweepParams sweep(int threads) {
    return new SweepParams(
        sizes.stream().map(BenchCommand::cells).toList(),
        new SweepParams.Data(
            Check.atLeast("--genes", genes, 100),
            Check.atLeast("--types", types, 1),
            Check.positive("--depth", depth),
            seed.seed),
        threads,
        umap,
        runOptions(),
        keep,
        Outputs.folder("--out", out));
  }

  /** The options that a run is given as they are. */
  private List<String> runOptions() {
    List<String> options = new ArrayList<>();
    add("--memory", memory.memory, options);
    add("--work", memory.work.map(Path::toString), options);
    add("--backend", memory.backend, options);
    return options;
  }

  private static void add(String option, Optional<String> value, List<String> to) {
    value.ifPresent(text -> to.add(option + "=" + text));
  }

  /** Cells from text such as 300, 10k or 1.5m. */
  private static int cells(String text) {
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
