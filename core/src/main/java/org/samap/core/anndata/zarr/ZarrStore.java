package org.samap.core.anndata.zarr;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.samap.core.anndata.Store;
import org.samap.core.run.InputException;

/** An open Zarr store, and one line for whatever is wrong with it. */
record ZarrStore(KeyStore keys, Group root) implements Store {

  @Override
  public Path path() {
    return keys.path();
  }

  @Override
  public void close() {
    keys.close();
  }

  @Override
  public <T> T reading(String where, Supplier<T> read) {
    try {
      return read.get();
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) {
      if (!keys.isOpen()) {
        throw new IllegalStateException(path() + " was closed before " + where + " was read", e);
      }
      throw failure(where, e);
    }
  }

  @Override
  public InputException failure(String where, RuntimeException e) {
    return failure(path(), where, e);
  }

  static InputException failure(Path path, String where, RuntimeException e) {
    if (e instanceof Fault f && !f.isDamage()) {
      return new InputException("%s: %s cannot be read: %s".formatted(path, where, f.reason()), e);
    }
    String message = e.getMessage();
    return new InputException(
        "%s: %s cannot be read (%s); the store is damaged, copy or write it again"
            .formatted(path, where, message == null ? e.getClass().getSimpleName() : message),
        e);
  }
}
