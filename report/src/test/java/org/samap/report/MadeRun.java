package org.samap.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.Values;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.pipeline.Resources;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.report.data.RunData;

/**
 * The folder of a finished run that was never run. Cell i of a type maps to cell i of the type of
 * the same number in each other species. Each type has one gene of its own, linked to that of the
 * same type in the other species.
 *
 * @param species the ids
 * @param types the labels of each species
 * @param cells the number of cells of each type
 * @param weight the weight of every edge; 0 for none
 * @param umap whether there is a UMAP
 * @param expression whether the files of the species are there
 */
public record MadeRun(
    List<String> species,
    List<String> types,
    int cells,
    float weight,
    boolean umap,
    boolean expression) {

  public static MadeRun of(int species, List<String> types) {
    return new MadeRun(
        IntStream.range(0, species).mapToObj(s -> "s" + (char) ('a' + s)).toList(),
        types,
        4,
        1,
        true,
        true);
  }

  public static MadeRun small() {
    return of(2, List.of("A", "B", "C"));
  }

  public MadeRun withoutScores() {
    return new MadeRun(species, types, cells, 0, umap, expression);
  }

  public MadeRun withoutUmap() {
    return new MadeRun(species, types, cells, weight, false, expression);
  }

  public MadeRun withoutExpression() {
    return new MadeRun(species, types, cells, weight, umap, false);
  }

  private int ofSpecies() {
    return types.size() * cells;
  }

  /** The value of a gene in a cell of its type; 0 in other types. */
  public static float value(int cell) {
    return 2 + cell % 3;
  }

  public static float x(int cell) {
    return cell * 0.25f - 3;
  }

  public static float y(int cell) {
    return cell % 7;
  }

  /** Writes the folder. */
  public void write(Path folder) {
    try (Workers workers = Workers.of(1)) {
      Files.createDirectories(folder.resolve("iterations"));
      AnnDataWriter.write(combined(), folder.resolve("samap.h5ad"), workers);
      for (int s = 0; s < species.size() && expression; s++) {
        AnnDataWriter.write(own(s), folder.resolve(species.get(s) + ".h5ad"), workers);
      }
      AnnDataWriter.write(edges(), folder.resolve("iterations/1.h5ad"), workers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a folder with the labels of the run. */
  public static RunData open(Path folder, Workers workers) {
    return RunData.open(folder, Map.of(), Resources.ofThisMachine(), workers, Progress.silent());
  }

  private List<String> cellNames(int s) {
    return IntStream.range(0, ofSpecies()).mapToObj(c -> species.get(s) + "_cell" + c).toList();
  }

  private List<String> allCells() {
    return IntStream.range(0, species.size()).boxed().flatMap(s -> cellNames(s).stream()).toList();
  }

  private List<String> genes(int s) {
    return IntStream.range(0, types.size()).mapToObj(t -> species.get(s) + "_g" + t).toList();
  }

  private String[] labels(int count) {
    return IntStream.range(0, count)
        .mapToObj(c -> types.get(c % ofSpecies() / cells))
        .toArray(String[]::new);
  }

  private AnnData edges() {
    return AnnData.of(DataFrame.of(allCells()), DataFrame.of(List.of()))
        .with(Section.OBSP, "connectivities", SparseArray.of(graph(ofSpecies(), weight)));
  }

  private AnnData combined() {
    int total = species.size() * ofSpecies();
    String[] speciesOf =
        IntStream.range(0, total)
            .mapToObj(c -> species.get(c / ofSpecies()))
            .toArray(String[]::new);
    List<String> names = new ArrayList<>();
    IntStream.range(0, species.size()).forEach(s -> names.addAll(genes(s)));
    double[] weights = IntStream.range(0, names.size()).mapToDouble(_ -> 0.9).toArray();
    SparseMatrix links = graph(types.size(), 0.5f);
    AnnData all =
        AnnData.of(
                DataFrame.of(allCells())
                    .with("species", Categorical.of(speciesOf))
                    .with("label", Categorical.of(labels(total))),
                DataFrame.of(names).with("weights", Values.of(weights)))
            .with(Section.OBSP, "connectivities", SparseArray.of(graph(ofSpecies(), weight)))
            .with(Section.OBSM, "wPCA", DenseArray.of(rows(total)))
            .with(Section.VARP, "homology_graph", SparseArray.of(links))
            .with(Section.VARP, "homology_graph_reweighted", SparseArray.of(links))
            .with(Section.UNS, "mapping_K", DenseArray.scalar(1L))
            .with(Section.UNS, "mapping_iterations", DenseArray.scalar(2L))
            .with(
                Section.UNS,
                "mapping_species",
                DenseArray.vector(Values.of(species.toArray(String[]::new))));
    return umap ? all.with(Section.OBSM, "X_umap", DenseArray.of(places(total))) : all;
  }

  private static FloatMatrix places(int total) {
    FloatMatrix places = FloatMatrix.zeros(total, 2);
    for (int c = 0; c < total; c++) {
      places.set(c, 0, x(c));
      places.set(c, 1, y(c));
    }
    return places;
  }

  /** A direction for each type. */
  private FloatMatrix rows(int total) {
    FloatMatrix rows = FloatMatrix.zeros(total, types.size());
    for (int c = 0; c < total; c++) {
      rows.set(c, c % ofSpecies() / cells, 1);
    }
    return rows;
  }

  private AnnData own(int s) {
    SparseMatrix.Builder x = SparseMatrix.builder(ofSpecies(), types.size());
    for (int c = 0; c < ofSpecies(); c++) {
      x.add(c / cells, value(c));
      x.endRow();
    }
    DataFrame obs =
        DataFrame.of(cellNames(s)).with("cell_type", Categorical.of(labels(ofSpecies())));
    return AnnData.of(obs, DataFrame.of(genes(s))).withX(SparseArray.of(x.build()));
  }

  /** Item i of each species is linked to item i of all others. */
  private SparseMatrix graph(int ofEach, float value) {
    int total = species.size() * ofEach;
    SparseMatrix.Builder graph = SparseMatrix.builder(total, total);
    for (int i = 0; i < total; i++) {
      for (int s = 0; s < species.size() && value > 0; s++) {
        if (s != i / ofEach) {
          graph.add(s * ofEach + i % ofEach, value);
        }
      }
      graph.endRow();
    }
    return graph.build();
  }
}
