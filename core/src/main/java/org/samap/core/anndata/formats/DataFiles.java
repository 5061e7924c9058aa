package org.samap.core.anndata.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.Hdf5File;
import org.samap.core.anndata.Store;
import org.samap.core.anndata.Text;
import org.samap.core.anndata.zarr.ZarrFile;
import org.samap.core.run.InputException;

/** Opens data of any format that is read. */
public final class DataFiles {
  private DataFiles() {}

  /**
   * Opens a file or a folder as annotated data. Its format is recognised by its content: the name
   * does not matter.
   *
   * @throws InputException if there is no such file, or it is damaged or of a format that is not
   *     read
   */
  public static DataFile open(Path path, ReadOptions options) {
    Content content = ContentSniffer.of(path);
    return switch (content) {
      case HDF5 -> ofHdf5(path, options);
      case TEXT -> TextMatrix.open(path, options.transpose());
      case MATRIX_MARKET -> MatrixMarketFile.of(path, MatrixParts.beside(path), options);
      case MATRIX_FOLDER -> MatrixMarketFile.of(path, MatrixParts.in(path), options);
      case ZARR -> ofZarr(path, options);
      default -> throw new InputException(path + ": " + content.advice());
    };
  }

  /**
   * The files that are read of some data.
   *
   * @throws InputException if they are missing
   */
  public static List<Path> files(Path path) {
    return switch (ContentSniffer.of(path)) {
      case MATRIX_MARKET -> MatrixParts.beside(path).files();
      case MATRIX_FOLDER -> MatrixParts.in(path).files();
      default -> Files.isDirectory(path) ? filesBelow(path) : List.of(path);
    };
  }

  /**
   * The choices that the format of some data leaves.
   *
   * @throws InputException if it is not read, or the data are damaged
   */
  public static Set<ReadChoice> choices(Path path) {
    Content content = ContentSniffer.of(path);
    return switch (content) {
      case HDF5 -> choicesOfHdf5(path);
      case TEXT -> Set.of();
      case MATRIX_MARKET, MATRIX_FOLDER -> Set.of(ReadChoice.FEATURE_TYPE, ReadChoice.GENE_NAMES);
      case ZARR -> choicesOfZarr(path);
      default -> throw new InputException(path + ": " + content.advice());
    };
  }

  private static Set<ReadChoice> choicesOfHdf5(Path path) {
    try (Hdf5File file = Hdf5File.open(path)) {
      return file.store().reading("its structure", () -> Hdf5Kind.of(file.root()).choices());
    }
  }

  private static Set<ReadChoice> choicesOfZarr(Path path) {
    try (Store store = ZarrFile.store(path)) {
      return MuDataFile.isIn(store) ? Set.of(ReadChoice.MODALITY) : Set.of();
    }
  }

  /** Whether a file holds sequences in FASTA format, not data. */
  public static boolean isFasta(Path path) {
    return ContentSniffer.of(path) == Content.FASTA;
  }

  private static List<Path> filesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw InputException.unreadable(folder, e);
    }
  }

  private static DataFile ofHdf5(Path path, ReadOptions options) {
    Hdf5File file = Hdf5File.open(path);
    return closingOnFailure(
        file.store(),
        () ->
            switch (Hdf5Kind.of(file.root())) {
              case ANNDATA -> AnnDataFile.of(file);
              case MUDATA -> MuDataFile.of(file.store(), options);
              case LOOM -> LoomFile.of(file, options);
              case TENX_MATRIX, TENX_GENOMES -> TenXFile.of(file, options);
              case OTHER ->
                  throw new InputException(
                      "%s: is an HDF5 file of no known layout, with %s, which is not read; write it"
                              .formatted(path, Text.list(file.root().names()))
                          + " as .h5ad with the names of its cells and genes");
            });
  }

  private static DataFile ofZarr(Path path, ReadOptions options) {
    Store store = ZarrFile.store(path);
    return closingOnFailure(
        store, () -> MuDataFile.isIn(store) ? MuDataFile.of(store, options) : ZarrFile.of(store));
  }

  private static DataFile closingOnFailure(Store store, Supplier<DataFile> open) {
    try {
      return store.reading("its structure", open);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }
}
