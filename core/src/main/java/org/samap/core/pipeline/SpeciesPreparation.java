package org.samap.core.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.cluster.Leiden;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.embed.UmapParams;
import org.samap.core.engine.Session;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.GeneMoments;
import org.samap.core.harmony.Batches;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.sam.MappingLoadings;
import org.samap.core.sam.Preprocessed;
import org.samap.core.sam.Preprocessor;
import org.samap.core.sam.Sam;
import org.samap.core.sam.SamResult;

/**
 * Turns the file of a species into its SAM result: reads and preprocesses counts, weighs genes,
 * clusters cells and computes loadings. A file with a finished SAM result is used as it is.
 */
public final class SpeciesPreparation {

  private final SpeciesInput input;
  private final RunParams params;
  private final ExpressionStore store;
  private final Workers workers;
  private final Session session;
  private final Progress progress;

  private SpeciesPreparation(
      SpeciesInput input,
      RunParams params,
      ExpressionStore store,
      Workers workers,
      Session session) {
    this.input = input;
    this.params = params;
    this.store = store;
    this.workers = workers;
    this.progress = CollectingProgress.of(session.progress());
    this.session = session.with(progress);
  }

  /**
   * @param store where the expression is stored; the result can be used until the store is closed
   * @return the species, which the caller closes after writing it
   * @throws InputException if the file or its content cannot be used
   */
  public static PreparedSpecies.WithFile prepare(
      SpeciesInput input,
      RunParams params,
      ExpressionStore store,
      Workers workers,
      Session session) {
    SpeciesPreparation preparation = new SpeciesPreparation(input, params, store, workers, session);
    SpeciesData data = SpeciesData.open(input);
    try {
      Optional<DataFile> finished = data.finished();
      if (finished.isPresent() && !params.species().redo()) {
        return preparation.reuse(finished.get()); // which stays open until its content is written
      }
    } catch (RuntimeException | Error e) {
      data.close();
      throw e;
    }
    try (data) {
      data.files().stream()
          .filter(file -> SamFile.isFinished(file.data()))
          .forEach(file -> SamFile.requireCountsBesideX(file, input.layer()));
      return preparation.fromCounts(data);
    }
  }

  /**
   * Quickly checks whether the file and the named matrix and labels can be used.
   *
   * @param redoSam whether SAM is run again on a file with a finished result, from the counts in it
   * @throws InputException if one of them cannot be used
   */
  public static SpeciesHeader check(SpeciesInput input, boolean redoSam) {
    try (SpeciesData data = SpeciesData.open(input)) {
      DataFrame obs = data.obs().inMemory();
      input.clusters().ifPresent(c -> c.labels(place(c, input), obs));
      input.labels().ifPresent(l -> l.labels(place(l, input), obs));
      input.batch().ifPresent(b -> new BatchColumn(input.files().text(), b).of(obs));
      boolean reused = data.finished().isPresent() && !redoSam;
      if (reused) {
        requireAllCells(input);
      }
      return new SpeciesHeader(
          obs.rows(),
          data.genes(reused ? Optional.of("X") : input.layer()),
          DataSize.of(input, data, redoSam),
          data.remedy(input.layer()));
    }
  }

  /** What a message about labels begins with: the file that holds them, or the species. */
  private static String place(LabelSource source, SpeciesInput input) {
    return source instanceof LabelSource.Column ? input.files().text() : input.id();
  }

  private List<String> clusters(LabelSource source, DataFrame obs) {
    return source.clusters(input.id(), obs, progress);
  }

  private List<String> labels(LabelSource source, DataFrame obs) {
    return source.labels(input.id(), obs, progress);
  }

  private Batches batches(Optional<String> column, DataFrame obs) {
    return column
        .map(name -> new BatchColumn(input.files().text(), name).of(obs, progress))
        .orElseGet(() -> Batches.one(obs.rows()));
  }

