package org.samap.core.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SequencedMap;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.Element;
import org.samap.core.io.OutputFolder;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * Adds columns to {@code obs} of an AnnData file, or replaces columns of the same names. Everything
 * else in the file stays the same, byte for byte, even if it is not part of AnnData.
 */
public final class ObsColumns {
  private ObsColumns() {}

  /**
   * Writes a new file, which replaces {@code target} when it is complete. Follows links, and keeps
   * the permissions of a replaced file.
   *
   * @param file the file to read
   * @param target the file to write; can be {@code file} itself
   * @param columns the columns by name, with one value per cell
   * @throws org.samap.core.run.InputException if a file cannot be read or written, or if it holds
   *     something that a copy would lose
   */
  public static void write(
      Path file, Path target, SequencedMap<String, ? extends Element> columns, Workers workers) {
    Path real = real(target);
    Path folder = Objects.requireNonNull(real.getParent(), "a file has a folder");
    String name = Objects.requireNonNull(real.getFileName(), "a file has a name").toString();
    try (OutputFolder output = OutputFolder.prepare(folder)) {
      // The file is closed before it is replaced, as some systems demand.
      try (AnnDataFile open = AnnDataFile.open(file)) {
        if (!folder.equals(real(file).getParent())) {
          open.requireMovable();
        }
        open.copyWith(columns, output.file(name), workers);
      }
      keepPermissions(real, output.file(name));
      output.commit();
    }
  }

  /** The real path of a file that exists or will exist. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      Path absolute = file.toAbsolutePath().normalize(); // it does not exist yet
      Path folder = absolute.getParent();
      return folder == null || Files.notExists(folder)
          ? absolute
          : real(folder).resolve(absolute.getFileName());
    }
  }

  private static void keepPermissions(Path replaced, Path by) {
    try {
      if (Files.exists(replaced)) {
        Files.setPosixFilePermissions(by, Files.getPosixFilePermissions(replaced));
      }
    } catch (UnsupportedOperationException e) {
      // This file system has no permissions to keep.
    } catch (IOException e) {
      throw new InputException(
          "%s: its permissions cannot be kept (%s); write another file"
              .formatted(replaced, e.getMessage()),
          e);
    }
  }
}
