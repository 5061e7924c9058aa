package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.finished.PairArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.cli.options.SeedArgs;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.confidence.MappedCells;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.analysis.confidence.MatchEvidence;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.pipeline.FinishedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap confidence}: tells matches of the same type from forced ones. */
@Command(
    name = "confidence",
    header = "Tells how certain it is that two mapped cell types are the same.",
    description = {
      "A type without a counterpart still maps to its nearest relative, often with a high score."
          + " This command gives every mapped pair of cell types a confidence from 0 to 1. It"
          + " depends on how similar their cells are, how many of their markers support the match,"
          + " and whether either has a better partner. The table also holds this evidence."
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

  @Option(
      names = "--markers",
      paramLabel = "N",
      description =
          "Use the N best markers of a type that have homologs (default: ${DEFAULT-VALUE}).")
  private int markers = DEFAULTS.markers();

  @Mixin private SeedArgs seed = new SeedArgs();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table, .tsv or .tsv.gz (default: DIR/match_confidence.tsv).")
  private Optional<Path> out = Optional.empty();

  @Mixin(name = "Genes")
  private PairArgs genes = new PairArgs();

  @Override
  public void check() {
    labels.sources(dir.species());
    params();
    out();
  }

  @Override
  public void run(JobContext context) {
    try (LabeledRun run = LabeledRun.open(dir, labels, context)) {
      MatchEvidence evidence = evidence(run);
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

  private MatchEvidence evidence(LabeledRun run) {
    GenePairs.Params params = genes.toParams();
    List<GenePairs.NodePair> matches = run.mapped(params);
    MappedCells cells = cells(run.run());
    MappedGenes data = run.data();
    List<Markers> found = run.markers(data.expression());
    return new MatchEvidence(data, cells, found, run.find(data, found, matches, params));
  }

  private static MappedCells cells(FinishedRun run) {
    return new MappedCells(
        run.crossEdges(1),
        run.crossEdges(run.iterations()),
        IntStream.range(0, run.ids().size()).mapToObj(run::projection).toList(),
        run.crossK());
  }

  private MatchConfidence.Params params() {
    return new MatchConfidence.Params(nearest, sample, markers, genes.toParams().maxP(), seed.seed);
  }

  private Path out() {
    return dir.outputFile(out, "match_confidence.tsv");
  }
}
