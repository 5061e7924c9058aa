package org.samap.core.io;

/** Numbers as spreadsheets write them where a comma, not a point, stands before the decimals. */
public final class DecimalComma {
  /** What separates the columns of tables with such numbers. */
  private static final char SEPARATOR = ';';

  private DecimalComma() {}

  /** A number with a point, if it stands between semicolons; other text stays as it is. */
  public static String toPoint(String number, char separator) {
    return separator == SEPARATOR ? number.replace(',', '.') : number;
  }

  /** Whether a row has columns between semicolons, and no comma but between digits. */
  static boolean isIn(String row) {
    return row.indexOf(SEPARATOR) >= 0
        && row.replaceAll("(?<=[0-9]),(?=[0-9])", ".").indexOf(',') < 0;
  }
}
