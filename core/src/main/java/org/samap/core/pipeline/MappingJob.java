package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.embed.UmapParams;
import org.samap.core.engine.Session;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.HomologySources;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.mapping.GeneLinks;
import org.samap.core.mapping.MappingResult;
import org.samap.core.mapping.Samap;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * The main job: reads species from their files, runs SAM on each, reads the homology graph, maps
 * the species and scores the mapping.
 */
public final class MappingJob {
  private final CheckedSpecies checked;
  private final List<SpeciesInput> inputs;
  private final RunParams params;
  private final Workers workers;
  private final Session session;
  private final Progress progress;

  private MappingJob(CheckedSpecies checked, RunParams params, Workers workers, Session session) {
    this.checked = checked;
    this.inputs = checked.inputs();
    this.params = params;
    this.workers = workers;
    this.progress = CollectingProgress.of(session.progress());
    this.session = session.with(progress);
  }

  /**
   * The result of a run.
   *
   * @param species the species, in the order given
   * @param genes all genes of all species
   * @param homology the links between genes, before they were refined
   * @param mapping the finished mapping
   * @param umap a layout of the last graph, if one was wanted
   * @param scores the mapping scores between the labels of the species
   * @param store the store of the species' expression
   * @param engine the name of the engine that did the work
   */
  public record Outcome(
      List<PreparedSpecies> species,
      GeneAxis genes,
      HomologyGraph homology,
      MappingResult mapping,
      Optional<FloatMatrix> umap,
      MappingScores scores,
      ExpressionStore store,
      String engine)
      implements AutoCloseable {

    /** Frees the memory of the expression. Files must be written before. */
    @Override
    public void close() {
      store.close();
    }
  }

  /** Receives results as soon as they are found, so that a run need not keep them to the end. */
  public interface Listener extends Samap.Listener {

    /**
     * Called when a species is analysed; the content of its file can be read until this returns.
     */
    default void prepared(PreparedSpecies.WithFile species) {}

    /** Called when an iteration of the mapping, from 1 on, has ended with this graph. */
    @Override
    default void iterated(int iteration, SparseMatrix graph) {}
  }

  /**
   * Runs the job without a listener.
   *
   * @param maps the folder of the search result tables
   */
  public static Outcome run(
      List<SpeciesInput> inputs, Path maps, RunParams params, Workers workers, Progress progress) {
    return run(inputs, maps, params, new Listener() {}, workers, progress);
  }

  /**
   * @param maps the folder of the search result tables
   */
  public static Outcome run(
      List<SpeciesInput> inputs,
      Path maps,
      RunParams params,
      Listener listener,
      Workers workers,
      Progress progress) {
    return run(inputs, HomologySources.ofMaps(maps), params, listener, workers, progress);
  }

  /**
   * @param homology where the links between genes come from
   */
  public static Outcome run(
      List<SpeciesInput> inputs,
      HomologySources homology,
      RunParams params,
      Listener listener,
      Workers workers,
      Progress progress) {
    return run(CheckedSpecies.of(inputs, params), homology, params, listener, workers, progress);
  }

  /**
   * @param species with the headers of their files, which are not read again
   */
  public static Outcome run(
      CheckedSpecies species,
      HomologySources homology,
      RunParams params,
      Listener listener,
      Workers workers,
      Progress progress) {
    try (Session session = params.resources().open(species.cells(), workers, progress)) {
      return new MappingJob(species, params, workers, session).run(homology, listener);
    }
  }

  /**
   * Checks from the headers of the files, and from the tables, whether a run can succeed. Fails if
   * the tables do not name the genes. Reports to {@code progress} how many genes the data and the
   * tables share.
   *
   * @param homology where the links between genes come from
   * @throws InputException if the run would fail
   */
  public static void check(
      CheckedSpecies species,
      HomologySources homology,
      RunParams params,
      Workers workers,
      Progress progress) {
    try (Session session = params.resources().open(species.cells(), workers, progress)) {
      MappingJob job = new MappingJob(species, params, workers, session);
      job.tellRemedies();
      job.matched(job.readHomology(homology), species.genes());
    }
  }

  private void tellRemedies() {
    checked.headers().forEach(header -> header.remedy().ifPresent(progress::warn));
  }

  private HomologyGraph matched(HomologyGraph known, List<List<String>> genes) {
    return MatchedHomology.of(known, inputs, genes, params.homology(), progress);
  }

  private GeneAxis genes(List<List<String>> ofSpecies) {
    return GeneAxis.of(inputs.stream().map(SpeciesInput::id).toList(), ofSpecies);
  }

  private Outcome run(HomologySources sources, Listener listener) {
    HomologyGraph known = readHomology(sources);
    tellRemedies();
    HomologyGraph homology = matched(known, checked.genes());
    ExpressionStore store = params.resources().store(checked.cells());
    try {
      List<PreparedSpecies> species = prepare(store, listener);
      List<List<String>> ofSpecies = species.stream().map(PreparedSpecies::genes).toList();
      GeneAxis genes = genes(ofSpecies);
      boolean asInHeaders = genes.equals(genes(checked.genes()));
      return run(
          species, genes, asInHeaders ? homology : matched(known, ofSpecies), store, listener);
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private List<PreparedSpecies> prepare(ExpressionStore store, Listener listener) {
    List<PreparedSpecies> species = new ArrayList<>();
    for (SpeciesInput input : inputs) {
      try (PreparedSpecies.WithFile prepared =
          SpeciesPreparation.prepare(
              input, params, store, workers, session.with(progress.within(input.id())))) {
        listener.prepared(prepared);
        species.add(prepared.species());
      }
    }
    return species;
  }

  private Outcome run(
      List<PreparedSpecies> species,
      GeneAxis genes,
      HomologyGraph homology,
      ExpressionStore store,
      Listener listener) {
    MappingResult mapping =
        Samap.run(
            species.stream().map(PreparedSpecies::mapped).toList(),
            links(homology, genes),
            params.mapping(),
            listener,
            session);

    return new Outcome(
        species,
        genes,
        homology,
        mapping,
        layout(mapping),
        score(species, mapping),
        store,
        session.engine().name());
  }

  private HomologyGraph readHomology(HomologySources sources) {
    List<String> ids = inputs.stream().map(SpeciesInput::id).toList();
    return sources.read(ids, params.homology(), workers, progress).graph();
  }

  private static GeneLinks links(HomologyGraph homology, GeneAxis data) {
    List<int[]> dataGenes = new ArrayList<>();
    for (int s = 0; s < data.species().size(); s++) {
      int start = data.start(s);
      dataGenes.add(
          homology.genes().namesOf(s).stream().mapToInt(g -> data.indexOf(g) - start).toArray());
    }
    return GeneLinks.of(dataGenes, homology.edges());
  }

  private Optional<FloatMatrix> layout(MappingResult mapping) {
    if (!params.output().umap()) {
      return Optional.empty();
    }
    UmapParams umap = UmapParams.defaults().withSeed(params.mapping().search().seed());
    return Optional.of(
        progress.run("UMAP", 0, phase -> session.engine().layout(mapping.graph(), umap, phase)));
  }

  private MappingScores score(List<PreparedSpecies> species, MappingResult mapping) {
    List<String> ids = species.stream().map(PreparedSpecies::id).toList();
    CellLabels labels = CellLabels.of(ids, species.stream().map(PreparedSpecies::labels).toList());
    int crossK = params.mapping().crossK();
    return MappingScores.of(mapping.toEach(), labels, crossK, 0);
  }
}
