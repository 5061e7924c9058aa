package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.expression.Expression;
import org.samap.core.expression.GeneMoments;
import org.samap.core.expression.MomentSums;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * The moments of A = row-normalised graph times X: each cell gets the average expression of the
 * cells that it has edges to, weighted by the edges. A is never stored: its rows are made one at a
 * time, one value per gene, and added to sums. Time: about a nanosecond (two if X is packed) per
 * entry of X and neighbour of a cell, plus a pass over all genes for each cell.
 */
final class NeighborAverages {
  private static final int CELLS_PER_TASK = 256;

  private NeighborAverages() {}

  /**
   * The moments over the cells of all species; cells of other species have expression 0.
   *
   * @param graph cells of all species x cells of all species, positive weights
   * @param first the first cell of the species
   * @param x the expression of the species
   */
  static GeneMoments moments(SparseMatrix graph, int first, Expression x, Workers workers) {
    int cells = graph.rows();
    return workers
        .reduce(
            Math.ceilDiv(cells, CELLS_PER_TASK),
            t ->
                sums(
                    graph, first, x, t * CELLS_PER_TASK, Math.min(cells, (t + 1) * CELLS_PER_TASK)),
            MomentSums.ofColumns(x.genes()),
            MomentSums::merge)
        .moments(cells);
  }

  private static MomentSums sums(SparseMatrix graph, int first, Expression x, int from, int to) {
    MomentSums sums = MomentSums.ofColumns(x.genes());
    RowCursor neighbor = x.cursor();
    double[] row = new double[x.genes()];
    for (int cell = from; cell < to; cell++) {
      for (int p = graph.offset(cell); p < graph.offset(cell + 1); p++) {
        int at = graph.index(p) - first;
        if (at >= 0 && at < x.cells()) {
          neighbor.read(at);
          gather(neighbor, graph.value(p), row);
        }
      }
      double weights = graph.rowSum(cell);
      if (weights > 0) {
        sums.addRow(row, 1 / weights);
        Arrays.fill(row, 0);
      }
    }
    return sums;
  }

  /** Adds a cell's weighted expression to the row. */
  private static void gather(RowCursor cell, double weight, double[] row) {
    int[] genes = cell.genes();
    float[] values = cell.values();
    for (int p = cell.from(); p < cell.to(); p++) {
      row[genes[p]] += weight * values[p];
    }
  }
}
