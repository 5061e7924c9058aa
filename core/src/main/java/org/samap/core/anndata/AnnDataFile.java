package org.samap.core.anndata;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * An open {@code .h5ad} file of any encoding since AnnData 0.5: compound tables with the categories
 * in {@code uns} (0.5, 0.6), {@code __categories} (0.7), {@code encoding-type} (0.8 and later).
 * Opening reads only names and structure. Arrays stay in the file and can be read, from any thread,
 * until it is closed.
 */
public final class AnnDataFile implements DataFile {
  private final Hdf5File file;
  private final AnnData data;

  private AnnDataFile(Hdf5File file, AnnData data) {
    this.file = file;
    this.data = data;
  }

  /**
   * @throws InputException if the file does not exist, is damaged or is not AnnData
   */
  public static AnnDataFile open(Path path) {
    Hdf5File file = Hdf5File.open(path);
    try {
      return of(file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * An open HDF5 file as AnnData. Closing the result closes the file.
   *
   * @throws InputException if it is damaged or not AnnData; then it stays open
   */
  public static AnnDataFile of(Hdf5File file) {
    return file.reading("its structure", () -> read(file));
  }

  private static AnnDataFile read(Hdf5File file) {
    checkIsAnnData(file.path(), file.root());
    Store store = new Hdf5Store(file);
    return new AnnDataFile(file, StoredAnnData.read(store, store.root()));
  }

  @Override
  public AnnData data() {
    return data;
  }

  /**
   * The element at a path of the file, such as {@code "obsp/connectivities"} or {@code
   * "uns/neighbors/params"}. Nothing else is read.
   *
   * @throws InputException if it is damaged
   */
  public Optional<Element> element(String path) {
    return file.element(path);
  }

  /**
   * Writes a copy of the file with more columns in the table of the cells. Columns of the same
   * names are replaced. Everything else is copied byte for byte; new columns come after the last
   * byte.
   *
   * @param columns by name, one value for every cell
   * @throws InputException if nothing can be added to the file, or the copy cannot be written; a
   *     file at {@code target} then stays as it was
   */
  public void copyWith(
      SequencedMap<String, ? extends Element> columns, Path target, Workers workers) {
    new ObsCopy(file, data.obs(), columns).write(target, workers);
  }

  /**
   * Fails if a copy of the file in another folder would not be whole.
   *
   * @throws InputException if it has links into other files, or values stored in other files
   */
  public void requireMovable() {
    file.reading("its structure", () -> OtherFiles.requireNone(file));
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public void close() {
    file.close();
  }

  private static void checkIsAnnData(Path path, StoredGroup root) {
    Set<String> names = root.names();
    if (!names.containsAll(Set.of("obs", "var"))) {
      throw new InputException(
          "%s: is not AnnData, as it has no obs and var but %s; give an AnnData file (.h5ad)"
              .formatted(path, Text.list(names)));
    }
  }
}
