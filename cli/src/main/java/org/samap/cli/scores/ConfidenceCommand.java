package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.finished.AlignArgs;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.cli.options.SeedArgs;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.analysis.confidence.MatchEvidence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap confidence}: tells matches of the same type from forced ones. */
@Command(
    name = "confidence",
    header = "Tells how certain it is that two mapped cell types are the same.",
    description = {
      "A type without a counterpart still maps to its nearest relative, often with a high score."
          + " This command gives every mapped pair of cell types a confidence from 0 to 1 with its"
          + " interval, and a verdict: real, unclear, forced, or insufficient where nothing can be"
          + " known. It depends on how similar the cells are, how well the expression of linked"
          + " genes agrees, whether either type has a better partner, and how many genes of one"
          + " are missing in the other; each relative to what these data could have shown."
    },
    customSynopsis = "samap confidence DIR [--labels ID=COLUMN_OR_FILE ...] [OPTIONS]",
    footer = {
      "",
      "Example: the matches of the run in hs_mm",
      "  samap confidence hs_mm --labels hs=cell_type --labels mm=cell_type"
    })
public final class ConfidenceCommand implements Job {
  private static final MatchConfidence.Params DEFAULTS = MatchConfidence.Params.defaults();

  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();

  @Option(
      names = "--nearest",
      paramLabel = "N",
      description =
          "Compare a cell with the N nearest cells of a type (default: ${DEFAULT-VALUE}).")
  private int nearest = DEFAULTS.nearest();

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Use N cells, drawn at random, of a type that has more (default: ${DEFAULT-VALUE}).")
  private int sample = DEFAULTS.sample();

  @Mixin private SeedArgs seed = new SeedArgs();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table, .tsv or .tsv.gz (default: DIR/match_confidence.tsv).")
  private Optional<Path> out = Optional.empty();

  @Mixin private AlignArgs types = new AlignArgs();

  @Override
  public void check() {
    labels.sources(dir.species());
    types.toParams();
    params();
    out();
  }

  @Override
  public void run(JobContext context) {
    try (LabeledRun run = LabeledRun.open(dir, labels, context)) {
      MatchEvidence evidence = run.evidence(run.mapped(types.toParams()));
      MatchConfidence found =
          context
              .progress()
              .run(
                  "judge matches",
                  0,
                  phase ->
                      MatchConfidence.of(evidence, params(), context.workers().counting(phase)));
      Outputs.write(out(), found::write);
    }
    context.progress().info("The confidence of each match is in " + out());
  }

  private MatchConfidence.Params params() {
    return new MatchConfidence.Params(nearest, sample, seed.seed);
  }

  private Path out() {
    return dir.outputFile(out, "match_confidence.tsv");
  }
}
