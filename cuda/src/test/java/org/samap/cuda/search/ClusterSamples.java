package org.samap.cuda.search;

import java.util.stream.IntStream;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.ListForms;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.PlainClusteredSearch;

/** Points in clusters around some of them. */
final class ClusterSamples {
  private ClusterSamples() {}

  /** Clusters around the first points, for cosine; some can be empty, as equal ones are. */
  static PointClusters around(CellMatrix points, int count, int probes) {
    int columns = points.columns();
    float[][] panels = new float[Math.ceilDiv(count, ListForms.PANEL)][columns * ListForms.PANEL];
    for (int l = 0; l < count; l++) {
      double squares = 0;
      for (int c = 0; c < columns; c++) {
        squares += points.get(l, c) * points.get(l, c);
      }
      for (int c = 0; c < columns; c++) {
        double x = squares == 0 ? 0 : points.get(l, c) / Math.sqrt(squares);
        panels[l / ListForms.PANEL][c * ListForms.PANEL + l % ListForms.PANEL] = (float) x;
      }
    }
    ListForms forms = new ListForms(count, columns, columns, new double[0], new float[0][], panels);
    int[][] nearest = new PlainClusteredSearch(forms, Metric.COSINE).nearestLists(points, 1);
    int[] starts = new int[count + 1];
    int[] order =
        IntStream.range(0, count)
            .flatMap(
                l ->
                    IntStream.range(0, points.rows())
                        .filter(p -> nearest[p][0] == l)
                        .peek(p -> starts[l + 1]++))
            .toArray();
    for (int l = 0; l < count; l++) {
      starts[l + 1] += starts[l];
    }
    return new PointClusters(forms, starts, order, probes, 1);
  }
}
