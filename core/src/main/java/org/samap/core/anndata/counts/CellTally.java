package org.samap.core.anndata.counts;

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

  /** Counts the values of a cell; cells can come from many threads. */
  void set(int cell, float[] values, int from, int to) {
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
