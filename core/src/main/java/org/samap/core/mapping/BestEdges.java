package org.samap.core.mapping;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;

/**
 * The best edges of every cell, whatever species they lead to. The K best to all other species
 * together are among the K best to each of them, so these are computed once (SPEC 5.7).
 */
final class BestEdges {
  private BestEdges() {}

  /**
   * The k largest values of every row; of equal values those of lower columns. O(edges log edges).
   */
  static SparseMatrix ofRows(SparseMatrix edges, int k) {
    SparseMatrix.Builder best = SparseMatrix.builder(edges.rows(), edges.columns());
    for (int row = 0; row < edges.rows(); row++) {
      int from = edges.offset(row);
      int to = edges.offset(row + 1);
      float cut = cut(edges, from, to, k);
      int above = 0;
      for (int p = from; p < to; p++) {
        above += edges.value(p) > cut ? 1 : 0;
      }
      int ties = k - above;
      for (int p = from; p < to; p++) {
        if (edges.value(p) > cut || (edges.value(p) == cut && ties-- > 0)) {
          best.add(edges.index(p), edges.value(p));
        }
      }
      best.endRow();
    }
    return best.build();
  }

  /** The k-th largest value, or one below all if there are not as many. */
  private static float cut(SparseMatrix edges, int from, int to, int k) {
    if (to - from <= k) {
      return Float.NEGATIVE_INFINITY;
    }
    float[] row = new float[to - from];
    for (int p = from; p < to; p++) {
      row[p - from] = edges.value(p);
    }
    Arrays.sort(row);
    return row[row.length - k];
  }
}
