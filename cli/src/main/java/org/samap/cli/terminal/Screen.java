package org.samap.cli.terminal;

/**
 * Where progress is shown.
 *
 * @param terminal whether a line can be drawn over; else lines follow each other
 * @param columns of the terminal
 * @param quiet whether only warnings are told
 */
record Screen(boolean terminal, int columns, boolean quiet) {
  private static final int USUAL_COLUMNS = 80;

  /** What the launcher knows of standard error. */
  static Screen ofSystem(boolean quiet) {
    int columns = Integer.getInteger("samap.columns", USUAL_COLUMNS);
    return new Screen(
        Boolean.getBoolean("samap.terminal"), columns > 0 ? columns : USUAL_COLUMNS, quiet);
  }

  /** The text without what has no room in a line; the last column is left for the cursor. */
  String cut(String text) {
    return text.substring(0, Math.min(columns - 1, text.length()));
  }
}
