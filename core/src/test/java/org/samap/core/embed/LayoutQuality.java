package org.samap.core.embed;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;

/**
 * How well a layout shows a graph.
 *
 * @param neighbors the share of the 15 nearest points of a point that are joined to it by an edge
 * @param sameType the share of the 15 nearest points of a point that have its type
 * @param crossEntropy of the weights and the closeness in the layout, summed over all pairs, a
 *     point
 */
record LayoutQuality(double neighbors, double sameType, double crossEntropy) {
  private static final int NEAREST = 15;

  static LayoutQuality of(SparseMatrix graph, FloatMatrix layout, List<String> types) {
    int n = graph.rows();
    SparseMatrix reverse = graph.transpose();
    Closeness curve = Closeness.fit(0.1, 1);
    double max = IntStream.range(0, n).mapToDouble(graph::rowMax).max().orElseThrow();
    double joined = 0;
    double same = 0;
    double entropy = 0;
    for (int v = 0; v < n; v++) {
      int from = v;
      double[] d2 = IntStream.range(0, n).mapToDouble(u -> distance2(layout, from, u)).toArray();
      for (int u = 0; u < n; u++) {
        double weight = Math.max(graph.get(v, u), reverse.get(v, u)) / max;
        double near = Math.clamp(1 / (1 + curve.a() * Math.pow(d2[u], curve.b())), 1e-4, 1 - 1e-4);
        entropy -= u == v ? 0 : weight * Math.log(near) + (1 - weight) * Math.log(1 - near);
      }
      int[] nearest =
          IntStream.range(0, n)
              .filter(u -> u != from)
              .boxed()
              .sorted(Comparator.comparingDouble(u -> d2[u]))
              .limit(NEAREST)
              .mapToInt(u -> u)
              .toArray();
      for (int u : nearest) {
        joined += graph.get(v, u) != 0 || reverse.get(v, u) != 0 ? 1 : 0;
        same += types.get(u).equals(types.get(v)) ? 1 : 0;
      }
    }
    return new LayoutQuality(joined / n / NEAREST, same / n / NEAREST, entropy / n);
  }

  static LayoutQuality mean(List<LayoutQuality> all) {
    return new LayoutQuality(
        all.stream().mapToDouble(LayoutQuality::neighbors).average().orElseThrow(),
        all.stream().mapToDouble(LayoutQuality::sameType).average().orElseThrow(),
        all.stream().mapToDouble(LayoutQuality::crossEntropy).average().orElseThrow());
  }

  private static double distance2(FloatMatrix layout, int v, int u) {
    double dx = layout.get(v, 0) - layout.get(u, 0);
    double dy = layout.get(v, 1) - layout.get(u, 1);
    return dx * dx + dy * dy;
  }
}
