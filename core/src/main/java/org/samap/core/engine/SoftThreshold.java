package org.samap.core.engine;

/** The soft threshold that SAMap puts on relative weights. */
public final class SoftThreshold {
  private SoftThreshold() {}

  /** c + (1 - c) tanh(a (x - c)): 1 stays nearly 1, values under the centre c fall off. */
  public static double tanhScale(double x, double a, double c) {
    return c + (1 - c) * StrictMath.tanh(a * (x - c));
  }
}
