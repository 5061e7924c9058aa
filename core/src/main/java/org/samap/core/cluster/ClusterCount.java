package org.samap.core.cluster;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * {@link Leiden}'s clusters at the resolution that gives a wanted number of clusters. The number
 * grows with the resolution, but sometimes steps back, and can jump over a value. The search
 * narrows the resolution down between one that gives too few clusters and one that gives too many.
 * It stops at the wanted number. If no resolution gives that, it keeps the nearest number (of
 * equally near ones the smaller, then the first found).
 *
 * <p>Clusters are connected, so there are never fewer than the graph has connected parts. Takes at
 * most {@value #MOST_SEARCHES} searches, usually 3 to 10.
 *
 * @param clusters the clusters of the nearest number
 * @param resolution the resolution that gave them
 */
public record ClusterCount(Clusters clusters, double resolution) {
  private static final int MOST_SEARCHES = 40;

  /** Resolutions beyond this, or below 1 / this, change nothing in any graph of cells. */
  private static final double EXTREME = 1e9;

  /** Two resolutions nearer than this are the same. */
  private static final double NARROW = 1e-9;

  /**
   * @param connectivities as for {@link Leiden#cluster}
   * @param wanted the number of clusters, at least 1
   * @param params their resolution is where the search begins
   * @param phase counts the searches
   */
  public static ClusterCount nearest(
      SparseMatrix connectivities,
      int wanted,
      LeidenParams params,
      Workers workers,
      Progress.Phase phase) {
    if (wanted < 1) {
      throw new IllegalArgumentException(wanted + " clusters");
    }
    Search search = new Search(wanted);
    double resolution = params.resolution();
    for (int i = 0; i < MOST_SEARCHES; i++) {
      Clusters found = Leiden.cluster(connectivities, params.withResolution(resolution), workers);
      search.add(new ClusterCount(found, resolution));
      phase.advance(1);
      if (search.isOver()) {
        break;
      }
      resolution = search.next();
    }
    return search.best();
  }

  /** What is known so far: logarithms of resolutions and of numbers of clusters. */
  private static final class Search {
    private final int wanted;
    private ClusterCount[] found = new ClusterCount[0];
    private double low = Double.NEGATIVE_INFINITY;
    private double lowCount;
    private double high = Double.POSITIVE_INFINITY;
    private double highCount;
    private int sameSide;

    Search(int wanted) {
      this.wanted = wanted;
    }

    void add(ClusterCount one) {
      found = Arrays.copyOf(found, found.length + 1);
      found[found.length - 1] = one;
      double at = StrictMath.log(one.resolution);
      double count = StrictMath.log(Math.max(1, one.clusters.count()));
      if (one.clusters.count() < wanted) {
        low = at;
        lowCount = count;
        sameSide = Math.min(sameSide, 0) - 1;
      } else {
        high = at;
        highCount = count;
        sameSide = Math.max(sameSide, 0) + 1;
      }
    }

    ClusterCount best() {
      ClusterCount best = found[0];
      for (ClusterCount one : found) {
        int off = Math.abs(one.clusters.count() - wanted);
        int bestOff = Math.abs(best.clusters.count() - wanted);
        boolean fewer = one.clusters.count() < best.clusters.count();
        best = off < bestOff || (off == bestOff && fewer) ? one : best;
      }
      return best;
    }

    boolean isOver() {
      return best().clusters.count() == wanted
          || high - low < NARROW
          || (Double.isInfinite(low) && high <= -StrictMath.log(EXTREME))
          || (Double.isInfinite(high) && low >= StrictMath.log(EXTREME));
    }

    /**
     * The resolution that would give the wanted number if the number were a power of the resolution
     * between the two ends; the middle if one end stays put.
     */
    double next() {
      if (Double.isInfinite(low)) {
        return StrictMath.exp(high - step());
      }
      if (Double.isInfinite(high)) {
        return StrictMath.exp(low + step());
      }
      double share =
          highCount > lowCount && Math.abs(sameSide) < 3
              ? (StrictMath.log(wanted) - lowCount) / (highCount - lowCount)
              : 0.5;
      return StrictMath.exp(low + Math.clamp(share, 0.05, 0.95) * (high - low));
    }

    /** Steps of growing length while there is only one end. */
    private double step() {
      return StrictMath.log(2) * Math.abs(sameSide);
    }
  }
}