  /** The graph of a finished result is that of all its cells. */
  private static void requireAllCells(SpeciesInput input) {
    input
        .cells()
        .parameter()
        .ifPresent(
            parameter -> {
              throw InputException.about(
                  parameter,
                  ("%s: holds a finished SAM result of all its cells, so %s has no effect; run SAM"
                          + " again, or leave it out for %s")
                      .formatted(input.files().text(), parameter, input.id()));
            });
  }

  private PreparedSpecies.WithFile fromCounts(SpeciesData files) {
    ReadCells cells = readCells(files);
    Preprocessed data = cells.data();
    SamResult sam = inFile(() -> Sam.run(data, cells.batches(), params.species().sam(), session));
    FloatMatrix loadings = loadings(data, sam.weights());
    List<String> clusters = cells.clusters().orElseGet(() -> cluster(sam.graph().connectivities()));
    DataFrame obs =
        cells.clusters().isPresent()
            ? cells.obs()
            : cells.obs().with(SamFile.CLUSTERS, Categorical.of(clusters.toArray(String[]::new)));
    AnnData annotated = annotated(SamFile.of(obs, cells.genes(), data, sam, loadings), sam);
    SpeciesAnalysis analysis =
        new SpeciesAnalysis(
            sam.weights(),
            sam.graph().connectivities(),
            loadings,
            clusters,
            cells.batches(),
            OptionalDouble.of(sam.graph().recall()));
    return PreparedSpecies.WithFile.inMemory(
        prepared(obs, cells.genes(), data, analysis), annotated);
  }

  /** Reads and preprocesses the counts, and releases them. */
  private ReadCells readCells(SpeciesData files) {
    Counts counts =
        read(counting -> files.load(store, params.species().seed(), counting, progress));
    Optional<List<String>> given = input.clusters().map(c -> clusters(c, counts.obs()));
    if (given.isEmpty() && counts.obs().has(SamFile.CLUSTERS) && files.finished().isEmpty()) {
      progress.warn(
          ("the column '%s' of the cells is replaced by new clusters; give it as the"
                  + " clusters to use it, or rename it to keep it")
              .formatted(SamFile.CLUSTERS));
    }
    Batches batches = batches(input.batch(), counts.obs());
    Preprocessed data = preprocess(counts);
    store.release(counts.counts());
    return new ReadCells(counts.obs(), counts.genes(), given, batches, data);
  }

  /**
   * A species without its counts.
   *
   * @param clusters the clusters that the input names
   */
  private record ReadCells(
      DataFrame obs,
      List<String> genes,
      Optional<List<String>> clusters,
      Batches batches,
      Preprocessed data) {}

  private Counts read(Function<Workers, Counts> load) {
    Counts counts = progress.run("read", 0, phase -> load.apply(workers.counting(phase)));
    progress.info(
        "%,d cells, %,d genes, %,d values"
            .formatted(counts.cells().size(), counts.genes().size(), counts.counts().entries()));
    return counts;
  }

  private Preprocessed preprocess(Counts counts) {
    return progress.run(
        "preprocess",
        Preprocessor.operations(params.species().preprocess()),
        phase ->
            inFile(
                () ->
                    Preprocessor.run(
                        counts.counts(),
                        params.species().preprocess(),
                        store,
                        session.engine().counting(phase))));
  }

  /** Runs a step; mistakes that only show in the data are reported with the file's name. */
  private <T> T inFile(Supplier<T> step) {
    try {
      return step.get();
    } catch (InputException e) {
      throw new InputException(input.files().text() + ": " + e.getMessage(), e);
    }
  }

  private FloatMatrix loadings(Preprocessed data, double[] weights) {
    return progress.run(
        "loadings",
        1,
        phase ->
            MappingLoadings.of(
                data,
                weights,
                params.species().components(),
                params.species().seed(),
                session.engine().counting(phase)));
  }

  private List<String> cluster(SparseMatrix connectivities) {
    LeidenParams leiden = params.species().leiden().withResolution(input.resolution());
    int[] labels =
        progress
            .run("clusters", 0, phase -> Leiden.cluster(connectivities, leiden, workers, phase))
            .labels();
    return Arrays.stream(labels).mapToObj(Integer::toString).toList();
  }

