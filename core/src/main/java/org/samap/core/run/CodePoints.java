package org.samap.core.run;

/** Orders text by code point. */
public final class CodePoints {
  private CodePoints() {}

  /**
   * Returns a negative number, 0 or a positive number if {@code a} comes before, with or after
   * {@code b}.
   */
  public static int compare(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // A surrogate is part of a code point above all those that one char can hold.
        boolean high = Character.isSurrogate(x);
        return high == Character.isSurrogate(y) ? Character.compare(x, y) : high ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
