package org.samap.core.anndata.formats;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.samap.core.io.TextLines;
import org.samap.core.run.InputException;

/**
 * The entries of a Matrix Market file of coordinates, one after the other: integer, real or pattern
 * (every value is 1). Every line is checked, and that there are as many entries as the header
 * tells.
 */
final class CoordinateLines implements AutoCloseable {
  private static final Set<String> FIELDS = Set.of("integer", "real", "double", "pattern");

  /** Digits of a number that a float holds as they are read. */
  private static final int EXACT_DIGITS = 7;

  private final TextLines lines;
  private final boolean pattern;
  private final long rows;
  private final long columns;
  private final long entries;

  private long read;
  private int at;
  private int row;
  private int column;
  private float value;

  private CoordinateLines(TextLines lines) {
    this.lines = lines;
    this.pattern = banner(lines);
    do {
      if (!lines.next()) {
        throw lines.error(
            "the file ends before the size of the matrix; download or write it again");
      }
    } while (lines.bytes()[lines.start()] == '%');
    at = lines.start();
    rows = number("the number of rows");
    columns = number("the number of columns");
    entries = number("the number of entries");
    requireLineEnd();
    if (rows > Integer.MAX_VALUE || columns > Integer.MAX_VALUE) {
      throw lines.error(
          "the matrix has %d x %d places, which is too many".formatted(rows, columns));
    }
  }

  /**
   * Reads the header.
   *
   * @throws InputException if it is not one of a matrix that is read
   */
  static CoordinateLines open(Path file) {
    TextLines lines = TextLines.open(file);
    try {
      return new CoordinateLines(lines);
    } catch (RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /** Whether all values are 1. */
  private static boolean banner(TextLines lines) {
    String[] words =
        lines.next() ? lines.text().strip().toLowerCase(Locale.ROOT).split("\\s+") : new String[0];
    if (words.length != 5 || !words[0].equals("%%matrixmarket") || !words[1].equals("matrix")) {
      throw lines.error(
          "is no header of a matrix; write %%MatrixMarket matrix coordinate integer general");
    }
    if (!words[2].equals("coordinate")) {
      throw lines.error("the format is '%s'; write it as coordinate".formatted(words[2]));
    }
    if (!FIELDS.contains(words[3])) {
      throw lines.error("the values are '%s'; write integer, real or pattern".formatted(words[3]));
    }
    if (!words[4].equals("general")) {
      throw lines.error(
          "the matrix is '%s', which counts of genes in cells are not; write it as general"
              .formatted(words[4]));
    }
    return words[3].equals("pattern");
  }

  long rows() {
    return rows;
  }

  long columns() {
    return columns;
  }

  long entries() {
    return entries;
  }

  /** Moves to the next entry; false after the last. */
  boolean next() {
    boolean more = lines.next();
    if (more != read < entries) {
      throw more
          ? lines.error(
              "the header tells %d entries, but there are more; write it again".formatted(entries))
          : lines.error(
              "the file ends after %d of %d entries; download or write it again"
                  .formatted(read, entries));
    }
    if (!more) {
      return false;
    }
    read++;
    at = lines.start();
    row = place("row", rows);
    column = place("column", columns);
    value = pattern ? 1 : number();
    requireLineEnd();
    return true;
  }

  /** The row of the current entry, from 0. */
  int row() {
    return row;
  }

  int column() {
    return column;
  }

  float value() {
    return value;
  }

  InputException error(String what) {
    return lines.error(what);
  }

  @Override
  public void close() {
    lines.close();
  }

  private int place(String axis, long length) {
    long place = number("the " + axis);
    if (place < 1 || place > length) {
      throw lines.error(
          "the %s is %d, but goes from 1 to %d; write the file again"
              .formatted(axis, place, length));
    }
    return (int) (place - 1);
  }

  private long number(String what) {
    skipBlanks();
    long number = 0;
    int from = at;
    byte[] bytes = lines.bytes();
    for (; at < lines.end() && bytes[at] >= '0' && bytes[at] <= '9' && at - from < 18; at++) {
      number = 10 * number + bytes[at] - '0';
    }
    if (at == from || (at < lines.end() && !isBlank(bytes[at]))) {
      throw lines.error("%s is missing or not a whole number in '%s'".formatted(what, text()));
    }
    return number;
  }

  private void requireLineEnd() {
    skipBlanks();
    if (at < lines.end()) {
      throw lines.error("more follows than belongs to an entry: '%s'".formatted(text()));
    }
  }

  private String text() {
    return lines.text(lines.start(), Math.min(lines.end(), lines.start() + 80));
  }

  private void skipBlanks() {
    while (at < lines.end() && isBlank(lines.bytes()[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private float number() {
    skipBlanks();
    int from = at;
    int number = 0;
    byte[] bytes = lines.bytes();
    while (at < lines.end() && bytes[at] >= '0' && bytes[at] <= '9' && at - from < EXACT_DIGITS) {
      number = 10 * number + bytes[at++] - '0';
    }
    if (at > from && (at == lines.end() || isBlank(bytes[at]))) {
      return number;
    }
    while (at < lines.end() && !isBlank(bytes[at])) {
      at++;
    }
    String text = lines.text(from, at);
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw lines.error("the value is '%s', not a number".formatted(text));
    }
  }
}
