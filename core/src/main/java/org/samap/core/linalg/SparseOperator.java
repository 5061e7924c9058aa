package org.samap.core.linalg;

import static org.samap.core.linalg.Panels.KERNELS;

import java.util.Arrays;
import org.samap.core.run.Workers;

/**
 * M = R - a b^T with sparse rows R. A product with a panel costs WIDTH multiplications per stored
 * entry, one with M^T M twice that; it takes a panel of sums per thread (two per thread at a time).
 *
 * @param sparse R
 * @param a one factor per row
 * @param b one factor per column
 */
record SparseOperator(SparseRows sparse, double[] a, double[] b) implements LinearOperator {

  @Override
  public int rows() {
    return a.length;
  }

  @Override
  public int columns() {
    return b.length;
  }

  @Override
  public void multiply(double[] x, double[] y, Workers workers) {
    double[] bx = Panels.weightedSum(b, x);
    Arrays.fill(y, 0);
    workers.forEach(sparse.blocks(), block -> multiplyBlock(block, x, bx, y));
  }

  private void multiplyBlock(int block, double[] x, double[] bx, double[] y) {
    SparseRows.Cursor row = sparse.cursor();
    for (int r = sparse.firstRow(block); r < sparse.firstRow(block + 1); r++) {
      row.read(r);
      Panels.addRow(-a[r], bx, 0, y, r * WIDTH);
      KERNELS.gather(row.columns(), row.values(), row.start(), row.end(), x, y, r * WIDTH);
    }
  }

  @Override
  public void multiplyGram(double[] x, double[] z, Workers workers) {
    double[] bx = Panels.weightedSum(b, x);
    // Each block's sums are a panel with a row of its own at the end for a^T M x.
    double[] sums =
        workers.reduce(
            sparse.blocks(),
            block -> blockGram(block, x, bx),
            new double[z.length + WIDTH],
            Panels::addInto);
    System.arraycopy(sums, 0, z, 0, z.length);
    for (int c = 0; c < b.length; c++) {
      Panels.addRow(-b[c], sums, z.length, z, c * WIDTH);
    }
  }

  private double[] blockGram(int block, double[] x, double[] bx) {
    double[] sums = new double[x.length + WIDTH];
    double[] t = new double[WIDTH];
    SparseRows.Cursor row = sparse.cursor();
    for (int r = sparse.firstRow(block); r < sparse.firstRow(block + 1); r++) {
      row.read(r);
      Arrays.fill(t, 0);
      Panels.addRow(-a[r], bx, 0, t, 0);
      KERNELS.gather(row.columns(), row.values(), row.start(), row.end(), x, t, 0);
      KERNELS.scatter(row.columns(), row.values(), row.start(), row.end(), t, sums);
      Panels.addRow(a[r], t, 0, sums, x.length);
    }
    return sums;
  }
}
