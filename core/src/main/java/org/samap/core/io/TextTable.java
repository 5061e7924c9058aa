package org.samap.core.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samap.core.run.InputException;

/**
 * Reads a user's table row by row. Tabs separate the columns, or commas or semicolons if the first
 * row has no tab; between semicolons numbers may have a decimal comma. Fields can be in double
 * quotes; inside them, two quotes stand for one. Plain or gzip, as {@link TextLines} reads it;
 * blank lines and lines that begin with {@code #} are skipped.
 */
public final class TextTable implements AutoCloseable {
  /** The decoder's replacement for bytes that are not UTF-8. */
  private static final char UNREADABLE = '\uFFFD';

  private final TextLines lines;
  private char delimiter;

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
    boolean first = delimiter == 0;
    boolean more = lines.next();
    if (first && more) {
      String line = lines.text();
      delimiter = delimiter(line);
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
    String line = lines.text();
    if (line.indexOf(UNREADABLE) >= 0) {
      throw error("is not UTF-8 text; save it as UTF-8");
    }
    List<String> fields = new ArrayList<>();
    for (int at = 0; at <= line.length(); ) {
      if (at < line.length() && line.charAt(at) == '"') {
        at = quoted(line, at + 1, fields);
      } else {
        int end = line.indexOf(delimiter, at);
        end = end < 0 ? line.length() : end;
        fields.add(line.substring(at, end));
        at = end + 1;
      }
    }
    return fields;
  }

  /** Adds the field after an opening quote; returns where the next field begins. */
  private int quoted(String line, int from, List<String> fields) {
    StringBuilder field = new StringBuilder();
    for (int at = from; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c != '"') {
        field.append(c);
      } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
        field.append(c);
        at++;
      } else if (at + 1 == line.length() || line.charAt(at + 1) == delimiter) {
        fields.add(field.toString());
        return at + 2;
      } else {
        break;
      }
    }
    throw error("a quote is not closed, or text follows it; write \"...\" around a whole field");
  }

  /** The number in a field of this table, or NaN if it is none. */
  public double number(String field) {
    try {
      return Double.parseDouble(DecimalComma.toPoint(field, delimiter));
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
