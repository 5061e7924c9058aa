package org.samap.core.anndata;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An open file or folder of annotated data, of whatever format. Names and structure are read when
 * it is opened; large arrays may stay in the file and can be read until it is closed.
 */
public interface DataFile extends AutoCloseable {
  /** What it holds: cells x genes. */
  AnnData data();

  /**
   * What the user should know of how it is read, a line each, with the path.
   *
   * @param matrix the matrix that is taken, if the user names one
   */
  default List<String> notes(Optional<String> matrix) {
    return List.of();
  }

  /** Whether its format leaves open which axis the cells are. */
  default boolean canBeTransposed() {
    return false;
  }

  /** The file, or the folder. */
  Path path();

  @Override
  void close();
}
