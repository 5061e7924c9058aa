package org.samap.core.analysis.statistics;

/**
 * The sign test: whether something holds for most of a population. Under the null hypothesis it
 * holds for each drawn member with a chance of at most one half, and then p is the chance that it
 * holds for at least as many of n members as were seen. Nothing else is assumed. Exact; p is at
 * least 2^-n, so five members are needed for a p below 0.05.
 *
 * <p>Dixon, Mood 1946, doi:10.1080/01621459.1946.10501898.
 */
public final class SignTest {
  private SignTest() {}

  /**
   * The one-sided p value; 1 without members.
   *
   * @param holds for how many members it holds
   * @param members how many there are
   */
  public static double p(int holds, int members) {
    if (holds < 0 || holds > members) {
      throw new IllegalArgumentException(holds + " of " + members);
    }
    return StudentT.upperTail(holds, members);
  }

  /** The smallest p that so many members can have. */
  public static double leastP(int members) {
    return StrictMath.pow(0.5, members);
  }
}
