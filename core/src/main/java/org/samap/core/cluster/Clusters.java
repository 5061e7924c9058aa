package org.samap.core.cluster;

import java.util.stream.IntStream;

/**
 * A partition of cells.
 *
 * @param labels the cluster of each cell, from 0 to count - 1: larger clusters first, equal ones by
 *     their lowest cell; none is empty
 * @param count the number of clusters
 * @param quality the modularity of the partition, at most 1
 */
public record Clusters(int[] labels, int count, double quality) {

  /** The number of cells of each cluster. */
  public int[] sizes() {
    int[] sizes = new int[count];
    for (int label : labels) {
      sizes[label]++;
    }
    return sizes;
  }

  /**
   * Numbers the groups of a partition as {@link #labels} are; takes any numbers from 0 to n - 1.
   */
  static int[] bySize(int[] partition) {
    int n = partition.length;
    int[] size = new int[n];
    int[] lowest = new int[n];
    for (int cell = n - 1; cell >= 0; cell--) {
      size[partition[cell]]++;
      lowest[partition[cell]] = cell;
    }
    long[] order =
        IntStream.range(0, n)
            .filter(c -> size[c] > 0)
            .mapToLong(c -> ((long) (n - size[c]) << 32) | lowest[c])
            .sorted()
            .toArray();
    int[] rank = new int[n];
    for (int r = 0; r < order.length; r++) {
      rank[partition[(int) order[r]]] = r;
    }
    return IntStream.of(partition).map(c -> rank[c]).toArray();
  }
}
