package org.samap.cuda.links;

import org.samap.core.engine.Agreement;
import org.samap.core.engine.GeneEdges;
import org.samap.core.run.InOrder;

/**
 * Means, and squares and products about them, over the cells of each species. Segments are joined
 * as Chan, Golub and LeVeque (1979) do, so nothing is lost where a mean is large beside the
 * variance.
 *
 * <p>Memory: 16 bytes a gene and species, and 16 an edge.
 */
final class PearsonSums {
  private final LinkedGenes genes;
  private final double[] cells;
  private final double[][] mean;
  private final double[][] squares;

  /** For each edge, over the cells of the earlier and of the later species. */
  private final double[][] products;

  private final InOrder<SegmentSums> segments = new InOrder<>(this::join);

  /** Whether a device has failed, so that the others need not go on. */
  private volatile boolean stopped;

  PearsonSums(LinkedGenes genes) {
    int species = genes.axis().species();
    this.genes = genes;
    this.cells = new double[species];
    this.mean = new double[species][genes.total()];
    this.squares = new double[species][genes.total()];
    this.products = new double[2][genes.edges()];
  }

  /**
   * Joins segments in their order, whichever device is done first.
   *
   * @param index of the segment
   */
  void add(int index, SegmentSums sums) {
    segments.add(index, sums);
  }

  /** Asks for no more segments. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  private void join(SegmentSums sums) {
    int s = sums.segment().species();
    double n = cells[s];
    double more = sums.segment().cells();
    double share = more / (n + more);
    double[] difference = new double[genes.total()];
    for (int g = 0; g < difference.length; g++) {
      difference[g] = sums.mean()[g] - mean[s][g];
      mean[s][g] += difference[g] * share;
      squares[s][g] += sums.squares()[g] + difference[g] * difference[g] * (n * share);
    }
    for (GeneEdges.Pair pair : genes.pairs()) {
      if (pair.a() == s || pair.b() == s) {
        double[] of = products[pair.a() == s ? 0 : 1];
        for (int e = pair.from(); e < pair.to(); e++) {
          of[e] +=
              sums.products()[e]
                  + difference[genes.first()[e]] * difference[genes.second()[e]] * (n * share);
        }
      }
    }
    cells[s] += more;
  }

  /** The correlation of every edge over the cells of its two species. */
  double[] correlations() {
    double[] r = new double[genes.edges()];
    for (GeneEdges.Pair pair : genes.pairs()) {
      for (int e = pair.from(); e < pair.to(); e++) {
        r[e] = correlation(pair, e);
      }
    }
    return r;
  }

  private double correlation(GeneEdges.Pair pair, int e) {
    int a = pair.a();
    int b = pair.b();
    int g = genes.first()[e];
    int h = genes.second()[e];
    double n = cells[a] + cells[b];
    double factor = cells[a] * (cells[b] / n);
    double differenceG = mean[b][g] - mean[a][g];
    double differenceH = mean[b][h] - mean[a][h];
    double meanG = mean[a][g] + differenceG * (cells[b] / n);
    double meanH = mean[a][h] + differenceH * (cells[b] / n);
    double varianceG = (squares[a][g] + squares[b][g] + differenceG * differenceG * factor) / n;
    double varianceH = (squares[a][h] + squares[b][h] + differenceH * differenceH * factor) / n;
    double covariance = (products[0][e] + products[1][e] + differenceG * differenceH * factor) / n;
    return Agreement.pearson(
        covariance, varianceG, varianceG + meanG * meanG, varianceH, varianceH + meanH * meanH);
  }
}
