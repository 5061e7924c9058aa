package org.samap.core.linalg;

import static org.samap.core.linalg.Panels.KERNELS;

import java.util.Arrays;
import org.samap.core.run.Workers;

/**
 * A matrix M with M^T M kept as a dense matrix, which makes a product with it cost columns^2 *
 * WIDTH multiplications, however many rows M has.
 *
 * @param m M, for products with M itself
 * @param gram M^T M as {@link GramMatrix#panels} gives it
 */
record GramOperator(LinearOperator m, double[][] gram) implements LinearOperator {
  /** Rows of a task. */
  private static final int ROWS = 256;

  @Override
  public int rows() {
    return m.rows();
  }

  @Override
  public int columns() {
    return m.columns();
  }

  @Override
  public void multiply(double[] x, double[] y, Workers workers) {
    m.multiply(x, y, workers);
  }

  @Override
  public void multiplyGram(double[] x, double[] z, Workers workers) {
    double[] padded = Arrays.copyOf(x, gram.length * WIDTH * WIDTH);
    Arrays.fill(z, 0);
    workers.forRanges(
        columns(),
        ROWS,
        (from, to) -> {
          for (int p = 0; p < gram.length; p++) {
            KERNELS.addProduct(gram[p], padded, p * WIDTH * WIDTH, z, from, to);
          }
        });
  }
}
