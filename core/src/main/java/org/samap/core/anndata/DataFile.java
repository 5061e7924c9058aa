package org.samap.core.anndata;

import java.nio.file.Path;

/**
 * An open file or folder of annotated data, of whatever format. Names and structure are read when
 * it is opened; large arrays may stay in the file and can be read until it is closed.
 */
public interface DataFile extends AutoCloseable {
  /** What it holds: cells x genes. */
  AnnData data();

  /** The file, or the folder. */
  Path path();

  @Override
  void close();
}
