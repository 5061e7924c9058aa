package org.samap.core.cluster;

/**
 * One sum per group, of which only a few are not 0. Adding and clearing take time for the touched
 * groups only.
 */
final class GroupSums {
  private final double[] sum;
  private final int[] touched;
  private int size;

  GroupSums(int groups) {
    sum = new double[groups];
    touched = new int[groups];
  }

  /**
   * @param value above 0
   */
  void add(int group, double value) {
    double before = sum[group];
    if (before == 0) {
      touched[size++] = group;
    }
    sum[group] = before + value;
  }

  double get(int group) {
    return sum[group];
  }

  /** The number of groups added to since the last clear. */
  int size() {
    return size;
  }

  /** The groups added to, in the order of their first addition. */
  int group(int i) {
    return touched[i];
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      sum[touched[i]] = 0;
    }
    size = 0;
  }
}
