package org.samap.core.sam;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.Metric;
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
  private static final int CELLS_PER_TASK = 1024;

  static CellGraph of(Neighbors nearest, Metric metric, Workers workers) {
    SparseMatrix distances = withItself(nearest, workers);
    SparseMatrix connectivities = ones(distances);
    return new CellGraph(
        connectivities,
        distances.filter((cell, other, distance) -> cell != other),
        metric == Metric.EUCLIDEAN ? connectivities : similarities(distances, workers),
        nearest.recall());
  }

  /** The connectivities alone. */
  static SparseMatrix connectivities(Neighbors nearest, Workers workers) {
    return ones(withItself(nearest, workers));
  }

  private static SparseMatrix ones(SparseMatrix pattern) {
    float[] ones = new float[pattern.entries()];
    Arrays.fill(ones, 1);
    return pattern.withValues(ones);
  }

  private static SparseMatrix similarities(SparseMatrix distances, Workers workers) {
    float[] values = new float[distances.entries()];
    workers.forRanges(
        distances.rows(),
        CELLS_PER_TASK,
        (from, to) -> {
          for (int cell = from; cell < to; cell++) {
            for (int p = distances.offset(cell); p < distances.offset(cell + 1); p++) {
              float distance = distances.value(p);
              float similarity = distance > 1 ? LEAST_SIMILARITY : 1 - distance;
              values[p] = distances.index(p) == cell ? 1 : similarity;
            }
          }
        });
    return distances.withValues(values);
  }

  /** The distances, and that of each cell from itself, 0. */
  private static SparseMatrix withItself(Neighbors nearest, Workers workers) {
    int n = nearest.queries();
    int[] offsets = new int[n + 1];
    for (int cell = 0; cell < n; cell++) {
      offsets[cell + 1] = offsets[cell] + nearest.k() + (isItsOwn(nearest, cell) ? 0 : 1);
    }
    int[] indices = new int[offsets[n]];
    float[] values = new float[offsets[n]];
    workers.forRanges(
        n,
        CELLS_PER_TASK,
        (from, to) -> {
          for (int cell = from; cell < to; cell++) {
            putRow(nearest, cell, indices, values, offsets[cell]);
          }
        });
    return SparseMatrix.of(n, n, offsets, indices, values);
  }

  /** Among more than k equal cells a cell may not be one of its own nearest. */
  private static boolean isItsOwn(Neighbors nearest, int cell) {
    boolean found = false;
    for (int i = 0; i < nearest.k() && !found; i++) {
      found = nearest.index(cell, i) == cell;
    }
    return found;
  }

  /** Puts a row in the order of the cells, by insertion. */
  private static void putRow(
      Neighbors nearest, int cell, int[] indices, float[] values, int start) {
    indices[start] = cell;
    int end = start + 1;
    for (int i = 0; i < nearest.k(); i++) {
      int other = nearest.index(cell, i);
      if (other != cell) {
        int at = end++;
        for (; at > start && indices[at - 1] > other; at--) {
          indices[at] = indices[at - 1];
          values[at] = values[at - 1];
        }
        indices[at] = other;
        values[at] = nearest.distance(cell, i);
      }
    }
  }
}
