package org.samap.core.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.CountsLoader;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.Section;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.GeneAxis;
import org.samap.core.mapping.SpeciesAxis;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * The folder of a finished run, opened to be read. Opening reads names; the rest is read when it is
 * asked for, each time anew.
 */
public final class FinishedRun implements AutoCloseable {
  private static final int ROWS_AT_ONCE = 1 << 14;

  private final Path folder;
  private final AnnDataFile file;
  private final AnnData data;
  private final List<String> ids;
  private final SpeciesAxis cells;

  private FinishedRun(Path folder, AnnDataFile file) {
    this.folder = folder;
    this.file = file;
    this.data = file.data();
    List<String> speciesOf = obsLabels(RunFolder.SPECIES_COLUMN);
    this.ids = List.copyOf(new LinkedHashSet<>(speciesOf));
    this.cells =
        SpeciesAxis.ofSizes(
            ids.stream()
                .mapToInt(id -> speciesOf.lastIndexOf(id) + 1 - speciesOf.indexOf(id))
                .toArray());
  }

  /**
   * @throws InputException if the folder holds no finished run
   */
  public static FinishedRun open(Path folder) {
    Path combined = folder.resolve(RunFolder.COMBINED);
    if (!Files.exists(combined)) {
      throw new InputException(
          "%s: holds no %s; give the folder that samap run wrote"
              .formatted(folder, RunFolder.COMBINED));
    }
    AnnDataFile file = AnnDataFile.open(combined);
    try {
      return new FinishedRun(folder, file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  public Path folder() {
    return folder;
  }

  /** The species in their order. */
  public List<String> ids() {
    return ids;
  }

  /** Where the cells of each species lie. */
  public SpeciesAxis cells() {
    return cells;
  }

  public List<String> cellNames() {
    return data.obs().names();
  }

  /** K of the mapping. */
  public int crossK() {
    return number(RunFolder.MAPPING_K);
  }

  /** How many iterations the mapping made. */
  public int iterations() {
    return number(RunFolder.ITERATIONS);
  }

  /** The last stitched graph. */
  public SparseMatrix graph() {
    return graph(file, Section.OBSP, RunFolder.GRAPH);
  }

  /**
   * The edges between species that an iteration found.
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
      return cells.between(graph());
    }
    Path kept = folder.resolve(RunFolder.iterationFile(iteration));
    if (!Files.exists(kept)) {
      throw new InputException(
          "%s: is not there, so the edges of iteration %d are not known; copy the folder of the run as a whole, or repeat the run"
              .formatted(kept, iteration));
    }
    try (AnnDataFile edges = AnnDataFile.open(kept)) {
      return graph(edges, Section.OBSP, RunFolder.GRAPH);
    }
  }

  /** All genes of all species. */
  public GeneAxis genes() {
    List<List<String>> names =
        ids.stream().map(id -> (List<String>) new ArrayList<String>()).toList();
    for (String gene : data.var().names()) {
      int at = ids.indexOf(gene.substring(0, Math.max(0, gene.indexOf('_'))));
      if (at < 0) {
        throw new InputException(
            "%s: gene '%s' is of none of its species; give the folder that samap run wrote"
                .formatted(file.path(), gene));
      }
      names.get(at).add(gene);
    }
    return GeneAxis.of(ids, names);
  }

  /** The links between {@link #genes} by their sequences. */
  public SparseMatrix homology() {
    return graph(file, Section.VARP, RunFolder.HOMOLOGY);
  }

  /** The same links, as the last iteration weighted them. */
  public SparseMatrix refined() {
    return graph(file, Section.VARP, RunFolder.REFINED);
  }

  /** The last projection of the cells of a species (wPCA). */
  public CellMatrix projection(int species) {
    if (data.get(Section.OBSM, RunFolder.PROJECTIONS).orElse(null) instanceof DenseArray all) {
      int columns = Math.toIntExact(all.shape()[1]);
      CellMatrix out = CellMatrix.zeros(cells.size(species), columns);
      for (int first = 0; first < out.rows(); first += ROWS_AT_ONCE) {
        int count = Math.min(ROWS_AT_ONCE, out.rows() - first);
        float[] rows = all.rows((long) cells.start(species) + first, count).floats();
        for (int r = 0; r < count; r++) {
          System.arraycopy(
              rows, r * columns, out.values(first + r), out.offset(first + r), columns);
        }
      }
      return out;
    }
    throw lacks("obsm/" + RunFolder.PROJECTIONS);
  }

  /**
   * The preprocessed expression of a species: its cells x its genes, as {@link #genes} has them.
   *
   * @param store where it is to be kept
   */
  public Expression expression(int species, ExpressionStore store, Workers workers) {
    try (AnnDataFile one = speciesFile(species)) {
      return CountsLoader.load(one, Optional.of("X"), store, workers, Progress.silent()).counts();
    }
  }

  /**
   * The weight of every one of {@link #genes} in the last iteration: SAM's, or the joint one of all
   * species.
   */
  public double[] weights() {
    if (!data.var().has(SpeciesPreparation.WEIGHTS)) {
      throw lacks("var/" + SpeciesPreparation.WEIGHTS);
    }
    return data.var().numbers(SpeciesPreparation.WEIGHTS);
  }

  /** What is known of the cells of a species. */
  public DataFrame obs(int species) {
    try (AnnDataFile one = speciesFile(species)) {
      return one.data().obs().inMemory();
    }
  }

  /**
   * A label for every cell.
   *
   * @param sources labels by species id; the other species keep the run's
   * @param progress is warned if some cells have none
   * @throws InputException if a species is not of this run, or has no such labels
   */
  public CellLabels labels(Map<String, LabelSource> sources, Progress progress) {
    for (String id : sources.keySet()) {
      if (!ids.contains(id)) {
        throw new InputException(
            "--labels names species '%s', but %s holds %s"
                .formatted(id, folder, String.join(", ", ids)));
      }
    }
    List<String> ofRun = obsLabels(RunFolder.LABEL_COLUMN);
    return CellLabels.of(
        ids,
        IntStream.range(0, ids.size())
            .mapToObj(s -> labels(s, sources, ofRun, progress.within(ids.get(s))))
            .toList());
  }

  private List<String> labels(
      int species, Map<String, LabelSource> sources, List<String> ofRun, Progress progress) {
    String id = ids.get(species);
    LabelSource source = sources.get(id);
    return source == null
        ? ofRun.subList(cells.start(species), cells.end(species))
        : source.labels(id, obs(species), progress);
  }

  /**
   * Scores for other labels.
   *
   * @param sources new labels by species id; the other species keep the run's
   * @param top see {@link MappingScores#of}
   */
  public MappingScores score(Map<String, LabelSource> sources, int top, Progress progress) {
    return MappingScores.of(graph(), labels(sources, progress), crossK(), top);
  }

  private AnnDataFile speciesFile(int species) {
    return AnnDataFile.open(folder.resolve(ids.get(species) + ".h5ad"));
  }

  private List<String> obsLabels(String column) {
    if (!data.obs().has(column)) {
      throw lacks("obs/" + column);
    }
    return data.obs().labels(column);
  }

  private int number(String name) {
    Optional<Element> value = data.get(Section.UNS, name);
    if (value.orElse(null) instanceof DenseArray scalar) {
      return scalar.all().ints()[0];
    }
    throw lacks("uns/" + name);
  }

  private SparseMatrix graph(AnnDataFile from, Section section, String name) {
    return from.data().graph(section, name).orElseThrow(() -> lacks(section.key() + "/" + name));
  }

  private InputException lacks(String missing) {
    return new InputException(
        "%s: has no %s, so no samap run of this version wrote it; give a finished run's folder, or repeat the run"
            .formatted(file.path(), missing));
  }

  @Override
  public void close() {
    file.close();
  }
}
