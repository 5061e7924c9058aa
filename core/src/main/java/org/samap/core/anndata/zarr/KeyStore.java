package org.samap.core.anndata.zarr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedSet;

/** The keys of a Zarr store, such as {@code obs/.zattrs}, with their bytes. */
sealed interface KeyStore extends AutoCloseable permits FolderStore, ZipStore {

  Path path();

  /** The bytes of a key; empty if there is none. */
  Optional<Blob> find(String key);

  /** The names of the folders in a folder, in order; that of the root is empty. */
  SequencedSet<String> folders(String folder);

  boolean isOpen();

  @Override
  void close();

  /** A key in a folder. */
  static String key(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  static UncheckedIOException failed(String key, IOException e) {
    return new UncheckedIOException(key + ": " + e.getMessage(), e);
  }
}
