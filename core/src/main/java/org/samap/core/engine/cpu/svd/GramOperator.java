package org.samap.core.engine.cpu.svd;

import static org.samap.core.linalg.Panels.KERNELS;

import java.util.Arrays;
import org.samap.core.linalg.LinearOperator;
import org.samap.core.linalg.PanelMatrix;
import org.samap.core.run.Workers;

/**
 * A matrix M with M^T M stored as a dense matrix. A product with M^T M then costs columns^2 * WIDTH
 * multiplications, for any number of rows of M.
 *
 * @param m M, for products with M itself
 * @param gram M^T M
 */
record GramOperator(LinearOperator m, PanelMatrix gram, Workers workers) implements LinearOperator {
  /** The rows of a task. */
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
  public void multiply(double[] x, double[] y) {
    m.multiply(x, y);
  }

  @Override
  public void multiplyGram(double[] x, double[] z) {
    double[] padded = Arrays.copyOf(x, gram.panels() * WIDTH * WIDTH);
    Arrays.fill(z, 0);
    workers.forRanges(
        columns(),
        ROWS,
        (from, to) -> {
          for (int p = 0; p < gram.panels(); p++) {
            KERNELS.addProduct(gram.panel(p), padded, p * WIDTH * WIDTH, z, from, to);
          }
        });
  }
}
