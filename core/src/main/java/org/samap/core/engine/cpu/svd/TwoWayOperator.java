package org.samap.core.engine.cpu.svd;

import org.samap.core.linalg.LinearOperator;

/**
 * A sparse matrix M stored by rows and by columns. M^T (M x) is two products with sparse rows, each
 * of which reads one panel and needs no partial sums; {@link SparseOperator} reads one panel and
 * updates another. With 10,000 columns, whose panels fill most of a core's cache, this takes half
 * the time.
 *
 * @param m the rows of M
 * @param transposed the rows of M^T
 */
record TwoWayOperator(SparseOperator m, SparseOperator transposed) implements LinearOperator {

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
    double[] y = new double[rows() * WIDTH];
    m.multiply(x, y);
    transposed.multiply(y, z);
  }
}
