package org.samap.core.engine.cpu;

import org.samap.core.expression.CountTotals;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Workers;

/** Adds up counts by cell and by gene in one pass. */
final class Totals {
  private Totals() {}

  static CountTotals of(Expression counts, Workers workers) {
    double[] cells = new double[counts.cells()];
    return counts.reduceRanges(
        workers,
        (row, from, to) -> part(counts, row, from, to, cells),
        new CountTotals(cells, new double[counts.genes()], new int[counts.genes()]),
        Totals::merge);
  }

  private static CountTotals part(
      Expression counts, RowCursor row, int from, int to, double[] cells) {
    double[] genes = new double[counts.genes()];
    int[] cellsOf = new int[counts.genes()];
    for (int cell = from; cell < to; cell++) {
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        int gene = row.genes()[p];
        float value = row.values()[p];
        cells[cell] += value;
        genes[gene] += value;
        cellsOf[gene] += value == 0 ? 0 : 1;
      }
    }
    return new CountTotals(cells, genes, cellsOf);
  }

  private static void merge(CountTotals total, CountTotals part) {
    for (int g = 0; g < total.genes().length; g++) {
      total.genes()[g] += part.genes()[g];
      total.cellsOf()[g] += part.cellsOf()[g];
    }
  }
}
