package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.samap.core.matrix.CellMatrix;

/** The definition of a search, pair by pair in float64: the oracle of the fast ones. */
final class PlainSearch {
  private PlainSearch() {}

  @SuppressWarnings("ReferenceEquality") // only the same object is searched among itself
  static Neighbors search(Metric metric, CellMatrix queries, CellMatrix points, int k) {
    double[][] from = rows(metric, queries);
    double[][] to = rows(metric, points);
    int[] indices = new int[queries.rows() * k];
    float[] distances = new float[queries.rows() * k];
    for (int q = 0; q < queries.rows(); q++) {
      double[] d = new double[points.rows()];
      for (int p = 0; p < d.length; p++) {
        d[p] = distance(metric, from[q], to[p]);
      }
      if (queries == points) {
        d[q] = -1;
      }
      double[] sorted = d.clone();
      Arrays.sort(sorted);
      double farthest = k == 0 ? -1 : sorted[k - 1];
      int[] order =
          IntStream.range(0, points.rows())
              .filter(p -> d[p] <= farthest)
              .boxed()
              .sorted(Comparator.comparingDouble(p -> d[p]))
              .limit(k)
              .mapToInt(p -> p)
              .toArray();
      System.arraycopy(order, 0, indices, q * k, k);
      for (int i = 0; i < k; i++) {
        distances[q * k + i] = (float) Math.max(0, d[order[i]]);
      }
    }
    return new Neighbors(queries.rows(), k, indices, distances);
  }

  private static double distance(Metric metric, double[] x, double[] y) {
    double aa = 0;
    double bb = 0;
    double ab = 0;
    double squares = 0;
    for (int c = 0; c < x.length; c++) {
      aa += x[c] * x[c];
      bb += y[c] * y[c];
      ab += x[c] * y[c];
      squares += (x[c] - y[c]) * (x[c] - y[c]);
    }
    if (metric == Metric.EUCLIDEAN) {
      return Math.sqrt(squares);
    }
    return aa == 0 || bb == 0 ? 1 : Math.max(0, 1 - ab / Math.sqrt(aa * bb));
  }

  /** The rows, less their means where the metric says so. */
  private static double[][] rows(Metric metric, CellMatrix m) {
    double[][] rows = new double[m.rows()][m.columns()];
    for (int r = 0; r < rows.length; r++) {
      int row = r;
      Arrays.setAll(rows[r], c -> m.get(row, c));
      if (metric == Metric.CORRELATION) {
        centre(rows[r]);
      }
    }
    return rows;
  }

  private static void centre(double[] x) {
    double mean = Arrays.stream(x).sum() / x.length;
    Arrays.setAll(x, c -> x[c] - mean);
  }
}
