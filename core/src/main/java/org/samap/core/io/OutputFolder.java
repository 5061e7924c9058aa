package org.samap.core.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.samap.core.run.InputException;

/**
 * A folder of results that appear together or not at all: files are written to a hidden folder in
 * it and moved out when all are done. Other files in the folder stay. Closed without {@link
 * #commit}, it leaves nothing behind, not even a folder that it made.
 */
public final class OutputFolder implements AutoCloseable {
  private final Path folder;
  private final Path staging;
  private final boolean created;
  private boolean committed;

  private OutputFolder(Path folder, Path staging, boolean created) {
    this.folder = folder;
    this.staging = staging;
    this.created = created;
  }

  /**
   * Makes the folder, so that what forbids it shows before the work and not after.
   *
   * @throws InputException if it cannot be made or written
   */
  public static OutputFolder prepare(Path folder) {
    boolean created = Files.notExists(folder);
    try {
      Files.createDirectories(folder);
      Path staging = Files.createTempDirectory(folder, ".samap-");
      return new OutputFolder(folder, staging, created);
    } catch (AccessDeniedException e) {
      throw new InputException(
          folder + ": permission denied; choose a folder that you may write", e);
    } catch (FileAlreadyExistsException e) {
      throw new InputException(folder + ": is a file; choose a folder for the results", e);
    } catch (IOException e) {
      throw new InputException(
          "%s: cannot be written (%s); choose another folder".formatted(folder, e.getMessage()), e);
    }
  }

  /** Where to write a file of this name for now. */
  public Path file(String name) {
    return staging.resolve(name);
  }

  /** Where the file will be. */
  public Path place(String name) {
    return folder.resolve(name);
  }

  /** Moves all files, those in folders of it too, to their places. */
  public void commit() {
    try (Stream<Path> all = Files.walk(staging)) {
      for (Path from : all.filter(Files::isRegularFile).sorted().toList()) {
        Path to = folder.resolve(staging.relativize(from));
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
      }
      committed = true;
    } catch (IOException e) {
      throw new InputException(
          "%s: results cannot be moved there (%s); choose another folder"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> rest = Files.walk(staging)) {
      for (Path path : rest.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
      if (created && !committed) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new InputException(
          "%s: cannot be removed (%s); delete it".formatted(staging, e.getMessage()), e);
    }
  }
}
