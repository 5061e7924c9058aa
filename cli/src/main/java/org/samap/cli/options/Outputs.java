package org.samap.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import org.samap.core.run.InputException;

/** Where results go: never in the place of what they are made from. */
public final class Outputs {
  private Outputs() {}

  /**
   * A file that can be written, its folder being there or not.
   *
   * @param inputs none of which it may replace
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

  /** A folder that exists or can be made, with what is in it left alone. */
  public static Path folder(String option, Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new InputException(
          "%s: %s is a file; give the name of a folder".formatted(option, path));
    }
    requireWritable(option, path);
    return path;
  }

  /**
   * The same for files of known names.
   *
   * @param inputs none of which they may replace
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
          "%s: %s cannot be made, because %s is a file; choose another place"
              .formatted(option, path, existing));
    }
    if (!Files.isWritable(existing)) {
      throw new InputException(
          "%s: %s cannot be written, because %s is read-only for you; choose another place"
              .formatted(option, path, existing));
    }
  }

  /** A result never takes the place of an input, however their paths are written. */
  private static void requireOther(String option, Path result, Collection<Path> inputs) {
    for (Path input : inputs) {
      if (isSame(option, result, input)) {
        throw new InputException(
            "%s: %s would take the place of the input %s; choose another name"
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

  /** Writes a file into its folder, which is made if it does not exist. */
  public static void write(Path file, Consumer<Path> content) {
    makeFolderOf(file);
    content.accept(file);
  }

  /** The folder that a file will be in, which is made if it does not exist. */
  public static Path makeFolderOf(Path file) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InputException(
          "%s: cannot be made (%s); choose another --out".formatted(folder, e.getMessage()), e);
    }
  }
}
