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
    int[] indices = new int[queries.rows() * k];
    float[] distances = new float[queries.rows() * k];
    for (int q = 0; q < queries.rows(); q++) {
      double[] d = new double[points.rows()];
      for (int p = 0; p < d.length; p++) {
        d[p] = distance(metric, queries, q, points, p);
      }
      if (queries == points) {
        d[q] = -1;
      }
      int[] order =
          IntStream.range(0, points.rows())
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

  private static double distance(Metric metric, CellMatrix a, int i, CellMatrix b, int j) {
    double[] x = row(a, i);
    double[] y = row(b, j);
    if (metric == Metric.CORRELATION) {
      centre(x);
      centre(y);
    }
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

  private static double[] row(CellMatrix m, int row) {
    double[] out = new double[m.columns()];
    Arrays.setAll(out, c -> m.get(row, c));
    return out;
  }

  private static void centre(double[] x) {
    double mean = Arrays.stream(x).sum() / x.length;
    Arrays.setAll(x, c -> x[c] - mean);
  }
}
