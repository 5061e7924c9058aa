package org.samap.core.analysis.confidence;

/** How confident forced matches can be. */
final class ForcedMatches {
  /** At most 5 % of forced matches reach this. */
  static final double REAL = 0.72;

  private ForcedMatches() {}
}
