package org.samap.core.io;

import java.nio.file.Path;
import org.samap.core.run.InputException;

/**
 * The lines of a FASTA file, as {@link TextLines} reads them: titles, which begin with {@code >},
 * and the lines of their sequences.
 */
public final class Fasta implements AutoCloseable {
  private final TextLines lines;
  private int number = -1;

  private Fasta(TextLines lines) {
    this.lines = lines;
  }

  public static Fasta open(Path file) {
    return new Fasta(TextLines.open(file));
  }

  /** Moves to the next line; returns false at the end of the file. */
  public boolean next() {
    boolean more = lines.next();
    if (more && isTitle()) {
      number++;
    }
    return more;
  }

  /** Whether the current line is a title. */
  public boolean isTitle() {
    return lines.bytes()[lines.start()] == '>';
  }

  /** The number of the current sequence, from 0; -1 before the first title. */
  public int number() {
    return number;
  }

  /**
   * The current title, which begins with the name of the sequence.
   *
   * @throws InputException if it is empty
   */
  public String title() {
    String title = lines.text(lines.start() + 1, lines.end()).strip();
    if (title.isEmpty()) {
      throw lines.error("a sequence has no name; write one after '>'");
    }
    return title;
  }

  /** The current line. */
  public TextLines line() {
    return lines;
  }

  @Override
  public void close() {
    lines.close();
  }
}
