package org.samap.core.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.confidence.MappedCells;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.SelectedCells;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * The folder of a finished run, opened for reading. Opening reads the graphs of the combined file
 * and checks its parts, so that all commands report damage alike. Expression and projections are
 * read on every request.
 *
 * <p>The files can have been edited, so cells and genes are matched by name. The combined file
 * decides which cells and genes there are; this class sorts them by species. The other files can
 * have them in any order and hold more of them, but not fewer.
 */
public final class FinishedRun implements AutoCloseable {
  static final String REMEDY =
      "give the folder of a finished run as samap wrote it, or repeat the run";

  private final Path folder;
  private final CombinedFile combined;

  private FinishedRun(Path folder, CombinedFile combined) {
    this.folder = folder;
    this.combined = combined;
  }

  /**
   * @throws InputException if the folder holds no finished run or a damaged one
   */
  public static FinishedRun open(Path folder) {
    return new FinishedRun(folder, CombinedFile.open(combinedFile(folder), REMEDY));
  }

  /**
   * The species of a run in their order, without opening the rest of it.
   *
   * @throws InputException if the folder holds no finished run
   */
  public static List<String> speciesOf(Path folder) {
    return CombinedFile.species(combinedFile(folder), REMEDY).ids();
  }

  /** The species of a run, including those that have lost all their cells since. */
  static List<String> speciesOfRun(Path folder) {
    return CombinedFile.species(combinedFile(folder), REMEDY).ofRun();
  }

  private static Path combinedFile(Path folder) {
    Path combined = folder.resolve(RunFolder.COMBINED);
    if (!Files.exists(combined)) {
      throw new InputException(
          "%s: holds no %s; give the folder that samap run wrote"
              .formatted(folder, RunFolder.COMBINED));
    }
    return combined;
  }

  public Path folder() {
    return folder;
  }

  /** The species in their order. */
  public List<String> ids() {
    return combined.ids();
  }

  /** The range of each species' cells. */
  public SpeciesAxis cells() {
    return combined.cells();
  }

  public List<String> cellNames() {
    return combined.cellNames();
  }

  /** The row of each cell in the combined file. */
  public int[] cellRows() {
    return combined.cellRows();
  }

  /** K of the mapping. */
  public int crossK() {
    return combined.crossK();
  }

  /** The number of iterations of the mapping. */
  public int iterations() {
    return combined.iterations();
  }

  /** The last stitched graph. */
  public SparseMatrix graph() {
    return combined.graph();
  }

  /**
   * The edges between species that an iteration found, K of a cell to each other species, so that
   * scores compare whatever the number of species.
   *
   * @param iteration from 1 on
   * @throws InputException if there was no such iteration, or its file is missing
   */
  public SparseMatrix crossEdges(int iteration) {
    int last = iterations();
    if (iteration < 1 || iteration > last) {
      throw new InputException(
          "%s: has no iteration %d; choose one from 1 to %d".formatted(folder, iteration, last));
    }
    if (iteration == last) {
      return combined.toEach();
    }
    Path kept = folder.resolve(RunFolder.iterationFile(iteration));
    if (!Files.exists(kept)) {
      throw new InputException(
          "%s: is missing, so the edges of iteration %d are not known; copy the folder of the run as a whole, or repeat the run"
              .formatted(kept, iteration));
    }
    try (AnnDataFile file = AnnDataFile.open(kept)) {
      CheckedFile checked = CheckedFile.of(file, REMEDY);
      int[] rows =
          NameMatch.rows(cellNames(), checked.names(file.data().obs(), "obs"), checked, "cell");
      SparseMatrix edges =
          checked.graph(Section.OBSP, combined.sharesEdges() ? RunFolder.TO_EACH : RunFolder.GRAPH);
      return cells()
          .between(NameMatch.isIdentity(rows, edges.rows()) ? edges : edges.select(rows, rows));
    }
  }

  /** All genes of all species. */
  public GeneAxis genes() {
    return combined.genes();
  }

  /** The links between {@link #genes}, weighted by sequence. */
  public SparseMatrix homology() {
    return combined.homology();
  }

  /** The same links, as the last iteration weighted them. */
  public SparseMatrix refined() {
    return combined.refined();
  }

  /** The links weighted by sequence and by the last iteration. */
  public RefinedHomology refinedHomology() {
    return new RefinedHomology(genes(), homology(), refined());
  }

  /** Two coordinates or more for each cell, if the run has a UMAP. */
  public Optional<FloatMatrix> umap() {
    return combined.umap();
  }

  /** The last projection of the cells of a species (wPCA). */
  public CellMatrix projection(int species) {
    return combined.projection(species);
  }

  /**
   * The preprocessed expression of a species: its cells x its genes, in the order of {@link
   * #genes}.
   *
   * @param store where the expression is stored
   */
  public Expression expression(int species, ExpressionStore store, Workers workers) {
    try (AnnDataFile file = speciesFile(species)) {
      CheckedFile checked = CheckedFile.of(file, REMEDY);
      int[] rows = cellRows(species, checked, file.data().obs());
      int[] columns = geneRows(species, checked, file.data().var());
      Counts stored = CountsLoader.load(file, Optional.of("X"), store, workers, Progress.silent());
      Expression x = stored.counts();
      if (NameMatch.isIdentity(rows, x.cells()) && NameMatch.isIdentity(columns, x.genes())) {
        return x;
      }
      Expression selected = SelectedCells.of(x, rows, columns, store, workers);
      store.release(x);
      return selected;
    }
  }

