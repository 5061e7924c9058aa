package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Workers;

/**
 * Finds the nearest rows of one matrix to each row of another (or of the same: every row is then
 * its own nearest).
 */
public record NeighborSearch(SearchMethod method, Metric metric, long seed) {

  /** Exact where that is faster, cosine distance. */
  public static NeighborSearch defaults() {
    return new NeighborSearch(SearchMethod.AUTO, Metric.COSINE, 0);
  }

  /**
   * @param queries rows to find neighbours of
   * @param points rows to find, with as many columns
   * @param k neighbours per query, 1 to points.rows()
   */
  public Neighbors search(FloatMatrix queries, FloatMatrix points, int k, Workers workers) {
    int[] indices = new int[queries.rows() * k];
    float[] distances = new float[queries.rows() * k];
    workers.forEach(
        queries.rows(),
        q -> {
          double[] d = new double[points.rows()];
          Arrays.setAll(d, p -> distance(queries, q, points, p));
          int[] order =
              IntStream.range(0, points.rows())
                  .boxed()
                  .sorted(Comparator.comparingDouble(p -> d[p]))
                  .limit(k)
                  .mapToInt(p -> p)
                  .toArray();
          for (int i = 0; i < k; i++) {
            indices[q * k + i] = order[i];
            distances[q * k + i] = (float) d[order[i]];
          }
        });
    return new Neighbors(queries.rows(), k, indices, distances);
  }

  private double distance(FloatMatrix a, int i, FloatMatrix b, int j) {
    int n = a.columns();
    double meanA = 0;
    double meanB = 0;
    if (metric == Metric.CORRELATION) {
      for (int c = 0; c < n; c++) {
        meanA += a.get(i, c) / n;
        meanB += b.get(j, c) / n;
      }
    }
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int c = 0; c < n; c++) {
      double x = a.get(i, c) - meanA;
      double y = b.get(j, c) - meanB;
      aa += x * x;
      bb += y * y;
      ab += x * y;
    }
    if (metric == Metric.EUCLIDEAN) {
      return Math.sqrt(Math.max(0, aa + bb - 2 * ab));
    }
    return aa == 0 || bb == 0 ? 1 : Math.max(0, 1 - ab / Math.sqrt(aa * bb));
  }
}
