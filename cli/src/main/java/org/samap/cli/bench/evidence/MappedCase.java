package org.samap.cli.bench.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.samap.cli.bench.evidence.MethodResult.Judgement;
import org.samap.cli.bench.evidence.MethodResult.TypePair;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.analysis.confidence.MatchEvidence;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.analysis.scores.LinkNull;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.analysis.scores.ScoreStatistics;
import org.samap.core.engine.Session;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.io.FileTree;
import org.samap.core.io.OutputFolder;
import org.samap.core.mapping.MappingParams;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.LinkedSpeciesFiles;
import org.samap.core.pipeline.MappingJob;
import org.samap.core.pipeline.RunFolder;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.StoredMapping;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** A case that samap has mapped with its defaults, as a user would: from files, to a folder. */
final class MappedCase implements AutoCloseable {
  static final String METHOD = "samap";

  private static final RunParams PARAMS =
      RunParams.defaults().withUmap(false).withExpression(false);

  /** The clusters that a run writes beside the labels. */
  private static final String CLUSTERS = "leiden_clusters";

  private final Path folder;
  private final FinishedRun run;
  private final ExpressionStore store = ExpressionStore.heap();
  private final Workers workers;
  private final CellLabels labels;

  private MappedCase(Path folder, Workers workers) {
    this.folder = folder;
    this.workers = workers;
    this.run = FinishedRun.open(folder.resolve("run"));
    this.labels = run.labels(Map.of(), Progress.silent());
  }

  /**
   * @param folder a folder that does not exist; it is deleted when the case is closed
   */
  static MappedCase of(StressedCase stressed, Path folder, Workers workers) {
    LinkedSpeciesFiles.Written files =
        LinkedSpeciesFiles.write(stressed.species(), folder.resolve("data"), workers);
    try (OutputFolder results = OutputFolder.prepare(folder.resolve("run"))) {
      RunFolder to = RunFolder.in(results, PARAMS, workers, Progress.silent());
      try (MappingJob.Outcome outcome =
          MappingJob.run(
              files.species(), files.homology(), PARAMS, to, workers, Progress.silent())) {
        to.write(outcome);
      }
      results.commit();
    }
    return new MappedCase(folder, workers);
  }

  CellLabels labels() {
    return labels;
  }

  /** The clusters of the run as labels. */
  CellLabels clusters() {
    Map<String, LabelSource> sources = new HashMap<>();
    run.ids().forEach(id -> sources.put(id, new LabelSource.Column(CLUSTERS)));
    return run.labels(sources, Progress.silent());
  }

  int crossK() {
    return run.crossK();
  }

  /** The edges between species of the last iteration. */
  SparseMatrix edges() {
    return run.crossEdges(run.iterations());
  }

  /** The significance of the scores of some labels against shuffled ones. */
  ScoreStatistics statistics(CellLabels of, long seed) {
    return ScoreStatistics.of(
        edges(),
        run.crossEdges(1),
        of,
        run.crossK(),
        ScoreStatistics.Params.defaults().withSeed(seed),
        workers);
  }

  /** Everything that the confidence is judged by. */
  MatchEvidence evidence() {
    List<Expression> x =
        IntStream.range(0, run.ids().size())
            .mapToObj(s -> run.expression(s, store, workers))
            .toList();
    return new MatchEvidence(
        run.mappedGenes(labels, x),
        run.mappedCells(),
        GenePairs.mapped(run.score(labels), GenePairs.Params.defaults()));
  }

  /** The gene pairs of the matches. */
  GenePairs pairs(MatchEvidence evidence) {
    MappedGenes data = evidence.genes();
    List<Markers> markers =
        IntStream.range(0, run.ids().size())
            .mapToObj(s -> Markers.of(data.expression().get(s), labels, s, workers))
            .toList();
    return GenePairs.of(data, markers, evidence.matches(), GenePairs.Params.defaults(), workers);
  }

  /** The significance of the scores against permuted links. */
  LinkNull linkNull(int repetitions) {
    MappingParams params = PARAMS.mapping();
    try (Session session =
        PARAMS.resources().open(run.cells().total(), workers, Progress.silent())) {
      return LinkNull.of(
          StoredMapping.of(run, params, store, workers, session),
          MappingScores.of(edges(), labels, run.crossK(), 0),
          labels,
          LinkNull.Params.defaults().withRepetitions(repetitions),
          session);
    }
  }

  /**
   * What samap says of the types.
   *
   * @param links the significance against permuted links, if it is known
   */
  MethodResult result(MatchEvidence evidence, Optional<LinkNull> links) {
    Map<TypePair, MatchConfidence.Match> judged = new HashMap<>();
    for (MatchConfidence.Match m :
        MatchConfidence.of(evidence, MatchConfidence.Params.defaults(), workers).matches()) {
      judged.put(TypePair.of(m.nodeA(), m.nodeB()), m);
    }
    Map<TypePair, Double> linkQ = new HashMap<>();
    links.ifPresent(
        l -> l.pairs().forEach(p -> linkQ.put(TypePair.of(number(p.a()), number(p.b())), p.q())));
    Map<TypePair, Judgement> judgements = new HashMap<>();
    for (ScoreStatistics.Row row : statistics(labels, 0).rows()) {
      TypePair pair = TypePair.of(number(row.a()), number(row.b()));
      Optional<MatchConfidence.Match> match = Optional.ofNullable(judged.get(pair));
      judgements.put(
          pair,
          new Judgement(
              match.map(m -> m.verdict().name().toLowerCase(Locale.ROOT)),
              match.map(MatchConfidence.Match::confidence).orElse(OptionalDouble.empty()),
              OptionalDouble.of(row.q()),
              number(Optional.ofNullable(linkQ.get(pair))),
              OptionalDouble.of(row.gain())));
    }
    return new MethodResult(METHOD, labels, edges(), run.crossK(), judgements);
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.stream().mapToDouble(Double::doubleValue).findFirst();
  }

  private int number(Node node) {
    return labels.nodes().indexOf(node);
  }

  @Override
  public void close() {
    store.close();
    run.close();
    try {
      if (Files.exists(folder)) {
        FileTree.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
