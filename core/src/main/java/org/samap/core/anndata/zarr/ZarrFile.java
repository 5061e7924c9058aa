package org.samap.core.anndata.zarr;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedSet;
import java.util.Set;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.Store;
import org.samap.core.anndata.StoredAnnData;
import org.samap.core.anndata.Text;
import org.samap.core.run.InputException;

/**
 * AnnData in an open Zarr store of version 2 or 3: a folder, or a zip file of one. Opening reads
 * names and structure alone; arrays stay in the store and can be read, from any thread, until it is
 * closed.
 */
public final class ZarrFile implements DataFile {
  private final Store store;
  private final AnnData data;

  private ZarrFile(Store store, AnnData data) {
    this.store = store;
    this.data = data;
  }

  /**
   * Whether a folder or a zip file holds a Zarr store, whatever its name and whatever is in the
   * store.
   */
  public static boolean recognises(Path path) {
    if (Files.isDirectory(path)) {
      return Hierarchy.ROOT_KEYS.stream().anyMatch(key -> Files.isRegularFile(path.resolve(key)));
    }
    return ZipStore.isStore(path);
  }

  /**
   * @throws InputException if there is no such store, or it is damaged or not AnnData
   */
  public static ZarrFile open(Path path) {
    Store store = store(path);
    try {
      return of(store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * Opens a store, whatever it holds.
   *
   * @throws InputException if there is no such store, or its root is damaged
   */
  public static Store store(Path path) {
    KeyStore keys = Files.isDirectory(path) ? new FolderStore(path) : ZipStore.open(path);
    try {
      return new ZarrStore(keys, ZarrGroup.root(keys));
    } catch (InputException e) {
      keys.close();
      throw e;
    } catch (RuntimeException e) {
      keys.close();
      throw ZarrStore.failure(path, "its structure", e);
    }
  }

  /**
   * AnnData in an open store. Closing the result closes the store.
   *
   * @throws InputException if it is damaged or not AnnData; then the store stays open
   */
  public static ZarrFile of(Store store) {
    return store.reading(
        "its structure", () -> new ZarrFile(store, StoredAnnData.read(store, root(store))));
  }

  private static Store.Group root(Store store) {
    SequencedSet<String> names = store.root().names();
    if (names.containsAll(Set.of("obs", "var"))) {
      return store.root();
    }
    if (names.contains("tables")) {
      throw new InputException(
          store.path()
              + ": is SpatialData; give the folder of one of its tables, such as tables/table");
    }
    throw new InputException(
        "%s: is not AnnData, but a Zarr store that holds %s; give a store with obs and var"
            .formatted(store.path(), Text.list(names)));
  }

  @Override
  public AnnData data() {
    return data;
  }

  @Override
  public Path path() {
    return store.path();
  }

  @Override
  public void close() {
    store.close();
  }
}
