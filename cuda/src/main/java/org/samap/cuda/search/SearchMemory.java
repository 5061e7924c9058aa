package org.samap.cuda.search;

/**
 * The memory of a device that a search takes with all of its rows there at once, but for the
 * queries of a search in clusters, which come in blocks.
 *
 * @param columns of the rows
 * @param neighbors that each row looks for
 */
public record SearchMemory(int columns, int neighbors) {
  /** The share of the clusters that a query is taken to be compared with. */
  private static final double PROBED = 0.05;

  /** The bytes of a search of rows among themselves. */
  public double within(double rows) {
    return isExact(rows, rows) ? rows * full() : inClusters(rows, rows);
  }

  /** The bytes of a search of two sides in each other. */
  public double between(double a, double b) {
    return isExact(a, b) ? (a + b) * full() : Math.max(inClusters(a, b), inClusters(b, a));
  }

  private static boolean isExact(double a, double b) {
    return a * b <= DeviceNeighbors.MOST_EXACT_PAIRS;
  }

  private double inClusters(double queries, double points) {
    double clusters = 4 * Math.sqrt(points);
    double block = Math.min(queries, ClusterSearch.MOST_QUERIES);
    return points * SearchSide.bytesOfRow(columns, ListShape.NONE)
        + block * (full() + ClusterRounds.bytesOfQuery((int) (PROBED * clusters)))
        + ClusterRanks.bytes(columns, clusters);
  }

  /** The bytes of a row with its candidates. */
  private double full() {
    return SearchSide.bytesOfRow(columns, ListShape.of(neighbors, Integer.MAX_VALUE));
  }
}
