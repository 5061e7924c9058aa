package org.samap.core.anndata.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.Hdf5File;
import org.samap.core.anndata.Text;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
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
      case ZARR -> ZarrFile.open(path);
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

  private static List<Path> filesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new InputException(folder + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static DataFile ofHdf5(Path path, ReadOptions options) {
    Hdf5File file = Hdf5File.open(path);
    return closingOnFailure(
        file,
        () ->
            switch (file.reading("its structure", () -> Hdf5Kind.of(file.root()))) {
              case ANNDATA -> AnnDataFile.of(file);
              case TENX_MATRIX, TENX_GENOMES -> TenXFile.of(file, options);
              case LOOM -> LoomFile.of(file, options);
              case MUDATA ->
                  throw unread(
                      file,
                      "MuData with the modalities " + modalities(file),
                      "take one out in Python: mudata.read(path)['rna'].write_h5ad(other)");
              case OTHER ->
                  throw unread(
                      file,
                      "an HDF5 file of no known layout, with " + Text.list(file.root().names()),
                      "write it as .h5ad with the names of its cells and genes");
            });
  }

  private static String modalities(Hdf5File file) {
    return file.root().member("mod").orElseThrow() instanceof StoredGroup mod
        ? Text.list(mod.names())
        : "";
  }

  private static InputException unread(Hdf5File file, String what, String remedy) {
    return new InputException(
        "%s: is %s, which is not read; %s".formatted(file.path(), what, remedy));
  }

  private static DataFile closingOnFailure(Hdf5File file, Supplier<DataFile> open) {
    try {
      return open.get();
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }
}
