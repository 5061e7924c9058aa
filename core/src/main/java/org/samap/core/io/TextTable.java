package org.samap.core.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samap.core.run.InputException;

/**
 * A table that a user gives, row by row: columns between tabs, or commas or semicolons where the
 * first row has no tab; fields may be in double quotes, in which two stand for one. Plain or gzip,
 * as {@link TextLines} reads it; blank lines and lines that begin with {@code #} are passed over.
 */
public final class TextTable implements AutoCloseable {
  /** What stands for bytes that are no character. */
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
      delimiter =
          line.indexOf('\t') >= 0
              ? '\t'
              : line.indexOf(',') >= 0 ? ',' : line.indexOf(';') >= 0 ? ';' : '\t';
    }
    return more;
  }

  /**
   * The fields of the current row, without their quotes.
   *
   * @throws InputException if a quote is not closed
   */
  public List<String> fields() {
    String line = lines.text();
    if (line.indexOf(UNREADABLE) >= 0) {
      throw error("is no text in UTF-8; save it so");
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

  /** Adds the field after an opening quote; where the next begins. */
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

  /** The text of the current row. */
  public String text() {
    return lines.text();
  }

  /** What is wrong with the current row, and what to do. */
  public InputException error(String what) {
    return lines.error(what);
  }

  @Override
  public void close() {
    lines.close();
  }
}
