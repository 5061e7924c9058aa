package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.finished.RunJson;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.Outputs;
import org.samap.cli.options.SeedArgs;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.analysis.scores.Stability;
import org.samap.core.engine.Session;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.mapping.MappingInput;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.StoredMapping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap stability}: maps parts of the cells and links, and compares the scores. */
@Command(
    name = "stability",
    header = "Maps parts of the cells and links, to tell how much the scores depend on them.",
    description = {
      "Maps again with a part of the cells and of the gene links of a finished run, many times, and"
          + " tells between which values every score stays and how often a cell type keeps its best"
          + " partner. Uses the SAM results of the run. First says how long it takes and how much"
          + " memory, by what the mapping of the run took."
    },
    customSynopsis = "samap stability DIR [--labels ID=COLUMN_OR_FILE ...] [OPTIONS]",
    footer = {
      "",
      "Example: map four fifths of the cells and links of the run in hs_mm, 20 times",
      "  samap stability hs_mm --resamples 20"
    })
public final class StabilityCommand implements Job {
  private static final Stability.Params DEFAULTS = Stability.Params.defaults();

  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();

  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "How often parts are drawn and mapped (default: ${DEFAULT-VALUE}).")
  private int resamples = DEFAULTS.resamples();

  @Option(
      names = "--cells",
      paramLabel = "SHARE",
      description = "Share of the cells of every type that is drawn (default: ${DEFAULT-VALUE}).")
  private double cells = DEFAULTS.cells();

  @Option(
      names = "--links",
      paramLabel = "SHARE",
      description = "Share of the linked pairs of genes that is drawn (default: ${DEFAULT-VALUE}).")
  private double links = DEFAULTS.links();

  @Option(
      names = "--n-top",
      paramLabel = "N",
      description =
          "Score a type by its N best cells; 0: by all cells (default: ${DEFAULT-VALUE}).")
  private int nTop = DEFAULTS.top();

  @Mixin private SeedArgs seed = new SeedArgs();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table, .tsv or .tsv.gz (default: DIR/stability.tsv).")
  private Optional<Path> out = Optional.empty();

  @Mixin MemoryArgs memory = new MemoryArgs();

  @Override
  public void check() {
    labels.sources(dir.species());
    params();
    out();
  }

  @Override
  public void run(JobContext context) {
    RunJson json = RunJson.read(dir.folder());
    Resources resources = context.resources().orWork(dir.folder());
    try (FinishedRun run = FinishedRun.open(dir.folder());
        Session session =
            resources.open(run.cells().total(), context.workers(), context.progress());
        ExpressionStore store = resources.store(run.cells().total())) {
      predict(json, resources, context);
      CellLabels of = run.labels(labels.sources(dir.species()), context.progress());
      MappingScores scores =
          MappingScores.of(run.crossEdges(run.iterations()), of, run.crossK(), params().top());
      MappingInput input = StoredMapping.of(run, json.mapping(), store, context.workers(), session);
      Stability found =
          Stability.of(input, scores, of, params(), store, context.workers(), session);
      Outputs.write(out(), found::write);
    }
    context.progress().info("How much scores and best partners vary is in " + out());
  }

  private void predict(RunJson json, Resources resources, JobContext context) {
    RunJson.MappingCost cost = json.cost();
    context
        .progress()
        .info(
            "%d mappings of %.0f %% of the cells take %s, as the mapping of the run did"
                .formatted(
                    resamples,
                    100 * cells,
                    cost.times(resamples, cells, context.workers().threads())));
    if (cost.peakBytes() > resources.memory()) {
      context
          .progress()
          .warn(
              "the run took %d MB of memory, more than the %d MB of --memory; give more, or expect it to be slow"
                  .formatted(cost.peakBytes() >> 20, resources.memory() >> 20));
    }
  }

  /** What is drawn, and how often. */
  Stability.Params params() {
    return new Stability.Params(
        resamples, cells, links, seed.seed, Check.atLeast("--n-top", nTop, 0));
  }

  Path out() {
    return dir.outputFile(out, "stability.tsv");
  }
}
