package org.samap.cli.scores;

import java.util.List;
import java.util.stream.IntStream;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.confidence.MappedCells;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.analysis.confidence.MatchEvidence;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.pipeline.FinishedRun;

/** The work behind {@code samap confidence}. */
final class ConfidenceJob {
  private ConfidenceJob() {}

  static void run(ConfidenceOptions options, JobContext context) {
    try (LabeledRun run = LabeledRun.open(options.run(), options.labels(), context)) {
      MatchEvidence evidence = evidence(run, options);
      MatchConfidence found =
          context
              .progress()
              .run(
                  "judge matches",
                  0,
                  _ -> MatchConfidence.of(evidence, options.params(), context.workers()));
      Outputs.makeFolderOf(options.out());
      found.write(options.out());
    }
    context.progress().info("The confidence of each match is in " + options.out());
  }

  private static MatchEvidence evidence(LabeledRun run, ConfidenceOptions options) {
    List<GenePairs.NodePair> matches = run.mapped(options.pairs());
    MappedCells cells = cells(run.run());
    MappedGenes data = run.data();
    List<Markers> markers = run.markers(data.expression());
    GenePairs pairs = run.find(data, markers, matches, options.pairs());
    return new MatchEvidence(data, cells, markers, pairs);
  }

  private static MappedCells cells(FinishedRun run) {
    return new MappedCells(
        run.crossEdges(1),
        IntStream.range(0, run.ids().size()).mapToObj(run::projection).toList(),
        run.crossK());
  }
}
