package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.finished.FinishedRunArgs;
import org.samap.cli.finished.PairArgs;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.pipeline.LabelSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap confidence}: whether mapped cell types are the same, or only nearest. */
@Command(
    name = "confidence",
    header = "Tells how sure it is that two mapped cell types are the same.",
    description = {
      "A type without a counterpart maps to its nearest relative all the same, often with a high"
          + " score. For every mapped pair of cell types: a confidence from 0 to 1, from how alike"
          + " their cells are, how many of their markers support the match, and whether either has"
          + " a better partner; beside it all the evidence."
    },
    customSynopsis = "samap confidence DIR [--labels ID=COLUMN_OR_TSV ...] [OPTIONS]",
    footer = {
      "",
      "Example: the matches of the run in hs_mm",
      "  samap confidence hs_mm --labels hs=cell_type --labels mm=cell_type"
    })
public final class ConfidenceCommand implements JobCommand {
  @Mixin(name = "Input")
  private FinishedRunArgs input = new FinishedRunArgs();

  @Mixin(name = "Evidence")
  private Evidence evidence = new Evidence();

  @Mixin(name = "Genes")
  private PairArgs genes = new PairArgs();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** How matches are judged. */
  static final class Evidence {
    @Option(
        names = "--nearest",
        paramLabel = "N",
        defaultValue = "20",
        description =
            "Compare a cell with the N nearest cells of a type (default: ${DEFAULT-VALUE}).")
    int nearest;

    @Option(
        names = "--sample",
        paramLabel = "N",
        defaultValue = "1000",
        description =
            "Let N cells, drawn at random, stand for a type that has more (default:"
                + " ${DEFAULT-VALUE}).")
    int sample;

    @Option(
        names = "--markers",
        paramLabel = "N",
        defaultValue = "50",
        description =
            "Look at the N best markers of a type that have homologs (default:"
                + " ${DEFAULT-VALUE}).")
    int markers;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "0",
        description = "Seed of the random choices (default: ${DEFAULT-VALUE}).")
    long seed;
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "The table, a .tsv or .tsv.gz file (default: match_confidence.tsv in DIR).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public ConfidenceOptions call() {
    Path run = input.folder("confidence");
    Map<String, LabelSource> labels = input.labels("confidence");
    GenePairs.Params pairs = genes.toParams();
    MatchConfidence.Params params =
        new MatchConfidence.Params(
            evidence.nearest, evidence.sample, evidence.markers, pairs.maxP(), evidence.seed);
    Path out = output.out.orElse(run.resolve("match_confidence.tsv"));
    return new ConfidenceOptions(run, labels, pairs, params, Check.outputFile("--out", out));
  }
}
