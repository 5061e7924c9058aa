package org.samap.core.embed;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * Keeps the strongest edges of every point of a graph; of equal edges, those with the lower index
 * of the other end. O(edges log edges of a point).
 */
final class StrongestEdges {
  private static final int POINTS_PER_TASK = 1024;

  private StrongestEdges() {}

  /**
   * @param most the most edges that a point keeps
   * @return the graph itself if no point has more
   */
  static SparseMatrix of(SparseMatrix graph, int most, Workers workers) {
    int n = graph.rows();
    int[] offsets = new int[n + 1];
    for (int v = 0; v < n; v++) {
      offsets[v + 1] = offsets[v] + Math.min(most, graph.rowLength(v));
    }
    if (offsets[n] == graph.entries()) {
      return graph;
    }
    int[] neighbors = new int[offsets[n]];
    float[] weights = new float[offsets[n]];
    workers.forRanges(
        n,
        POINTS_PER_TASK,
        (from, to) -> {
          for (int v = from; v < to; v++) {
            take(graph, v, neighbors, weights, offsets[v], offsets[v + 1] - offsets[v]);
          }
        });
    return SparseMatrix.of(n, graph.columns(), offsets, neighbors, weights);
  }

  private static void take(
      SparseMatrix graph, int v, int[] neighbors, float[] weights, int at, int count) {
    int begin = graph.offset(v);
    int end = graph.offset(v + 1);
    float[] sorted = Arrays.copyOfRange(graph.values(), begin, end);
    Arrays.sort(sorted);
    int first = sorted.length - count;
    float least = count == 0 ? Float.POSITIVE_INFINITY : sorted[first];
    int equal = 0; // edges kept of those with the lowest weight kept
    while (equal < count && sorted[first + equal] == least) {
      equal++;
    }
    int next = at;
    for (int p = begin; p < end; p++) {
      float weight = graph.value(p);
      if (weight > least || (weight == least && equal-- > 0)) {
        neighbors[next] = graph.index(p);
        weights[next++] = weight;
      }
    }
  }
}
