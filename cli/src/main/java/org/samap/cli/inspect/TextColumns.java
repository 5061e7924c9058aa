package org.samap.cli.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table for people: columns aligned, numbers to the right, the last column as it comes. */
final class TextColumns {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] right;

  /** The title of each column; one that begins with {@code >} is of numbers. */
  TextColumns(String... titles) {
    right = new boolean[titles.length];
    String[] plain = new String[titles.length];
    for (int c = 0; c < titles.length; c++) {
      right[c] = titles[c].startsWith(">");
      plain[c] = right[c] ? titles[c].substring(1) : titles[c];
    }
    rows.add(plain);
  }

  /** A row, with a cell for each column. */
  TextColumns row(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(cells.length + " cells for " + right.length + " columns");
    }
    rows.add(cells.clone());
    return this;
  }

  List<String> lines() {
    int[] widths = new int[right.length];
    rows.forEach(row -> Arrays.setAll(widths, c -> Math.max(widths[c], row[c].length())));
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < row.length; c++) {
      String fill = " ".repeat(widths[c] - row[c].length());
      line.append(c == 0 ? "" : GAP);
      line.append(right[c] ? fill + row[c] : row[c] + fill);
    }
    return line.toString().stripTrailing();
  }
}
