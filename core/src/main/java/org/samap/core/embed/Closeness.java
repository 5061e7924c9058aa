package org.samap.core.embed;

/**
 * How close two points at distance d are in the layout: 1 / (1 + a d^(2b)), the smooth curve
 * nearest to "1 up to minDist, then exp(-(d - minDist) / spread)".
 */
record Closeness(double a, double b) {
  private static final int POINTS = 300;
  private static final int MAX_STEPS = 500;

  /**
   * Fits by least squares over 300 distances from 0 to 3 spread (Levenberg and Marquardt's method).
   * For the defaults 0.1 and 1: a = 1.577, b = 0.895.
   */
  static Closeness fit(double minDist, double spread) {
    Closeness best = new Closeness(1, 1);
    Residuals at = Residuals.of(best, minDist, spread);
    double damping = 1e-3;
    for (int step = 0; step < MAX_STEPS && damping < 1e12; step++) {
      double aa = at.aa * (1 + damping);
      double bb = at.bb * (1 + damping);
      double determinant = aa * bb - at.ab * at.ab;
      Closeness next =
          new Closeness(
              best.a + (bb * at.ar - at.ab * at.br) / determinant,
              best.b + (aa * at.br - at.ab * at.ar) / determinant);
      Residuals atNext = Residuals.of(next, minDist, spread);
      if (next.a > 0 && next.b > 0 && atNext.squares < at.squares) {
        best = next;
        at = atNext;
        damping /= 10;
      } else {
        damping *= 10;
      }
    }
    return best;
  }

  /** The pull between two points is this coefficient times their difference. */
  double attraction(double d2) {
    return -2 * a * b * StrictMath.pow(d2, b - 1) / (1 + a * StrictMath.pow(d2, b));
  }

  /** The push between two points is this coefficient times their difference. */
  double repulsion(double d2) {
    return 2 * b / ((0.001 + d2) * (1 + a * StrictMath.pow(d2, b)));
  }

  /**
   * The sums of a least-squares step.
   *
   * @param aa sum of the squared derivatives by a; ab and bb likewise
   * @param ar sum of the derivative by a times the residual; br likewise
   * @param squares sum of the squared residuals
   */
  private record Residuals(double aa, double ab, double bb, double ar, double br, double squares) {
    static Residuals of(Closeness c, double minDist, double spread) {
      double aa = 0;
      double ab = 0;
      double bb = 0;
      double ar = 0;
      double br = 0;
      double squares = 0;
      for (int i = 0; i < POINTS; i++) {
        double d = 3 * spread * i / (POINTS - 1);
        double target = d < minDist ? 1 : StrictMath.exp(-(d - minDist) / spread);
        double power = StrictMath.pow(d, 2 * c.b);
        double value = 1 / (1 + c.a * power);
        double byA = -power * value * value;
        double byB = d == 0 ? 0 : 2 * c.a * StrictMath.log(d) * byA;
        double residual = target - value;
        aa += byA * byA;
        ab += byA * byB;
        bb += byB * byB;
        ar += byA * residual;
        br += byB * residual;
        squares += residual * residual;
      }
      return new Residuals(aa, ab, bb, ar, br, squares);
    }
  }
}
