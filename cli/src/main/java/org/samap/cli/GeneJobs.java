package org.samap.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Enrichment;
import org.samap.core.analysis.GenePairs;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.MappingScores;
import org.samap.core.analysis.Markers;
import org.samap.core.annotation.Annotations;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.GeneAxis;
import org.samap.core.homology.TranscriptNames;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/** The work behind {@code samap markers}, {@code pairs} and {@code enrich}, and what it shares. */
final class GeneJobs implements AutoCloseable {
  private final FinishedRun run;
  private final CellLabels labels;
  private final GeneAxis genes;
  private final ExpressionStore store;
  private final Session session;

  GeneJobs(Path folder, Map<String, LabelSource> sources, Session session) {
    this.session = session;
    this.run = FinishedRun.open(folder);
    try {
      this.labels = run.labels(sources);
      this.genes = run.genes();
      this.store = session.resources().store(run.cells().total());
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  static void markers(MarkersOptions options, Session session) {
    try (GeneJobs jobs = new GeneJobs(options.run(), options.labels(), session)) {
      List<Markers> markers = jobs.markers(jobs.expression());
      SamapJobs.makeFolder(SamapJobs.folderOf(options.out()));
      Markers.write(markers, jobs.genes, options.params(), options.out());
    }
    session.progress().info("The markers are in " + options.out());
  }

  static void pairs(PairsOptions options, Session session) {
    try (GeneJobs jobs = new GeneJobs(options.run(), options.labels(), session)) {
      List<GenePairs.Nodes> nodes =
          options
              .nodes()
              .map(
                  n ->
                      List.of(
                          new GenePairs.Nodes(jobs.node("--a", n.a()), jobs.node("--b", n.b()))))
              .orElseGet(() -> jobs.mapped(options.params()));
      GenePairs pairs = jobs.find(nodes, options.params());
      SamapJobs.makeFolder(SamapJobs.folderOf(options.out()));
      pairs.write(options.out());
    }
    session.progress().info("The gene pairs are in " + options.out());
  }

  static void enrich(EnrichOptions options, Session session) {
    try (GeneJobs jobs = new GeneJobs(options.run(), options.labels(), session)) {
      Annotations annotations = jobs.annotations(options);
      GenePairs pairs = jobs.find(jobs.mapped(options.pairs()), options.pairs());
      Enrichment found = Enrichment.of(pairs, annotations, options.enrichment());
      SamapJobs.makeFolder(SamapJobs.folderOf(options.out()));
      found.write(options.out());
    }
    session.progress().info("The enriched terms are in " + options.out());
  }

  private int node(String option, String name) {
    int node = labels.nodes().indexOf(name);
    if (node < 0) {
      throw new InputException(
          "%s: there is no cell type '%s' in %s; %s"
              .formatted(option, name, run.folder(), Nearest.hint(name, labels.nodes())));
    }
    return node;
  }

  List<GenePairs.Nodes> mapped(GenePairs.Params params) {
    MappingScores scores = MappingScores.of(run.graph(), labels, run.crossK(), 0);
    List<GenePairs.Nodes> nodes = GenePairs.mapped(scores, params);
    if (nodes.isEmpty()) {
      session
          .progress()
          .warn(
              "no cell types map with a score of %s; give a lower --align-threshold"
                  .formatted(params.alignThreshold()));
    }
    return nodes;
  }

  private Annotations annotations(EnrichOptions options) {
    Annotations.Builder builder = Annotations.builder(genes, options.annotations());
    options
        .files()
        .forEach(
            (id, file) -> {
              Path table = options.names().get(id);
              TranscriptNames names =
                  table == null
                      ? TranscriptNames.none()
                      : TranscriptNames.none().withFile(id, table);
              builder.read(
                  run.ids().indexOf(id),
                  file,
                  name -> names.gene(GeneAxis.prefixed(id, name)),
                  session.progress());
            });
    return builder.build();
  }

  List<Expression> expression() {
    try (Progress.Phase phase = session.progress().phase("read expression", run.ids().size())) {
      return IntStream.range(0, run.ids().size())
          .mapToObj(
              s -> {
                Expression x = run.expression(s, store, session.workers());
                phase.advance(1);
                return x;
              })
          .toList();
    }
  }

  List<Markers> markers(List<Expression> expression) {
    try (Progress.Phase phase = session.progress().phase("find markers", expression.size())) {
      return IntStream.range(0, expression.size())
          .mapToObj(
              s -> {
                Markers found = Markers.of(expression.get(s), labels, s, session.workers());
                phase.advance(1);
                return found;
              })
          .toList();
    }
  }

  /** Everything that the analyses of genes read. */
  MappedGenes data() {
    return new MappedGenes(
        labels, run.graph(), genes, run.homology(), run.refined(), expression(), run.weights());
  }

  private GenePairs find(List<GenePairs.Nodes> nodes, GenePairs.Params params) {
    return find(data(), nodes, params);
  }

  GenePairs find(MappedGenes data, List<GenePairs.Nodes> nodes, GenePairs.Params params) {
    List<Markers> markers = markers(data.expression());
    try (Progress.Phase phase = session.progress().phase("find gene pairs", 1)) {
      GenePairs pairs = GenePairs.of(data, markers, nodes, params, session.workers());
      phase.advance(1);
      return pairs;
    }
  }

  FinishedRun run() {
    return run;
  }

  CellLabels labels() {
    return labels;
  }

  @Override
  public void close() {
    store.close();
    run.close();
  }
}
