package org.samap.core.mapping;

import java.util.Arrays;
import org.samap.core.simd.Kernels;

/**
 * Sums over cells, few of which are added to: which groups of 64 places were touched is kept, and
 * only those are looked at and cleared. Not thread-safe. 8 bytes a place.
 */
final class CellSums {
  static final int GROUP = 64;

  private static final Kernels KERNELS = Kernels.best();

  private final double[] sums;
  private final boolean[] touched;
  private final int[] groups;
  private int count;

  CellSums(int places) {
    sums = new double[places];
    touched = new boolean[Math.ceilDiv(places, GROUP)];
    groups = new int[touched.length];
  }

  void add(int place, double value) {
    touch(place / GROUP);
    sums[place] += value;
  }

  /** Adds to the places {@code first + b} of all bits b that are set. */
  void addToBits(int first, long bits, double value) {
    touch(first / GROUP);
    touch(Math.min(first + GROUP - 1, sums.length - 1) / GROUP);
    KERNELS.addWhere(bits, value, sums, first);
  }

  private void touch(int group) {
    if (!touched[group]) {
      touched[group] = true;
      groups[count++] = group;
    }
  }

  double get(int place) {
    return sums[place];
  }

  /** The touched groups, rising: the first {@link #groupCount} of the array. */
  int[] sortedGroups() {
    Arrays.sort(groups, 0, count);
    return groups;
  }

  int groupCount() {
    return count;
  }

  /** The bits of those places of a group whose sum is at least so much. */
  long atLeast(double least, int group) {
    int first = group * GROUP;
    return KERNELS.atLeast(least, sums, first, groupEnd(group) - first);
  }

  private int groupEnd(int group) {
    return Math.min(sums.length, (group + 1) * GROUP);
  }

  void clear() {
    for (int g = 0; g < count; g++) {
      Arrays.fill(sums, groups[g] * GROUP, groupEnd(groups[g]), 0);
      touched[groups[g]] = false;
    }
    count = 0;
  }
}
