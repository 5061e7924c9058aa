package org.samap.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.samap.core.run.InputException;

/** Where results go. */
public final class Outputs {
  private Outputs() {}

  /** A result never takes the place of what it is made from. */
  public static void requireOther(Path result, List<Path> inputs) {
    for (Path input : inputs) {
      try {
        if (Files.exists(result) && Files.isSameFile(result, input)) {
          throw new InputException(
              result + " would be written over the input of that name; choose another --out");
        }
      } catch (IOException e) {
        throw new InputException(input + ": cannot be read (" + e.getMessage() + ")", e);
      }
    }
  }

  /** The folder that a file is in, or will be. */
  public static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
  }

  /** Makes the folder that a file will be in. */
  public static void makeFolderOf(Path file) {
    makeFolder(folderOf(file));
  }

  public static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InputException(
          "%s: cannot be made (%s); choose another --out".formatted(folder, e.getMessage()), e);
    }
  }
}
