package org.samap.cuda.svd;

import java.util.function.Supplier;
import org.samap.core.linalg.LinearOperator;
import org.samap.core.linalg.PanelMatrix;
import org.samap.core.linalg.TallMatrix;

/**
 * M = A or A^T, whichever is tall, multiplied on a device.
 *
 * @param a the matrix
 * @param cpu the same on the CPU, for M^T M as a whole
 */
record DeviceTallMatrix(CenteredCells a, Supplier<TallMatrix> cpu) implements TallMatrix {

  @Override
  public boolean transposed() {
    return a.cells() < a.genes();
  }

  @Override
  public int rows() {
    return Math.max(a.cells(), a.genes());
  }

  @Override
  public int columns() {
    return Math.min(a.cells(), a.genes());
  }

  @Override
  public void multiply(double[] x, double[] y) {
    if (transposed()) {
      a.multiplyTransposed(x, y);
    } else {
      a.multiply(x, y);
    }
  }

  @Override
  public void multiplyGram(double[] x, double[] z) {
    if (transposed()) {
      double[] y = new double[rows() * WIDTH];
      a.multiplyTransposed(x, y);
      a.multiply(y, z);
    } else {
      a.multiplyGram(x, z);
    }
  }

  @Override
  public PanelMatrix gram() {
    return cpu.get().gram();
  }

  /** The device multiplies sparse rows fast enough that M^T M never pays. */
  @Override
  public LinearOperator preparedFor(int vectors) {
    return this;
  }
}