  /** The same with the parameters and, if asked for, the layout. */
  private AnnData annotated(AnnData result, SamResult sam) {
    AnnData out =
        result
            .with(Section.UNS, SamFile.RUN_ARGS, Arguments.of(sam.params(), input.batch()))
            .with(Section.UNS, "preprocess_args", Arguments.of(params.species().preprocess()));
    return params.output().umap()
        ? out.with(Section.OBSM, "X_umap", DenseArray.of(umap(sam)))
        : out;
  }

  private FloatMatrix umap(SamResult sam) {
    UmapParams umap = UmapParams.defaults().withSeed(params.species().seed());
    SparseMatrix graph = sam.graph().nnm();
    return progress.run("UMAP", 0, phase -> session.engine().layout(graph, umap, phase));
  }

  /** Uses a finished result as it is; computes only loadings and clusters that are missing. */
  private PreparedSpecies.WithFile reuse(DataFile file) {
    requireAllCells(input);
    AnnData stored = file.data();
    CheckedFile checked = CheckedFile.of(file, "analyse the counts of this species again");
    double[] weights = checked.weights(stored.var(), "var", SamFile.WEIGHTS);
    SparseMatrix connectivities =
        SamFile.pattern(checked.graph(Section.OBSP, SamFile.CONNECTIVITIES));
    Optional<FloatMatrix> known =
        stored
            .get(Section.VARM, SamFile.LOADINGS)
            .map(_ -> checked.matrix(Section.VARM, SamFile.LOADINGS));
    progress.info(
        file.path()
            + " holds a finished SAM result, which is used as it is; SAM options have no effect"
            + " unless SAM is run again");
    input
        .batch()
        .ifPresent(b -> new BatchColumn(input.files().text(), b).checkResult(stored, progress));
    Counts x =
        read(
            counting ->
                CountsLoader.load(file, Optional.of("X"), store, counting, Progress.silent()));
    GeneMoments moments = session.engine().moments(x.counts());
    boolean[] all = new boolean[weights.length];
    Arrays.fill(all, true);
    Preprocessed data = new Preprocessed(x.counts(), all, moments, x.counts(), moments);
    Batches batches = batches(BatchColumn.nameIn(stored), x.obs());
    FloatMatrix loadings = known.orElseGet(() -> loadings(data, weights));
    List<String> clusters =
        input
            .clusters()
            .map(c -> clusters(c, x.obs()))
            .orElseGet(
                () ->
                    stored.obs().has(SamFile.CLUSTERS)
                        ? checked.labels(SamFile.CLUSTERS)
                        : cluster(connectivities));
    DataFrame obs =
        input.clusters().isPresent()
            ? x.obs()
            : x.obs().with(SamFile.CLUSTERS, Categorical.of(clusters.toArray(String[]::new)));
    AnnData annotated =
        stored
            .withObs(obs)
            .storable(
                (place, reason) ->
                    progress.warn(
                        "%s: %s is left out: %s".formatted(input.files().text(), place, reason)))
            .withX(BlockMatrix.of(x.counts()))
            .with(Section.VARM, SamFile.LOADINGS, DenseArray.of(loadings));
    SpeciesAnalysis analysis =
        new SpeciesAnalysis(
            weights, connectivities, loadings, clusters, batches, OptionalDouble.empty());
    return new PreparedSpecies.WithFile(
        prepared(obs, x.genes(), data, analysis), annotated, Optional.of(file));
  }

  private PreparedSpecies prepared(
      DataFrame obs, List<String> genes, Preprocessed data, SpeciesAnalysis analysis) {
    List<String> labels = input.labels().map(l -> labels(l, obs)).orElse(analysis.clusters());
    return new PreparedSpecies(
        input.id(),
        obs,
        genes,
        analysis.mapped(input.id(), data),
        analysis.clusters(),
        labels,
        analysis.recall());
  }
}
