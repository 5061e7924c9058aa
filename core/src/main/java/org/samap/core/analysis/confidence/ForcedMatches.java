package org.samap.core.analysis.confidence;

import org.samap.core.analysis.UnitInterval;

/**
 * How confident forced matches can be: matches of types without a counterpart, over simulated
 * species and 14 kinds of stress (thin counts, few cells, few or wrong links, one type that makes
 * up most cells). They are the simulations that the rule was chosen on: on other data about twice
 * as many forced matches are that confident, as {@code docs/analysis.md} tells.
 */
public final class ForcedMatches {
  /** The confidence that {@value #RATE_OF_REAL} of the forced matches reach. */
  public static final double REAL = 0.75;

  private static final double RATE_OF_REAL = 0.05;

  /** Rising shares of forced matches, and the confidence that they reach. */
  private static final double[] SHARES = {0, 0.01, 0.02, RATE_OF_REAL, 0.1, 0.2, 0.5, 1};

  private static final double[] CONFIDENCES = {1, 0.78, 0.765, REAL, 0.69, 0.64, 0.41, 0};

  private ForcedMatches() {}

  /**
   * The confidence that a share of forced matches reaches, linear between the measured ones.
   *
   * @param share from 0 to 1, named {@code max_error} in the message
   */
  public static double confidence(double share) {
    UnitInterval.check("max_error", share, 0);
    int above = 1;
    while (SHARES[above] < share) {
      above++;
    }
    double part = (share - SHARES[above - 1]) / (SHARES[above] - SHARES[above - 1]);
    return CONFIDENCES[above - 1] + part * (CONFIDENCES[above] - CONFIDENCES[above - 1]);
  }
}
