package org.samap.core.engine.cpu;

/** Numbers up to 1 as whole numbers in units of 2^-30, so that sums are exact in any order. */
public final class WholeUnits {
  /** The units in 1. */
  public static final int ONE = 1 << 30;

  private WholeUnits() {}

  public static int of(double value) {
    return (int) Math.rint(value * ONE);
  }

  /** The limit that values must reach to count; values of 0 never do. */
  public static int limit(double least) {
    return Math.max(1, of(least));
  }
}
