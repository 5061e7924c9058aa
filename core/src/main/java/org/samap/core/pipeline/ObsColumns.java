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
 * Gives the cells of an AnnData file more columns in {@code obs}; all else stays as it is, byte for
 * byte, whether it is AnnData or not. Columns of the same names are replaced.
 */
public final class ObsColumns {
  private ObsColumns() {}

  /**
   * Writes a new file, which takes the place of {@code target} when it is complete. A link is
   * followed, and a file that is replaced keeps its permissions.
   *
   * @param file what is read
   * @param target what is written; may be {@code file} itself
   * @param columns by name, one value for every cell
   * @throws org.samap.core.run.InputException if a file cannot be read or written, or holds
   *     something that a copy would lose
   */
  public static void write(
      Path file, Path target, SequencedMap<String, ? extends Element> columns, Workers workers) {
    Path real = real(target);
    Path folder = Objects.requireNonNull(real.getParent(), "a file has a folder");
    String name = Objects.requireNonNull(real.getFileName(), "a file has a name").toString();
    try (OutputFolder output = OutputFolder.prepare(folder)) {
      // The file is closed before another takes its place, as some systems demand.
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

  /** Where a file lies, or will lie. */
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
      // A file system without permissions has none to keep.
    } catch (IOException e) {
      throw new InputException(
          "%s: its permissions cannot be kept (%s); write another file"
              .formatted(replaced, e.getMessage()),
          e);
    }
  }
}
