package org.samap.core.anndata.formats;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.Hdf5File;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.Values;
import org.samap.core.anndata.hdf5.reader.StoredDataset;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
import org.samap.core.run.InputException;

/**
 * The HDF5 file of Cell Ranger. Before version 3: a group for every genome, of {@code barcodes},
 * {@code genes} (ids), {@code gene_names} and a matrix of genes x cells in compressed columns,
 * which is cells x genes in compressed rows. Since version 3: one group {@code matrix}, with a
 * group {@code features}; those of a probe set have the id of a gene each beside their own. Columns
 * are called as scanpy calls them.
 *
 * @param file is closed with this
 */
record TenXFile(Hdf5File file, AnnData data) implements DataFile {
  private static final String FEATURES = "matrix/features/";
  private static final String FILTERED = "filtered_barcodes";

  /** Members of the group of features that are columns under other names, or none. */
  private static final Set<String> NAMED =
      Set.of("name", "feature_type", "id", "gene_id", "_all_tag_keys");

  /**
   * @throws InputException if it is damaged, or does not hold the genome or features that are
   *     wanted
   */
  static TenXFile of(Hdf5File file, ReadOptions options) {
    boolean features = Hdf5Kind.of(file.root()) == Hdf5Kind.TENX_MATRIX;
    return new TenXFile(file, features ? ofFeatures(file, options) : ofGenome(file, options));
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public void close() {
    file.close();
  }

  private static AnnData ofGenome(Hdf5File file, ReadOptions options) {
    Set<String> genomes =
        file.root().names().stream()
            .filter(n -> file.root().member(n).filter(Hdf5Kind::isTenX).isPresent())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    String genome = GeneChoice.genome(file.path(), genomes, options);
    String[] ids = texts(file, genome + "/genes");
    String[] symbols = texts(file, genome + "/gene_names");
    requireLength(file, genome + "/gene_names", symbols.length, ids.length);
    DataFrame var = options.geneNames().table(ids, symbols);
    return annotated(file, genome, var, var.rows(), IntStream.range(0, var.rows()).toArray());
  }

  private static AnnData ofFeatures(Hdf5File file, ReadOptions options) {
    String[] types = texts(file, FEATURES + "feature_type");
    Optional<String[]> genomes =
        file.root().descendant(FEATURES + "genome").map(_ -> texts(file, FEATURES + "genome"));
    requireLength(file, "genome", genomes.map(g -> g.length).orElse(types.length), types.length);
    int[] kept = GeneChoice.of(file.path(), types, genomes, options);
    UnaryOperator<String[]> chosen = all -> Values.of(all).at(kept).texts();
    boolean probes = file.root().descendant(FEATURES + "gene_id").isPresent();
    String[] ids = texts(file, FEATURES + (probes ? "gene_id" : "id"));
    String[] symbols = texts(file, FEATURES + "name");
    requireLength(file, "id", ids.length, types.length);
    requireLength(file, "name", symbols.length, types.length);
    DataFrame var = options.geneNames().table(chosen.apply(ids), chosen.apply(symbols));
    if (probes) {
      var = var.with("probe_ids", column(file, FEATURES + "id", types.length).at(kept));
    }
    var = var.with("feature_types", Values.of(chosen.apply(types)));
    if (file.root().descendant("matrix/features").orElseThrow() instanceof StoredGroup group) {
      for (String name : group.names()) {
        if (!NAMED.contains(name) && group.member(name).orElseThrow() instanceof StoredDataset) {
          var = var.with(name, column(file, FEATURES + name, types.length).at(kept));
        }
      }
    }
    return annotated(file, "matrix", var, types.length, kept);
  }

  /** The cells, and the columns of the matrix that are kept. */
  private static AnnData annotated(
      Hdf5File file, String group, DataFrame var, int features, int[] kept) {
    DataFrame obs = DataFrame.of(List.of(texts(file, group + "/barcodes")));
    if (file.root().descendant(group + "/" + FILTERED).isPresent()) {
      obs = obs.with(FILTERED, column(file, group + "/" + FILTERED, obs.rows()));
    }
    long[] shape = array(file, group + "/shape").all().longs();
    if (shape.length != 2) {
      throw inconsistent(file, group + "/shape holds " + shape.length + " numbers, not 2");
    }
    if (shape[0] != features) {
      throw inconsistent(
          file, "%s is of %d features, but names %d".formatted(group, shape[0], features));
    }
    try {
      SparseArray all =
          new SparseArray(
              SparseArray.Layout.CSR,
              shape[1],
              shape[0],
              array(file, group + "/data"),
              array(file, group + "/indices"),
              array(file, group + "/indptr"));
      return AnnData.of(obs, var).withX(SelectedGenes.of(all, kept));
    } catch (IllegalArgumentException e) {
      throw inconsistent(file, group + ": " + e.getMessage());
    }
  }

  private static String[] texts(Hdf5File file, String path) {
    DenseArray array = array(file, path);
    if (array.type() != DType.STRING) {
      throw inconsistent(file, path + " holds no texts");
    }
    return array.all().texts();
  }

  private static Values column(Hdf5File file, String path, int length) {
    Values values = array(file, path).all();
    requireLength(file, path, values.size(), length);
    return values;
  }

  private static DenseArray array(Hdf5File file, String path) {
    Element element = file.element(path).orElseThrow(() -> inconsistent(file, "it has no " + path));
    if (element instanceof DenseArray a && a.shape().length == 1) {
      return a;
    }
    throw inconsistent(file, path + " is no array of one axis");
  }

  private static void requireLength(Hdf5File file, String name, int length, int features) {
    if (length != features) {
      throw inconsistent(
          file, "%s has %d values where there are %d".formatted(name, length, features));
    }
  }

  private static InputException inconsistent(Hdf5File file, String what) {
    return new InputException(
        file.path() + ": is an inconsistent 10x Genomics file: " + what + "; write it again");
  }
}
