package org.samap.core.mapping;

/** The soft threshold that SAMap puts on relative weights. */
final class Scaling {
  private Scaling() {}

  /** c + (1 - c) tanh(a (x - c)): 1 stays nearly 1, values under the centre c fall off. */
  static double tanhScale(double x, double a, double c) {
    return c + (1 - c) * Math.tanh(a * (x - c));
  }
}
