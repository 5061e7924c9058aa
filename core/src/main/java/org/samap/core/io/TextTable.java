package org.samap.core.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.core.run.InputException;

/**
 * Reads a user's table row by row. Tabs separate the columns, or commas or semicolons if the first
 * row has no tab; between semicolons numbers may have a decimal comma. Fields can be in double
 * quotes; inside them, two quotes stand for one. Plain or gzip, as {@link TextLines} reads it;
 * blank lines and lines that begin with {@code #} are skipped.
 */
public final class TextTable implements AutoCloseable {
  private final TextLines lines;

  /** The fields of the current row, from the first row on. */
  private Optional<TableFields> row = Optional.empty();

  private TextTable(TextLines lines) {
    this.lines = lines;
  }

  /**
   * @throws InputException if the file cannot be read
   */
  public static TextTable open(Path file) {
    return new TextTable(TextLines.open(file));
  }

  /**
   * Moves to the next row.
   *
   * @return false at the end of the file
   */
  public boolean next() {
    boolean more = lines.next();
    if (more && row.isEmpty()) {
      row = Optional.of(TableFields.of(lines, delimiter(lines.text())));
    }
    return more;
  }

  private static char delimiter(String line) {
    if (line.indexOf('\t') >= 0) {
      return '\t';
    }
    if (DecimalComma.isIn(line)) {
      return ';';
    }
    return line.indexOf(',') >= 0 ? ',' : '\t';
  }

  /**
   * The fields of the current row, without their quotes.
   *
   * @throws InputException if a quote is not closed
   */
  public List<String> fields() {
    return row.orElseThrow().all();
  }

  /** The number in a field of this table, or NaN if it is none. */
  public double number(String field) {
    try {
      return Double.parseDouble(DecimalComma.toPoint(field, row.orElseThrow().separator()));
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  /** The text of the current row. */
  public String text() {
    return lines.text();
  }

  /**
   * An error that names the file and the current row; {@code what} says what is wrong and what to
   * do.
   */
  public InputException error(String what) {
    return lines.error(what);
  }

  @Override
  public void close() {
    lines.close();
  }
}
