package org.samap.cli.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.samap.core.run.InputException;

/** Checks the values of options. Every failure is an {@link InputException}. */
public final class Check {
  private Check() {}

  public static int atLeast(String option, int value, int least) {
    if (value < least) {
      throw new InputException(
          "%s is %d; give a whole number of at least %d".formatted(option, value, least));
    }
    return value;
  }

  public static double positive(String option, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new InputException("%s is %s; give a number above 0".formatted(option, value));
    }
    return value;
  }

  public static int wholeNumber(String option, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InputException("%s is '%s'; give a whole number".formatted(option, text), e);
    }
  }

  public static double number(String option, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InputException("%s is '%s'; give a number".formatted(option, text), e);
    }
  }

  public static <E extends Enum<E>> E choice(String option, Class<E> type, String text) {
    return OptionParsing.choice(type, text)
        .orElseThrow(
            () -> {
              String choices = String.join(", ", OptionParsing.choices(type));
              return new InputException(
                  "%s is '%s'; give %s"
                      .formatted(option, text, choices.replaceFirst(", (?=[^,]*$)", " or ")));
            });
  }

  public static <T> T present(String command, String option, Optional<T> value) {
    return value.orElseThrow(
        () ->
            new InputException(
                "%s needs %s; see 'samap %s --help'".formatted(command, option, command)));
  }

  public static Path file(String option, Path path) {
    if (Files.isDirectory(path)) {
      throw new InputException("%s: %s is a folder; give the file itself".formatted(option, path));
    }
    return fileOrFolder(option, path);
  }

  /** Data, which some formats keep in a folder. */
  public static Path fileOrFolder(String option, Path path) {
    if (!Files.exists(path)) {
      throw new InputException("%s: there is no file %s; check the name".formatted(option, path));
    }
    if (!Files.isReadable(path)) {
      throw new InputException(
          "%s: %s cannot be read; change its permissions".formatted(option, path));
    }
    return path;
  }

  public static Path folder(String option, Path path) {
    if (!Files.isDirectory(path)) {
      throw new InputException(
          Files.exists(path)
              ? "%s: %s is not a folder; give the folder itself".formatted(option, path)
              : "%s: there is no folder %s; check the name".formatted(option, path));
    }
    return path;
  }
}
