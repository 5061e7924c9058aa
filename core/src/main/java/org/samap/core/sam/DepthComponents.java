package org.samap.core.sam;

import java.util.stream.IntStream;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;

/**
 * Finds the components that tell how deeply cells were sequenced, not what they are: those whose
 * Pearson correlation with the logarithm of the depth is above 0.75 (Granja et al. 2021,
 * doi:10.1038/s41588-021-00790-6). In chromatin it is usually the first. If all are such, all are
 * kept.
 */
final class DepthComponents {
  private static final double CUTOFF = 0.75;

  private DepthComponents() {}

  /** The decomposition without these components. O(cells x components). */
  static Svd without(Svd svd, double[] depths) {
    int[] kept =
        IntStream.range(0, svd.scores().columns())
            .filter(c -> Math.abs(correlation(svd.scores(), c, depths)) <= CUTOFF)
            .toArray();
    if (kept.length == 0 || kept.length == svd.scores().columns()) {
      return svd;
    }
    CellMatrix scores = CellMatrix.zeros(svd.scores().rows(), kept.length);
    for (int r = 0; r < scores.rows(); r++) {
      for (int c = 0; c < kept.length; c++) {
        scores.set(r, c, svd.scores().get(r, kept[c]));
      }
    }
    FloatMatrix right = FloatMatrix.zeros(svd.right().rows(), kept.length);
    for (int r = 0; r < right.rows(); r++) {
      for (int c = 0; c < kept.length; c++) {
        right.values()[right.offset(r) + c] = svd.right().get(r, kept[c]);
      }
    }
    return new Svd(
        scores, IntStream.of(kept).mapToDouble(c -> svd.singularValues()[c]).toArray(), right);
  }

  /** Pearson's; 0 if one of the two is constant. */
  private static double correlation(CellMatrix scores, int column, double[] depths) {
    int n = depths.length;
    double meanX = 0;
    double meanY = 0;
    for (int r = 0; r < n; r++) {
      meanX += scores.get(r, column) / n;
      meanY += depths[r] / n;
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int r = 0; r < n; r++) {
      double x = scores.get(r, column) - meanX;
      double y = depths[r] - meanY;
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }
}
