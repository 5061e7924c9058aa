package org.samap.core.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.samap.core.run.InputException;

/**
 * A folder of results that appear together or not at all. Files are written to a hidden folder
 * inside it and moved out when all are done. Other files in the folder stay. If it is closed
 * without {@link #commit}, nothing is left behind, not even a folder that it made.
 */
public final class OutputFolder implements AutoCloseable {
  private final Path folder;
  private final Path staging;

  /** The folders that were made, outermost first; they are deleted if nothing is committed. */
  private final List<Path> created;

  /** Deletes half-written files when the program is stopped from outside. */
  private final Thread onShutdown = new Thread(this::remove, "samap-clean-up");

  private boolean committed;

  private OutputFolder(Path folder, Path staging, List<Path> created) {
    this.folder = folder;
    this.staging = staging;
    this.created = created;
  }

  /**
   * Makes the folder, so that a missing permission shows before the work and not after it.
   *
   * @throws InputException if it cannot be made or written
   */
  public static OutputFolder prepare(Path folder) {
    List<Path> missing = missing(folder.toAbsolutePath().normalize());
    try {
      Files.createDirectories(folder);
      Path staging = Files.createTempDirectory(folder, ".samap-");
      OutputFolder output = new OutputFolder(folder, staging, missing);
      Runtime.getRuntime().addShutdownHook(output.onShutdown);
      return output;
    } catch (AccessDeniedException e) {
      throw new InputException(
          folder + ": permission denied; choose a folder that you can write to", e);
    } catch (FileAlreadyExistsException e) {
      throw new InputException(folder + ": is a file; choose a folder for the results", e);
    } catch (IOException e) {
      throw new InputException(
          "%s: cannot be written (%s); choose another folder".formatted(folder, e.getMessage()), e);
    }
  }

  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path p = folder; p != null && Files.notExists(p); p = p.getParent()) {
      missing.addFirst(p);
    }
    return missing;
  }

  /**
   * The place to write a file to until {@link #commit} moves it; the name can be a path in the
   * folder.
   */
  public Path file(String name) {
    Path file = staging.resolve(name);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file has a folder"));
    } catch (IOException e) {
      throw new InputException(
          "%s: cannot be written (%s); choose another folder".formatted(folder, e.getMessage()), e);
    }
    return file;
  }

  /** Moves all files, also those in subfolders, to their places. */
  public void commit() {
    commit(List.of());
  }

  /**
   * Deletes outdated files, and subfolders that this empties, then moves all files to their places.
   *
   * @param outdated files in this folder that do not belong to the new results
   */
  public void commit(Collection<Path> outdated) {
    try (Stream<Path> all = Files.walk(staging)) {
      List<Path> files =
          all.filter(Files::isRegularFile).map(staging::relativize).sorted().toList();
      for (Path file : files) {
        if (Files.isDirectory(folder.resolve(file))) {
          throw new InputException(
              folder.resolve(file) + ": is a folder where a result belongs; move it away");
        }
      }
      removeOutdated(outdated);
      for (Path file : files) {
        Path to = folder.resolve(file);
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.move(staging.resolve(file), to, StandardCopyOption.REPLACE_EXISTING);
      }
      committed = true;
    } catch (IOException e) {
      throw new InputException(
          "%s: results cannot be moved there (%s); choose another folder"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private void removeOutdated(Collection<Path> outdated) throws IOException {
    for (Path file : outdated) {
      Files.deleteIfExists(file);
    }
    Set<Path> parents = new TreeSet<>();
    outdated.forEach(file -> parents.add(file.toAbsolutePath().resolveSibling("")));
    parents.remove(folder.toAbsolutePath());
    for (Path parent : parents) {
      try (Stream<Path> rest = Files.list(parent)) {
        if (rest.findAny().isEmpty()) {
          Files.delete(parent);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(onShutdown);
    } catch (IllegalStateException e) {
      return; // the program is being stopped, and the hook does the work
    }
    remove();
  }

  private void remove() {
    try {
      FileTree.delete(staging);
      for (Path path : committed ? List.<Path>of() : created.reversed()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new InputException(
          "%s: cannot be removed (%s); delete it".formatted(staging, e.getMessage()), e);
    }
  }
}
