package org.samap.core.engine.cpu;

import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Workers;

/** Converts the nearest cells of a search among themselves into a matrix. */
final class NeighborGraph {
  private static final int CELLS_PER_TASK = 1024;

  private NeighborGraph() {}

  /** The distances, with an entry of 0 for each cell itself. */
  static SparseMatrix distances(Neighbors nearest, Workers workers) {
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

  /** If more than k cells are equal, a cell can be missing from its own nearest cells. */
  private static boolean isItsOwn(Neighbors nearest, int cell) {
    boolean found = false;
    for (int i = 0; i < nearest.k() && !found; i++) {
      found = nearest.index(cell, i) == cell;
    }
    return found;
  }

  /** Writes a row in cell order, by insertion. */
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
