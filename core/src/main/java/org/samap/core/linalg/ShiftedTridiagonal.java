package org.samap.core.linalg;

/**
 * T - shift for a symmetric tridiagonal T, factored by Gaussian elimination with row exchanges, so
 * that systems are solved in O(n). A tiny value replaces pivots of 0: if the shift is an
 * eigenvalue, its eigenvector then dominates the solution.
 */
final class ShiftedTridiagonal {
  private final int n;
  private final double[] pivot;
  private final double[] above;
  private final double[] secondAbove;
  private final double[] factor;
  private final boolean[] exchanged;

  /**
   * @param offDiagonal entry i couples rows i and i + 1
   * @param tiny the smallest pivot; the smallest normal number if 0
   */
  ShiftedTridiagonal(double[] diagonal, double[] offDiagonal, double shift, double tiny) {
    n = diagonal.length;
    pivot = new double[n];
    above = new double[n];
    secondAbove = new double[n];
    factor = new double[n];
    exchanged = new boolean[n];
    double least = Math.max(tiny, Double.MIN_NORMAL);
    double p = diagonal[0] - shift;
    double a = n > 1 ? offDiagonal[0] : 0;
    for (int i = 0; i + 1 < n; i++) {
      double below = offDiagonal[i];
      double nextPivot = diagonal[i + 1] - shift;
      double nextAbove = i + 2 < n ? offDiagonal[i + 1] : 0;
      exchanged[i] = Math.abs(below) > Math.abs(p);
      if (exchanged[i]) {
        pivot[i] = below;
        above[i] = nextPivot;
        secondAbove[i] = nextAbove;
        factor[i] = p / below;
        p = a - factor[i] * nextPivot;
        a = -factor[i] * nextAbove;
      } else {
        pivot[i] = atLeast(p, least);
        above[i] = a;
        factor[i] = below / pivot[i];
        p = nextPivot - factor[i] * a;
        a = nextAbove;
      }
    }
    pivot[n - 1] = atLeast(p, least);
  }

  private static double atLeast(double p, double least) {
    return Math.abs(p) >= least ? p : least;
  }

  /** Replaces the right-hand side x by the solution. */
  void solve(double[] x) {
    for (int i = 0; i + 1 < n; i++) {
      if (exchanged[i]) {
        double upper = x[i];
        x[i] = x[i + 1];
        x[i + 1] = upper - factor[i] * x[i];
      } else {
        x[i + 1] -= factor[i] * x[i];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      if (i + 1 < n) {
        sum -= above[i] * x[i + 1];
      }
      if (i + 2 < n) {
        sum -= secondAbove[i] * x[i + 2];
      }
      x[i] = sum / pivot[i];
    }
  }
}
