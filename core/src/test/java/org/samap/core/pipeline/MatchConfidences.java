package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.confidence.MappedCells;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.analysis.confidence.MatchEvidence;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.scores.MappingScores;
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
    int[] species = IntStream.range(0, run.ids().size()).toArray();
    List<Expression> x =
        IntStream.of(species).mapToObj(s -> run.expression(s, store, workers)).toList();
    MappedGenes genes =
        new MappedGenes(
            labels, run.graph(), run.genes(), run.homology(), run.refined(), x, run.weights());
    MappedCells cells =
        new MappedCells(
            run.crossEdges(1),
            run.crossEdges(run.iterations()),
            IntStream.of(species).mapToObj(run::projection).toList(),
            run.crossK());
    GenePairs.Params params = GenePairs.Params.defaults();
    MappingScores scores = MappingScores.of(run.graph(), labels, run.crossK(), 0);
    return new MatchEvidence(genes, cells, GenePairs.mapped(scores, params));
  }
}
