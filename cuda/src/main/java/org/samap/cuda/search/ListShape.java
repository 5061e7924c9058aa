package org.samap.cuda.search;

/**
 * The lists of candidates of a search.
 *
 * <p>The positions of a piece are compared strip by strip, and the limits of the lists rise between
 * strips ({@link Strips}). Positions are in random order. So a strip of three times as many points
 * as a list has seen brings on average 3 x kept better ones, with a variance of 12 x kept. A list
 * has room for these and 8 standard deviations more. A list that is too short all the same makes
 * its query fail the proof, nothing worse.
 *
 * @param wanted the neighbours that each query needs
 * @param kept the candidates that a list is cut down to
 * @param capacity the candidates that a list has room for
 */
record ListShape(int wanted, int kept, int capacity) {
  /** The most candidates that kernels can keep. */
  static final int MOST_KEPT = 512;

  /** For a side that looks for nothing. */
  static final ListShape NONE = new ListShape(0, 0, 0);

  /**
   * @param wanted the neighbours that a query needs in all
   * @param others the points that a query is compared with
   */
  static ListShape of(int wanted, int others) {
    int least = Math.min(wanted, others);
    int kept = kept(wanted, others);
    int room = Math.max(Strips.FIRST, (int) Math.ceil(3 * kept + 8 * Math.sqrt(12.0 * kept)));
    return new ListShape(least, kept, Math.min(others, kept + room));
  }

  /** Somewhat more than wanted, as float32 orders rows differently from float64. */
  static int kept(int wanted, int others) {
    return (int) Math.min(others, wanted + wanted / 2 + 8L);
  }

  /** Whether a side looks for neighbours. */
  boolean isUsed() {
    return wanted > 0;
  }
}
