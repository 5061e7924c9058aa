package org.samap.core.homology.graph;

import java.nio.charset.StandardCharsets;

/** Reads decimal numbers from bytes. */
public final class Decimals {
  private static final long EXACT = 1L << 53;
  private static final double[] POWERS = new double[290];

  static {
    for (int e = 0; e < POWERS.length; e++) {
      POWERS[e] = Double.parseDouble("1e" + e);
    }
  }

  private Decimals() {}

  /**
   * Reads the number in {@code b[from, to)}, which can have spaces around it. Returns NaN for
   * anything but digits with an optional sign, point and exponent. The result is the nearest double
   * for up to 15 digits with the point at most 22 places away; otherwise it can be the second
   * nearest.
   */
  public static double parse(byte[] b, int from, int to) {
    int i = from;
    int end = to;
    while (i < end && b[i] == ' ') {
      i++;
    }
    while (i < end && b[end - 1] == ' ') {
      end--;
    }
    int first = i;
    boolean negative = i < end && b[i] == '-';
    if (i < end && (b[i] == '-' || b[i] == '+')) {
      i++;
    }
    long mantissa = 0;
    int digits = 0;
    int scale = 0;
    boolean point = false;
    for (; i < end; i++) {
      int d = b[i] - '0';
      if (d >= 0 && d <= 9) {
        mantissa = mantissa < EXACT ? mantissa * 10 + d : mantissa;
        digits++;
        scale -= point ? 1 : 0;
      } else if (b[i] == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return Double.NaN;
    }
    if (i < end && (b[i] | 0x20) == 'e') {
      int e = exponent(b, i + 1, end);
      if (e == Integer.MIN_VALUE) {
        return Double.NaN;
      }
      scale += e;
    } else if (i < end) {
      return Double.NaN;
    }
    if (mantissa < EXACT && Math.abs(scale) < POWERS.length) {
      // Up to 10^22 both factors are exact, so one rounding gives the nearest double (Clinger
      // 1990); a larger power is itself rounded, which is too little to matter for a threshold on
      // E-values.
      double value = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
      return negative ? -value : value;
    }
    return Double.parseDouble(new String(b, first, end - first, StandardCharsets.US_ASCII));
  }

  /** Reads a whole number with an optional sign, limited to 99999; MIN_VALUE if it is not one. */
  private static int exponent(byte[] b, int from, int to) {
    int i = from;
    boolean negative = i < to && b[i] == '-';
    if (i < to && (b[i] == '-' || b[i] == '+')) {
      i++;
    }
    if (i == to) {
      return Integer.MIN_VALUE;
    }
    int e = 0;
    for (; i < to; i++) {
      int d = b[i] - '0';
      if (d < 0 || d > 9) {
        return Integer.MIN_VALUE;
      }
      e = Math.min(99_999, e * 10 + d);
    }
    return negative ? -e : e;
  }
}
