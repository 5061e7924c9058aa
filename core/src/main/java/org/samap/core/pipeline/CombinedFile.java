package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Section;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.SpeciesPrefix;

/**
 * The combined file of a finished run, checked as a whole when it is opened. Its cells and genes
 * can be in any order, and some can be missing; this class sorts them by species.
 */
final class CombinedFile implements AutoCloseable {
  /** More iterations than any run has. */
  private static final int MOST_ITERATIONS = 1_000_000;

  private static final int ROWS_AT_ONCE = 1 << 14;

  private final AnnDataFile file;
  private final CheckedFile checked;
  private final List<String> ids;
  private final SpeciesAxis cells;

  /** The row in the file of every cell and of every gene. */
  private final int[] cellRows;

  private final List<String> cellNames;
  private final GeneAxis genes;
  private final int[] geneRows;
  private final int crossK;
  private final int iterations;
  private final SparseMatrix graph;
  private final Optional<SparseMatrix> toEach;
  private final SparseMatrix homology;
  private final SparseMatrix refined;
  private final double[] weights;
  private final DenseArray projections;

  private CombinedFile(AnnDataFile file, String remedy) {
    this.file = file;
    this.checked = CheckedFile.of(file, remedy);
    AnnData data = file.data();
    RunSpecies species = RunSpecies.of(checked, data);
    this.ids = species.ids();
    this.crossK = checked.wholeNumber(RunFolder.MAPPING_K, Integer.MAX_VALUE);
    int sharedBy =
        data.get(Section.UNS, RunFolder.SHARED_BY).isPresent()
            ? checked.wholeNumber(RunFolder.SHARED_BY, Math.max(1, ids.size() - 1))
            : 1;
    this.iterations = checked.wholeNumber(RunFolder.ITERATIONS, MOST_ITERATIONS);

    List<int[]> rows = rowsOf(species.ofCells());
    this.cells = SpeciesAxis.ofSizes(rows.stream().mapToInt(r -> r.length).toArray());
    this.cellRows = rows.stream().flatMapToInt(Arrays::stream).toArray();
    List<String> names = List.copyOf(checked.names(data.obs(), "obs").sequencedKeySet());
    this.cellNames = IntStream.of(cellRows).mapToObj(names::get).toList();

    List<String> geneNames = List.copyOf(checked.names(data.var(), "var").sequencedKeySet());
    List<int[]> genesOf = rowsOf(speciesOfGenes(geneNames, species.ofRun()));
    this.geneRows = genesOf.stream().flatMapToInt(Arrays::stream).toArray();
    this.genes =
        GeneAxis.of(
            ids,
            genesOf.stream()
                .map(of -> IntStream.of(of).mapToObj(geneNames::get).toList())
                .toList());

    this.graph = ordered(checked.graph(Section.OBSP, RunFolder.GRAPH), cellRows);
    this.toEach =
        sharedBy == 1
            ? Optional.empty()
            : Optional.of(ordered(checked.graph(Section.OBSP, RunFolder.TO_EACH), cellRows));
    this.homology = ordered(checked.symmetric(Section.VARP, RunFolder.HOMOLOGY), geneRows);
    this.refined = ordered(checked.symmetric(Section.VARP, RunFolder.REFINED), geneRows);
    double[] stored = checked.weights(data.var(), "var", SamFile.WEIGHTS);
    this.weights = IntStream.of(geneRows).mapToDouble(g -> stored[g]).toArray();
    this.projections = checked.table(Section.OBSM, RunFolder.PROJECTIONS);
  }

