package org.samap.core.engine.cpu.svd;

import java.util.Arrays;
import org.samap.core.linalg.CenteredMatrix;
import org.samap.core.linalg.LinearOperator;
import org.samap.core.linalg.PanelMatrix;
import org.samap.core.linalg.TallMatrix;
import org.samap.core.run.Workers;

/**
 * M = A or A^T for a centred matrix A, written as R - a b^T with sparse rows R. For A^T the matrix
 * is copied once (8 bytes per entry). If its own rows are in memory too, products with M^T M use
 * both.
 */
final class CpuTallMatrix implements TallMatrix {
  private final CenteredMatrix a;
  private final SparseOperator m;
  private final Workers workers;

  CpuTallMatrix(CenteredMatrix a, Workers workers) {
    this.a = a;
    this.workers = workers;
    this.m =
        a.cells() < a.genes()
            ? new SparseOperator(Transpose.of(a.rows()), a.means(), ones(), workers)
            : byCells();
  }

  private SparseOperator byCells() {
    return new SparseOperator(a.rows(), ones(), a.means(), workers);
  }

  private double[] ones() {
    double[] ones = new double[a.cells()];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public boolean transposed() {
    return a.cells() < a.genes();
  }

  @Override
  public int rows() {
    return m.rows();
  }

  @Override
  public int columns() {
    return m.columns();
  }

  @Override
  public void multiply(double[] x, double[] y) {
    m.multiply(x, y);
  }

  @Override
  public void multiplyGram(double[] x, double[] z) {
    m.multiplyGram(x, z);
  }

  @Override
  public PanelMatrix gram() {
    return GramMatrix.of(m, workers);
  }

  @Override
  public LinearOperator preparedFor(int vectors) {
    if (GramCost.pays(m.sparse(), vectors)) {
      return new GramOperator(m, gram(), workers);
    }
    return transposed() && a.rows().inMemory() ? new TwoWayOperator(m, byCells()) : m;
  }
}
