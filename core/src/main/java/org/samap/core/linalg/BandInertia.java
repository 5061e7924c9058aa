package org.samap.core.linalg;

import java.util.Arrays;

/**
 * Counts the eigenvalues of a symmetric band matrix above a shift, by the signs of the pivots of
 * Gaussian elimination (Sylvester's law of inertia). O(n bandwidth^2), so bisection finds a single
 * eigenvalue much faster than diagonalisation. Without row exchanges a count can be wrong near a
 * vanishing pivot, so counts only decide when to compute precisely.
 */
final class BandInertia {
  private final double[] upper;
  private final int bandwidth;

  /**
   * @param upper row r holds the entries (r, r) to (r, r + bandwidth - 1), 0 beyond the last column
   */
  BandInertia(double[] upper, int bandwidth) {
    this.upper = upper;
    this.bandwidth = bandwidth;
  }

  /** The number of eigenvalues of the leading n x n part above the shift. */
  int countAbove(double shift, int n) {
    // The rows of the band that are not yet eliminated; row r is at place r % bandwidth.
    double[][] window = new double[bandwidth][];
    int above = 0;
    for (int r = 0; r < Math.min(n, bandwidth); r++) {
      window[r] = row(r, shift);
    }
    for (int r = 0; r < n; r++) {
      double[] pivotRow = window[r % bandwidth];
      double pivot = pivotRow[0] == 0 ? -Double.MIN_NORMAL : pivotRow[0];
      above += pivot > 0 ? 1 : 0;
      for (int k = 1; k < bandwidth && r + k < n; k++) {
        double factor = pivotRow[k] / pivot;
        double[] target = window[(r + k) % bandwidth];
        subtract(factor, pivotRow, k, target);
      }
      if (r + bandwidth < n) {
        window[r % bandwidth] = row(r + bandwidth, shift);
      }
    }
    return above;
  }

  /** A separate method, because short methods that are called often are compiled early. */
  private static void subtract(double factor, double[] pivotRow, int from, double[] target) {
    for (int c = from; c < pivotRow.length; c++) {
      target[c - from] -= factor * pivotRow[c];
    }
  }

  private double[] row(int r, double shift) {
    double[] row = Arrays.copyOfRange(upper, r * bandwidth, (r + 1) * bandwidth);
    row[0] -= shift;
    return row;
  }

  /** The sum of the eigenvalues of the leading n x n part. */
  double trace(int n) {
    double sum = 0;
    for (int r = 0; r < n; r++) {
      sum += upper[r * bandwidth];
    }
    return sum;
  }

  /**
   * The {@code rank}-th largest eigenvalue (from 1) of the leading n x n part, approached from
   * below, if it is in [low, high].
   */
  double eigenvalue(int rank, int n, double low, double high, double relativeError) {
    double least = low;
    double most = high;
    while (most - least > relativeError * most && most > Double.MIN_NORMAL) {
      double middle = (least + most) / 2;
      if (countAbove(middle, n) >= rank) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return least;
  }
}
