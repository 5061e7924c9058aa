package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.analysis.confidence.MatchEvidence;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** The matches of a finished run, judged with the defaults. */
final class MatchConfidences {
  private MatchConfidences() {}

  static MatchConfidence of(Path folder, Workers workers) {
    try (FinishedRun run = FinishedRun.open(folder);
        ExpressionStore store = ExpressionStore.heap()) {
      MatchEvidence evidence =
          evidence(run, run.labels(Map.of(), Progress.silent()), store, workers);
      return MatchConfidence.of(evidence, MatchConfidence.Params.defaults(), workers);
    }
  }

  static MatchEvidence evidence(
      FinishedRun run, CellLabels labels, ExpressionStore store, Workers workers) {
    List<Expression> x =
        IntStream.range(0, run.ids().size())
            .mapToObj(s -> run.expression(s, store, workers))
            .toList();
    return new MatchEvidence(
        run.mappedGenes(labels, x),
        run.mappedCells(),
        GenePairs.mapped(run.score(labels), GenePairs.Params.defaults()));
  }
}