  /**
   * What turns a value of {@link #expression} into the normalised count that it was made from: the
   * count if all cells had the same total. Values that were too small to be kept are 0.
   */
  public DoubleUnaryOperator counts(int species) {
    try (AnnDataFile file = speciesFile(species)) {
      return CountScale.of(file.data());
    }
  }

  /**
   * The weight of each of {@link #genes} in the last iteration: SAM's weight, or the joint weight
   * of all species.
   */
  public double[] weights() {
    return combined.weights();
  }

  /**
   * A label for every cell.
   *
   * @param sources labels by species id; other species keep the labels of the run
   * @param progress receives a warning if some cells have no label
   * @throws InputException if a species is not in this run or has no such labels
   */
  public CellLabels labels(Map<String, LabelSource> sources, Progress progress) {
    return labels(sources, combined.labels(), LabelSource::labels, progress);
  }

  /**
   * The donor of every cell of some species. Cells of the others have no node.
   *
   * @param sources the donors by species id
   * @param progress receives a warning if some cells have no donor
   * @throws InputException if a species is not in this run or has no such donors
   */
  public CellLabels donors(Map<String, LabelSource> sources, Progress progress) {
    List<String> none = Collections.nCopies(cells().total(), DataFrame.MISSING);
    return labels(sources, none, LabelSource::donors, progress);
  }

  /** Reads what a source gives for the cells of a species. */
  @FunctionalInterface
  private interface Reading {
    List<String> of(LabelSource source, String id, DataFrame obs, Progress progress);
  }

  private CellLabels labels(
      Map<String, LabelSource> sources,
      List<String> otherwise,
      Reading reading,
      Progress progress) {
    for (String id : sources.keySet()) {
      if (!ids().contains(id)) {
        throw new InputException(
            "labels are given for the species '%s', but %s holds %s; use one of these ids"
                .formatted(id, folder, String.join(", ", ids())));
      }
    }
    return CellLabels.of(
        ids(),
        IntStream.range(0, ids().size())
            .mapToObj(
                s ->
                    Optional.ofNullable(sources.get(ids().get(s)))
                        .map(source -> read(s, source, reading, progress.within(ids().get(s))))
                        .orElseGet(() -> otherwise.subList(cells().start(s), cells().end(s))))
            .toList());
  }

  private List<String> read(int species, LabelSource source, Reading reading, Progress progress) {
    try (AnnDataFile file = speciesFile(species)) {
      DataFrame obs = file.data().obs();
      int[] rows = cellRows(species, CheckedFile.of(file, REMEDY), obs);
      List<String> labels = reading.of(source, ids().get(species), obs, progress);
      return IntStream.of(rows).mapToObj(labels::get).toList();
    } catch (InputException e) {
      throw named(e, species, source);
    }
  }

  /** A message about a column names the file that it is in. */
  private InputException named(InputException e, int species, LabelSource source) {
    String message = String.valueOf(e.getMessage());
    String file = speciesPath(species).toString();
    return source instanceof LabelSource.Column && !message.startsWith(file)
        ? new InputException(file + ": " + message, e)
        : e;
  }

  /**
   * The table of a species' cells as its own file has it, in the order of {@link #cells}.
   *
   * @throws InputException if the file is missing or damaged
   */
  public DataFrame obs(int species) {
    try (AnnDataFile file = speciesFile(species)) {
      DataFrame obs = file.data().obs();
      return obs.storable((_, _) -> {})
          .select(cellRows(species, CheckedFile.of(file, REMEDY), obs));
    }
  }

  /**
   * The mapping scores of other labels.
   *
   * @param sources new labels by species id; other species keep the labels of the run
   * @param top see {@link MappingScores#of}
   */
  public MappingScores score(Map<String, LabelSource> sources, int top, Progress progress) {
    return score(labels(sources, progress), top);
  }

  /** The scores of labels by the last iteration. */
  private MappingScores score(CellLabels labels, int top) {
    return MappingScores.of(crossEdges(iterations()), labels, crossK(), top);
  }

  /** The scores of labels over all cells, by the last iteration. */
  public MappingScores score(CellLabels labels) {
    return score(labels, 0);
  }

  /**
   * Everything that the analyses of genes read.
   *
   * @param expression of every species, as {@link #expression} reads it
   */
  public MappedGenes mappedGenes(CellLabels labels, List<Expression> expression) {
    return new MappedGenes(labels, graph(), genes(), homology(), refined(), expression, weights());
  }

  /** Everything that the confidence of matches reads besides genes. */
  public MappedCells mappedCells() {
    return new MappedCells(
        crossEdges(1),
        crossEdges(iterations()),
        IntStream.range(0, ids().size()).mapToObj(this::projection).toList(),
        crossK());
  }

  /** The cluster of every cell in the run. */
  List<String> clusters() {
    return combined.clusters();
  }

  /** Whether each of {@link #genes} took part in the mapping. */
  boolean[] inHomology() {
    return combined.inHomology();
  }

  /** A species' own file, open. */
  AnnDataFile speciesFile(int species) {
    return AnnDataFile.open(speciesPath(species));
  }

  private Path speciesPath(int species) {
    return folder.resolve(ids().get(species) + ".h5ad");
  }

  /** The row of each cell of a species in its own file. */
  int[] cellRows(int species, CheckedFile file, DataFrame obs) {
    return NameMatch.cellRows(
        ids().get(species),
        cellNames().subList(cells().start(species), cells().end(species)),
        file.names(obs, "obs"),
        file);
  }

  /** The row of each gene of a species in its own file. */
  int[] geneRows(int species, CheckedFile file, DataFrame var) {
    return NameMatch.geneRows(
        ids().get(species), genes().namesOf(species), file.names(var, "var"), file);
  }

  @Override
  public void close() {
    combined.close();
  }
}
