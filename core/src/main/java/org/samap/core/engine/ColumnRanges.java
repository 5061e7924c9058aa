package org.samap.core.engine;

/**
 * Columns of a row in two ranges: [from, to) and then [from2, to2). The second range can be empty.
 */
public record ColumnRanges(int from, int to, int from2, int to2) {

  /** A single range. */
  public ColumnRanges(int from, int to) {
    this(from, to, to, to);
  }

  /** The number of columns of the first range. */
  public int first() {
    return to - from;
  }

  /** The number of columns of the second range. */
  public int second() {
    return to2 - from2;
  }

  /** The i-th column. */
  public int at(int i) {
    return i < first() ? from + i : from2 + i - first();
  }
}
