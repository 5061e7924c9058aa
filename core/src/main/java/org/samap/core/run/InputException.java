package org.samap.core.run;

import java.io.Serial;

/**
 * A mistake in what the user gave: a file, an option, a value. The message is one line that says
 * what is wrong, where (file, data set, row, gene or cell) and what to do about it. Commands print
 * the message alone and exit with status 2; anything else that is thrown is a bug.
 */
public final class InputException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
