package org.samap.core.io;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of the lines of a table, between separators; fields may be in double quotes, in which
 * two stand for one.
 */
public final class TableFields {
  private static final byte[] SEPARATORS = {'\t', ',', ';', ' '};

  /** What stands for bytes that are no character. */
  private static final char UNREADABLE = '\uFFFD';

  /** Digits of a number that a float holds as they are read. */
  private static final int EXACT_DIGITS = 7;

  private final TextLines lines;
  private final byte separator;
  private int at;

  private TableFields(TextLines lines, byte separator) {
    this.lines = lines;
    this.separator = separator;
    begin();
  }

  static TableFields of(TextLines lines, char separator) {
    return new TableFields(lines, (byte) separator);
  }

  /** Fields between tabs, commas, semicolons or blanks, whichever the current line has. */
  public static TableFields detect(TextLines lines) {
    for (byte separator : SEPARATORS) {
      for (int p = lines.start(); p < lines.end(); p++) {
        if (lines.bytes()[p] == separator) {
          return new TableFields(lines, separator);
        }
      }
    }
    return new TableFields(lines, SEPARATORS[0]);
  }

  /** Goes to the first field of the current line. */
  public void begin() {
    at = lines.start();
    skipBlanks();
  }

  /** Whether there is a field more; an empty one counts. */
  public boolean hasNext() {
    return separator == ' ' ? at < lines.end() : at <= lines.end();
  }

  /** All fields of the current line. */
  public List<String> all() {
    List<String> all = new ArrayList<>();
    begin();
    while (hasNext()) {
      all.add(text());
    }
    return all;
  }

  /** How many there are in the current line. Stays where it is. */
  public int count() {
    int here = at;
    int count = all().size();
    at = here;
    return count;
  }

  public char separator() {
    return (char) separator;
  }

  /**
   * The next field if it is a whole number of few digits, such as 12 or 12.0; else -1, and it is
   * still the next.
   */
  public int wholeNumber() {
    byte[] bytes = lines.bytes();
    int number = 0;
    int p = at;
    while (p < lines.end() && bytes[p] >= '0' && bytes[p] <= '9' && p - at < EXACT_DIGITS) {
      number = 10 * number + bytes[p++] - '0';
    }
    if (p == at) {
      return -1;
    }
    if (p < lines.end() && bytes[p] == '.') {
      do {
        p++;
      } while (p < lines.end() && bytes[p] == '0');
    }
    if (p < lines.end() && bytes[p] != separator) {
      return -1;
    }
    pass(p);
    return number;
  }

  /** The next field as text. */
  public String text() {
    if (at < lines.end() && lines.bytes()[at] == '"') {
      return quoted();
    }
    int end = at;
    while (end < lines.end() && lines.bytes()[end] != separator) {
      end++;
    }
    String text = decoded(at, end);
    pass(end);
    return text;
  }

  private String quoted() {
    byte[] bytes = lines.bytes();
    int end = at + 1;
    while (end < lines.end()
        && (bytes[end] != '"' || (end + 1 < lines.end() && bytes[end + 1] == '"'))) {
      end += bytes[end] == '"' ? 2 : 1;
    }
    if (end >= lines.end() || (end + 1 < lines.end() && bytes[end + 1] != separator)) {
      throw lines.error(
          "a quote is not closed, or text follows it; write \"...\" around a whole field");
    }
    String text = decoded(at + 1, end).replace("\"\"", "\"");
    pass(end + 1);
    return text;
  }

  private String decoded(int from, int to) {
    String text = lines.text(from, to);
    if (text.indexOf(UNREADABLE) >= 0) {
      throw lines.error("is not UTF-8 text; save it as UTF-8");
    }
    return text;
  }

  /** Goes on behind the separator at the end of a field. */
  private void pass(int end) {
    at = end + 1;
    skipBlanks();
  }

  private void skipBlanks() {
    while (separator == ' ' && at < lines.end() && lines.bytes()[at] == ' ') {
      at++;
    }
  }
}
