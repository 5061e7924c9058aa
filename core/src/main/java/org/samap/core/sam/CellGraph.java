package org.samap.core.sam;

import java.util.Arrays;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Workers;

/**
 * Each cell's nearest cells, row by row (cells x cells).
 *
 * @param connectivities 1 for each nearest cell and for the cell itself
 * @param distances to the nearest cells, the cell itself left out
 * @param nnm similarity, on the pattern of connectivities: 1 - distance (0.001 where that is
 *     negative), 1 for the cell itself; of Euclidean distances, the connectivities
 * @param recall the share of the true nearest cells that was found, of a sample
 */
public record CellGraph(
    SparseMatrix connectivities, SparseMatrix distances, SparseMatrix nnm, double recall) {
  private static final float LEAST_SIMILARITY = 0.001f;

  /** The graph of the rows of {@code points}. */
  static CellGraph of(CellMatrix points, int k, NeighborSearch search, Workers workers) {
    Neighbors nearest = search.search(points, points, k, workers);
    int n = points.rows();
    SparseMatrix.Builder distances = SparseMatrix.builder(n, n);
    SparseMatrix.Builder nnm = SparseMatrix.builder(n, n);
    for (int cell = 0; cell < n; cell++) {
      // Among more than k equal cells a cell may not be one of its own nearest, hence apart.
      nnm.add(cell, 1);
      for (int i = 0; i < nearest.k(); i++) {
        int other = nearest.index(cell, i);
        if (other != cell) {
          float distance = nearest.distance(cell, i);
          distances.add(other, distance);
          nnm.add(other, distance > 1 ? LEAST_SIMILARITY : 1 - distance);
        }
      }
      distances.endRow();
      nnm.endRow();
    }
    SparseMatrix similarities = nnm.build();
    float[] ones = new float[similarities.entries()];
    Arrays.fill(ones, 1);
    SparseMatrix connectivities = similarities.withValues(ones);
    return new CellGraph(
        connectivities,
        distances.build(),
        search.metric() == Metric.EUCLIDEAN ? connectivities : similarities,
        nearest.recall());
  }
}
