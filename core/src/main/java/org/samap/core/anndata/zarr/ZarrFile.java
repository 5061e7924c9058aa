package org.samap.core.anndata.zarr;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
  private final ZarrStore store;
  private final AnnData data;

  private ZarrFile(ZarrStore store, AnnData data) {
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
    return open(path, Optional.empty());
  }

  /**
   * Opens AnnData, or one modality of MuData.
   *
   * @param modality the name of the modality
   * @throws InputException if there is no such store or modality, or it is damaged or not AnnData
   */
  public static ZarrFile open(Path path, Optional<String> modality) {
    KeyStore keys = Files.isDirectory(path) ? new FolderStore(path) : ZipStore.open(path);
    try {
      ZarrStore store = new ZarrStore(keys, ZarrGroup.root(keys));
      return new ZarrFile(store, StoredAnnData.read(store, data(store, modality)));
    } catch (InputException e) {
      keys.close();
      throw e;
    } catch (RuntimeException e) {
      keys.close();
      throw ZarrStore.failure(path, "its structure", e);
    }
  }

  private static Store.Group data(ZarrStore store, Optional<String> modality) {
    SequencedSet<String> names = store.root().names();
    Optional<Store.Node> modalities = store.root().member("mod");
    if (modalities.isPresent() && modalities.get() instanceof Store.Group all) {
      return modality
          .flatMap(all::member)
          .filter(Store.Group.class::isInstance)
          .map(Store.Group.class::cast)
          .orElseThrow(() -> noModality(store, modality, all));
    }
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

  private static InputException noModality(
      ZarrStore store, Optional<String> modality, Store.Group all) {
    return new InputException(
        "%s: is MuData with the modalities %s%s"
            .formatted(
                store.path(),
                Text.list(all.names()),
                modality
                    .map(m -> ", and '" + m + "' is not one of them; name one of these")
                    .orElse("; name one of them as the modality")));
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
    store.keys().close();
  }
}
