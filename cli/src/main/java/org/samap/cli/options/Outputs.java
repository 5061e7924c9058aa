package org.samap.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import org.samap.core.run.InputException;

/** Checks where results go: a result never replaces one of its inputs. */
public final class Outputs {
  private Outputs() {}

  /**
   * A file that can be written; its folder need not exist.
   *
   * @param inputs files that it must not replace
   */
  public static Path file(String option, Path path, Collection<Path> inputs) {
    if (Files.isDirectory(path)) {
      throw new InputException(
          "%s: %s is a folder; give the name of a file to write".formatted(option, path));
    }
    requireWritable(option, path);
    requireOther(option, path, inputs);
    return path;
  }

  /** A folder that exists or can be created. Files in it are left alone. */
  public static Path folder(String option, Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new InputException(
          "%s: %s is a file; give the name of a folder".formatted(option, path));
    }
    requireWritable(option, path);
    return path;
  }

  /**
   * A folder that exists or can be created, for files of known names.
   *
   * @param inputs files that these must not replace
   */
  public static Path folder(
      String option, Path path, Collection<String> names, Collection<Path> inputs) {
    folder(option, path);
    names.forEach(name -> requireOther(option, path.resolve(name), inputs));
    return path;
  }

  private static void requireWritable(String option, Path path) {
    Path existing = path.toAbsolutePath().normalize();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    boolean target = existing.equals(path.toAbsolutePath().normalize());
    if (!target && !Files.isDirectory(existing)) {
      throw new InputException(
          "%s: %s cannot be created, because %s is a file; choose another place"
              .formatted(option, path, existing));
    }
    if (!Files.isWritable(existing)) {
      throw new InputException(
          "%s: %s cannot be written, because you may not write to %s; choose another place"
              .formatted(option, path, existing));
    }
  }

  /** Fails if a result would replace an input, however their paths are written. */
  private static void requireOther(String option, Path result, Collection<Path> inputs) {
    for (Path input : inputs) {
      if (isSame(option, result, input)) {
        throw new InputException(
            "%s: %s would replace the input %s; choose another name"
                .formatted(option, result, input));
      }
    }
  }

  static boolean isSame(String option, Path result, Path input) {
    try {
      return Files.exists(result) && Files.isSameFile(result, input);
    } catch (IOException e) {
      throw new InputException(
          "%s: %s cannot be read (%s); choose another name"
              .formatted(option, result, e.getMessage()),
          e);
    }
  }

  /** Writes a file, after creating its folder if needed. */
  public static void write(Path file, Consumer<Path> content) {
    makeFolderOf(file);
    content.accept(file);
  }

  /** The folder of a file, which is created if it does not exist. */
  public static Path makeFolderOf(Path file) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InputException(
          "%s: cannot be created (%s); choose another --out".formatted(folder, e.getMessage()), e);
    }
  }
}
