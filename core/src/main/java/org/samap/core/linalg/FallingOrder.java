package org.samap.core.linalg;

import java.util.Arrays;

/** The positions of values from the largest to the smallest; equal values keep their order. */
public final class FallingOrder {
  private FallingOrder() {}

  /** A merge sort without boxing; O(n log n). */
  public static int[] of(double[] values) {
    int n = values.length;
    int[] from = new int[n];
    Arrays.setAll(from, i -> i);
    int[] to = new int[n];
    for (int run = 1; run < n; run *= 2) {
      for (int start = 0; start < n; start += 2 * run) {
        merge(values, from, to, start, Math.min(n, start + run), Math.min(n, start + 2 * run));
      }
      int[] swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  }

  /** Merges the sorted runs [start, middle) and [middle, end). */
  private static void merge(double[] values, int[] from, int[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int at = start; at < end; at++) {
      boolean takesLeft =
          left < middle && (right == end || values[from[left]] >= values[from[right]]);
      to[at] = takesLeft ? from[left++] : from[right++];
    }
  }
}
