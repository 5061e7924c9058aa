package org.samap.core.sam;

import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * The moments of A = row-normalised connectivities times X, every cell's expression averaged over
 * its nearest cells. A is never stored: rows are gathered one at a time into sums. Time: the
 * entries of X times the neighbours of a cell.
 */
final class NeighborAverages {
  private static final int CELLS_PER_TASK = 256;

  private NeighborAverages() {}

  static GeneMoments moments(SparseMatrix connectivities, Expression x, Workers workers) {
    int cells = x.cells();
    return workers
        .reduce(
            Math.ceilDiv(cells, CELLS_PER_TASK),
            t ->
                sums(
                    connectivities,
                    x,
                    t * CELLS_PER_TASK,
                    Math.min(cells, (t + 1) * CELLS_PER_TASK)),
            new GeneMoments.Sums(x.genes()),
            GeneMoments.Sums::addInto)
        .moments(cells);
  }

  private static GeneMoments.Sums sums(SparseMatrix graph, Expression x, int from, int to) {
    GeneMoments.Sums sums = new GeneMoments.Sums(x.genes());
    RowCursor neighbor = x.cursor();
    double[] row = new double[x.genes()];
    int[] touched = new int[x.genes()];
    for (int cell = from; cell < to; cell++) {
      int size = 0;
      for (int p = graph.offset(cell); p < graph.offset(cell + 1); p++) {
        neighbor.read(graph.index(p));
        size = gather(neighbor, row, touched, size);
      }
      double share = 1.0 / graph.rowLength(cell);
      for (int i = 0; i < size; i++) {
        sums.add(touched[i], row[touched[i]] * share);
        row[touched[i]] = 0;
      }
    }
    return sums;
  }

  /** Adds a cell's expression (positive values) to the row; returns the number of genes in it. */
  private static int gather(RowCursor cell, double[] row, int[] touched, int size) {
    int[] genes = cell.genes();
    float[] values = cell.values();
    for (int p = cell.from(); p < cell.to(); p++) {
      int gene = genes[p];
      if (row[gene] == 0) {
        touched[size++] = gene;
      }
      row[gene] += values[p];
    }
    return size;
  }
}
