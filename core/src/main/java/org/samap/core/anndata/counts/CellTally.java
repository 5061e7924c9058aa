package org.samap.core.anndata.counts;

import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;
import org.samap.core.run.Workers;

/**
 * What every cell has.
 *
 * @param counts the sum of its counts
 * @param genes the number of genes with counts
 */
record CellTally(double[] counts, int[] genes) {

  static CellTally ofCells(int cells) {
    return new CellTally(new double[cells], new int[cells]);
  }

  static CellTally of(Expression x, Workers workers) {
    CellTally tally = ofCells(x.cells());
    x.forEachRange(
        workers,
        (row, from, to) -> {
          for (int cell = from; cell < to; cell++) {
            row.read(cell);
            tally.set(cell, row.values(), row.from(), row.to());
          }
        });
    return tally;
  }

  /** Counts the rows of a block; blocks can come from many threads. */
  void add(RowBlock block) {
    for (int r = 0; r < block.rows(); r++) {
      set(block.firstCell() + r, block.values(), block.offsets()[r], block.offsets()[r + 1]);
    }
  }

  private void set(int cell, float[] values, int from, int to) {
    double sum = 0;
    for (int p = from; p < to; p++) {
      sum += values[p];
    }
    counts[cell] = sum;
    genes[cell] = to - from;
  }

  int cells() {
    return genes.length;
  }
}
