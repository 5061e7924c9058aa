package org.samap.core.analysis.statistics;

/**
 * The logarithm of the gamma function and its first two derivatives, for x above 0. An argument
 * below {@value #LARGE} is raised by the recurrences; then the first terms of the asymptotic series
 * (Stirling) are exact to about 1e-14.
 */
final class Gammas {
  private static final double LARGE = 12;
  private static final double HALF_LN_2_PI = 0.5 * StrictMath.log(2 * Math.PI);

  private Gammas() {}

  /** ln Gamma(x). */
  static double logGamma(double x) {
    double product = 1;
    for (; x < LARGE; x++) {
      product *= x;
    }
    double z = 1 / (x * x);
    double series = (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680)))) / x;
    return (x - 0.5) * StrictMath.log(x) - x + HALF_LN_2_PI + series - StrictMath.log(product);
  }

  /** The derivative of ln Gamma. */
  static double digamma(double x) {
    double sum = 0;
    for (; x < LARGE; x++) {
      sum -= 1 / x;
    }
    double z = 1 / (x * x);
    double series =
        z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132)))));
    return sum + StrictMath.log(x) - 0.5 / x - series;
  }

  /** The second derivative of ln Gamma, which falls from infinity to 0. */
  static double trigamma(double x) {
    double sum = 0;
    for (; x < LARGE; x++) {
      sum += 1 / (x * x);
    }
    double z = 1 / (x * x);
    double series = z * (1.0 / 6 - z * (1.0 / 30 - z * (1.0 / 42 - z * (1.0 / 30))));
    return sum + (1 + 0.5 / x + series) / x;
  }

  /** The x with a given {@link #trigamma}, by bisection of its logarithm. */
  static double inverseTrigamma(double value) {
    double low = -40;
    double high = 40;
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      if (trigamma(StrictMath.exp(middle)) > value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return StrictMath.exp((low + high) / 2);
  }
}
