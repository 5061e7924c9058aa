package org.samap.cli.finished;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Suggestion;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.confidence.MatchEvidence;
import org.samap.core.analysis.genes.DonorMarkers;
import org.samap.core.analysis.genes.GeneModules;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.run.InputException;
import org.samap.core.run.SpeciesPrefix;
import org.samap.core.run.Workers;

/**
 * A finished run with the labels of its cells, and what the analyses of genes read of it, told as
 * it is read.
 */
public final class LabeledRun implements AutoCloseable {
  private final FinishedRun run;
  private final CellLabels labels;
  private final GeneAxis genes;
  private final ExpressionStore store;
  private final JobContext context;

  /** Made when they are first asked for. */
  private Optional<MappingScores> scores = Optional.empty();

  private LabeledRun(FinishedRun run, CellLabels labels, JobContext context) {
    this.run = run;
    this.labels = labels;
    this.genes = run.genes();
    this.store = context.resources().store(run.cells().total());
    this.context = context;
  }

  /** Opens a run. */
  public static LabeledRun open(RunDirArgs folder, CellTypeArgs labels, JobContext context) {
    Map<String, LabelSource> sources = labels.sources(folder.species());
    FinishedRun run = FinishedRun.open(folder.folder());
    try {
      return new LabeledRun(run, run.labels(sources, context.progress()), context);
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  public FinishedRun run() {
    return run;
  }

  public CellLabels labels() {
    return labels;
  }

  public GeneAxis genes() {
    return genes;
  }

  /** The scores of the last iteration. */
  public MappingScores scores() {
    if (scores.isEmpty()) {
      scores = Optional.of(run.score(labels));
    }
    return scores.get();
  }

  /** The nodes of these names, which --a and --b gave. */
  public GenePairs.NodePair nodes(String a, String b) {
    GenePairs.NodePair nodes = new GenePairs.NodePair(node("--a", a), node("--b", b));
    nodes.requireTwoSpecies(labels);
    return nodes;
  }

  private int node(String option, String name) {
    int node = labels.names().indexOf(name);
    if (node < 0) {
      throw new InputException(
          "%s: there is no cell type '%s' in %s; %s"
              .formatted(
                  option, name, run.folder(), Suggestion.hint(name, nodesOfSameSpecies(name))));
    }
    return node;
  }

  /** All nodes, if the name begins with the id of no species. */
  private List<String> nodesOfSameSpecies(String name) {
    return SpeciesPrefix.of(name, run.ids())
        .map(id -> labels.names().stream().filter(n -> SpeciesPrefix.has(n, id)).toList())
        .orElse(labels.names());
  }

  /** The pairs of nodes that map to each other, with a warning if there are none. */
  public List<GenePairs.NodePair> mapped(GenePairs.Params params) {
    List<GenePairs.NodePair> nodes = GenePairs.mapped(scores(), params);
    if (nodes.isEmpty()) {
      context
          .progress()
          .warn(
              "no cell types map with a score of %s; give a lower --align-threshold"
                  .formatted(params.alignThreshold()));
    }
    return nodes;
  }

  /** The expression of every species, in memory or a file until this is closed. */
  public List<Expression> expression() {
    return eachSpecies("read expression", (s, workers) -> run.expression(s, store, workers));
  }

  /** The markers of every species. */
  public List<Markers> markers(List<Expression> expression) {
    return eachSpecies(
        "find markers", (s, workers) -> Markers.of(expression.get(s), labels, s, workers));
  }

  /** The tests of markers over donors; none if no donors are given. */
  public DonorMarkers donorMarkers(List<Expression> expression, ReplicateArgs replicates) {
    if (!replicates.given()) {
      return DonorMarkers.none();
    }
    DonorMarkers.Params params = DonorMarkers.Params.defaults().withLeastCells(replicates.cells());
    CellLabels donors =
        replicates.read(
            run,
            params.leastDonors(),
            _ -> "tests of genes over donors take " + params.leastDonors(),
            context.progress());
    return context
        .progress()
        .run(
            "compare donors",
            0,
            phase ->
                DonorMarkers.of(
                    expression,
                    labels,
                    donors,
                    run::counts,
                    params,
                    context.workers().counting(phase)));
  }

  private <T> List<T> eachSpecies(String name, SpeciesWork<T> work) {
    int species = run.ids().size();
    return context
        .progress()
        .run(
            name,
            species,
            phase ->
                IntStream.range(0, species)
                    .mapToObj(
                        s -> phase.<T>part(1, part -> work.of(s, context.workers().counting(part))))
                    .toList());
  }

  /** What is made of a species, by workers who count its tasks. */
  @FunctionalInterface
  private interface SpeciesWork<T> {
    T of(int species, Workers workers);
  }

  /** Everything that the analyses of genes read. */
  public MappedGenes data() {
    return run.mappedGenes(labels, expression());
  }

  /** Everything that the confidence of matches is judged by. */
  public MatchEvidence evidence(List<GenePairs.NodePair> matches) {
    return new MatchEvidence(data(), run.mappedCells(), matches);
  }

  /** The gene pairs of some pairs of nodes. */
  public GenePairs find(MappedGenes data, List<GenePairs.NodePair> nodes, GenePairs.Params params) {
    return find(data, markers(data.expression()), nodes, params);
  }

  /** The gene pairs of some pairs of nodes, by markers that are known. */
  public GenePairs find(
      MappedGenes data,
      List<Markers> markers,
      List<GenePairs.NodePair> nodes,
      GenePairs.Params params) {
    return context
        .progress()
        .run(
            "find gene pairs",
            0,
            phase -> GenePairs.of(data, markers, nodes, params, context.workers().counting(phase)));
  }

  /** The gene modules. */
  public GeneModules modules(MappedGenes data, GeneModules.Params params) {
    return context
        .progress()
        .run(
            "find modules",
            0,
            phase ->
                GeneModules.of(
                    data.homology(),
                    data.graph(),
                    labels.cells(),
                    data.expression()::get,
                    params,
                    context.workers(),
                    phase));
  }

  @Override
  public void close() {
    store.close();
    run.close();
  }
}
