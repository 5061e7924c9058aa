package org.samap.core.run;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in what the user gave: a file, a parameter, a value. The message is one line that says
 * what is wrong, where (file, data set, row, gene or cell) and what to do about it. Commands print
 * the message alone and exit with status 2; anything else that is thrown is a bug.
 *
 * <p>A message calls a parameter by its name, such as {@code cross_k}. {@link #parameter} returns
 * that name, so that a command can replace it by its own option.
 */
public final class InputException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Characters that end a line or move the cursor of a terminal; a tab may separate columns. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\t]]");

  /** The most characters of a message, and those of them that are kept of its end. */
  private static final int MOST = 2000;

  private static final int END = 500;

  private final String parameter;

  public InputException(String message) {
    super(onOneLine(message));
    parameter = "";
  }

  /**
   * Takes the parameter from the cause, if it has one; the message should repeat that of the cause.
   */
  public InputException(String message, Throwable cause) {
    super(onOneLine(message), cause);
    parameter = cause instanceof InputException e ? e.parameter : "";
  }

  private InputException(String parameter, String message, @Nullable Throwable cause) {
    super(onOneLine(message), cause);
    this.parameter = parameter;
  }

  /**
   * A mistake in a parameter.
   *
   * @param parameter its name, a word of the message
   */
  public static InputException about(String parameter, String message) {
    return new InputException(parameter, message, null);
  }

  /** A mistake in a parameter, or what another one would help against, with its cause. */
  public static InputException about(String parameter, String message, Throwable cause) {
    return new InputException(parameter, message, cause);
  }

  /**
   * Shows control characters, such as those in a name of a damaged file, as their code points, and
   * leaves out the middle of a text that nobody would read to its end.
   */
  private static String onOneLine(String message) {
    String line =
        message.length() <= MOST
            ? message
            : message.substring(0, MOST - END)
                + " ... "
                + message.substring(message.length() - END);
    return CONTROL
        .matcher(line)
        .replaceAll(found -> "<U+%04X>".formatted(found.group().codePointAt(0)));
  }

  /** A file or folder that cannot be read, and why. */
  public static InputException unreadable(Path path, IOException cause) {
    return new InputException("%s: cannot be read: %s".formatted(path, reason(cause)), cause);
  }

  private static String reason(IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> "there is no such file; check the path";
      case AccessDeniedException _ -> "access is denied; check its permissions";
      case EOFException _ -> "it ends too early; write or download it again";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default ->
          Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName())
              + "; check that it is whole";
    };
  }

  /** The parameter that the message names, or nothing. */
  public String parameter() {
    return parameter;
  }
}
