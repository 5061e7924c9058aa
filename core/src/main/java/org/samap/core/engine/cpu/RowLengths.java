package org.samap.core.engine.cpu;

import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Workers;

/** The Euclidean lengths of cells over given genes. */
final class RowLengths {
  private RowLengths() {}

  static double[] of(Expression x, int[] genes, Workers workers) {
    boolean[] chosen = new boolean[x.genes()];
    for (int g : genes) {
      chosen[g] = true;
    }
    double[] lengths = new double[x.cells()];
    x.forEachRange(workers, (row, from, to) -> measure(row, from, to, chosen, lengths));
    return lengths;
  }

  private static void measure(RowCursor row, int from, int to, boolean[] chosen, double[] lengths) {
    for (int cell = from; cell < to; cell++) {
      row.read(cell);
      double square = 0;
      for (int p = row.from(); p < row.to(); p++) {
        double v = row.values()[p];
        square += chosen[row.genes()[p]] ? v * v : 0;
      }
      lengths[cell] = Math.sqrt(square);
    }
  }
}
