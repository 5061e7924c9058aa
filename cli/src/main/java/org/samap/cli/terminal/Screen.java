package org.samap.cli.terminal;

import java.util.List;

/**
 * Where progress is shown.
 *
 * @param terminal whether a line can be redrawn; otherwise lines follow each other
 * @param columns of the terminal
 * @param quiet whether only warnings are shown
 */
record Screen(boolean terminal, int columns, boolean quiet) {
  private static final int USUAL_COLUMNS = 80;

  /** The screen behind standard error, as the launcher describes it. */
  static Screen ofSystem(boolean quiet) {
    int columns = Integer.getInteger("samap.columns", USUAL_COLUMNS);
    return new Screen(
        Boolean.getBoolean("samap.terminal"), columns > 0 ? columns : USUAL_COLUMNS, quiet);
  }

  /** The first text that fits into a line, or else the beginning of the last. */
  String fitting(List<String> texts) {
    String shortest = texts.getLast();
    return texts.stream()
        .filter(text -> text.length() < columns) // the last column is left for the cursor
        .findFirst()
        .orElseGet(() -> shortest.substring(0, Math.min(columns - 1, shortest.length())));
  }
}