  /**
   * @param remedy what a message about damage advises the user to do
   */
  static CombinedFile open(Path path, String remedy) {
    AnnDataFile file = AnnDataFile.open(path);
    try {
      return new CombinedFile(file, remedy);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The species of a combined file, read from its tables alone. */
  static RunSpecies species(Path path, String remedy) {
    try (AnnDataFile file = AnnDataFile.open(path)) {
      return RunSpecies.of(CheckedFile.of(file, remedy), file.data());
    }
  }

  private List<String> speciesOfGenes(List<String> names, List<String> ofRun) {
    List<String> species = new ArrayList<>(names.size());
    for (String name : names) {
      species.add(
          SpeciesPrefix.of(name, ofRun)
              .orElseThrow(
                  () ->
                      checked.wrong(
                          "var",
                          "has the gene '%s', which belongs to no species of the run"
                              .formatted(name))));
    }
    return species;
  }

  /** The rows of each species of {@link #ids}, in file order. */
  private List<int[]> rowsOf(List<String> speciesOf) {
    return ids.stream()
        .map(
            id ->
                IntStream.range(0, speciesOf.size())
                    .filter(i -> speciesOf.get(i).equals(id))
                    .toArray())
        .toList();
  }

  private static SparseMatrix ordered(SparseMatrix m, int[] rows) {
    return NameMatch.isIdentity(rows, m.rows()) ? m : m.select(rows, rows);
  }

  Path path() {
    return file.path();
  }

  List<String> ids() {
    return ids;
  }

  SpeciesAxis cells() {
    return cells;
  }

  List<String> cellNames() {
    return cellNames;
  }

  int[] cellRows() {
    return cellRows;
  }

  GeneAxis genes() {
    return genes;
  }

  int crossK() {
    return crossK;
  }

  int iterations() {
    return iterations;
  }

  SparseMatrix graph() {
    return graph;
  }

  /** The edges by which types are scored: K of a cell to each other species. */
  SparseMatrix toEach() {
    return toEach.orElseGet(() -> cells.between(graph));
  }

  /** Whether these are others than the edges of the graph. */
  boolean sharesEdges() {
    return toEach.isPresent();
  }

  SparseMatrix homology() {
    return homology;
  }

  SparseMatrix refined() {
    return refined;
  }

  double[] weights() {
    return weights;
  }

  /** The cluster of every cell in the run. */
  List<String> clusters() {
    List<String> stored = checked.labels(RunFolder.CLUSTER_COLUMN);
    return IntStream.of(cellRows).mapToObj(stored::get).toList();
  }

  /** Whether each of {@link #genes} took part in the mapping. */
  boolean[] inHomology() {
    boolean[] stored = checked.bools(file.data().var(), "var", RunFolder.IN_HOMOLOGY);
    boolean[] in = new boolean[geneRows.length];
    for (int g = 0; g < in.length; g++) {
      in[g] = stored[geneRows[g]];
    }
    return in;
  }

  /** The labels of all cells for which the run was scored. */
  List<String> labels() {
    List<String> stored = checked.labels(RunFolder.LABEL_COLUMN);
    return IntStream.of(cellRows).mapToObj(stored::get).toList();
  }

  /** The UMAP of all cells, a row for each, if the run has one. */
  Optional<FloatMatrix> umap() {
    if (file.data().get(Section.OBSM, RunFolder.UMAP).isEmpty()) {
      return Optional.empty();
    }
    FloatMatrix stored = checked.matrix(Section.OBSM, RunFolder.UMAP);
    FloatMatrix picked = FloatMatrix.zeros(cellRows.length, stored.columns());
    for (int c = 0; c < cellRows.length; c++) {
      System.arraycopy(
          stored.values(),
          stored.offset(cellRows[c]),
          picked.values(),
          picked.offset(c),
          stored.columns());
    }
    return Optional.of(picked);
  }

  /** The last projection of the cells of a species. */
  CellMatrix projection(int species) {
    int[] rows = Arrays.copyOfRange(cellRows, cells.start(species), cells.end(species));
    int columns = Math.toIntExact(projections.shape()[1]);
    CellMatrix picked = CellMatrix.zeros(rows.length, columns);
    for (int next = 0; next < rows.length; ) {
      int first = rows[next];
      int count = Math.min(ROWS_AT_ONCE, rows[rows.length - 1] + 1 - first);
      float[] read = checked.rows(projections, Section.OBSM, RunFolder.PROJECTIONS, first, count);
      for (; next < rows.length && rows[next] < first + count; next++) {
        int from = (rows[next] - first) * columns;
        System.arraycopy(read, from, picked.values(next), picked.offset(next), columns);
      }
    }
    return picked;
  }

  @Override
  public void close() {
    file.close();
  }
}
