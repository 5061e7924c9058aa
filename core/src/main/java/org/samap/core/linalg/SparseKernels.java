package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;
import static org.samap.core.linalg.Panels.LANES;
import static org.samap.core.linalg.Panels.SPECIES;

import jdk.incubator.vector.DoubleVector;
import org.samap.core.matrix.SparseMatrix;

/**
 * A sparse row times a panel, and its transpose. Every element of a result is one chain of fused
 * multiply-adds in the order of the row's entries, so the width of the hardware's vectors does not
 * show in the bits.
 */
final class SparseKernels {
  private SparseKernels() {}

  /** {@code y[at .. at + WIDTH) = row r times x}. */
  static void gather(SparseMatrix m, int r, double[] x, double[] y, int at) {
    int[] indices = m.indices();
    float[] values = m.values();
    int end = m.offset(r + 1);
    for (int lane = 0; lane < WIDTH; lane += 2 * LANES) {
      DoubleVector low = DoubleVector.zero(SPECIES);
      DoubleVector high = DoubleVector.zero(SPECIES);
      for (int p = m.offset(r); p < end; p++) {
        DoubleVector s = DoubleVector.broadcast(SPECIES, values[p]);
        int i = indices[p] * WIDTH + lane;
        low = DoubleVector.fromArray(SPECIES, x, i).fma(s, low);
        high = DoubleVector.fromArray(SPECIES, x, i + LANES).fma(s, high);
      }
      low.intoArray(y, at + lane);
      high.intoArray(y, at + lane + LANES);
    }
  }

  /** Adds the transpose of row r times the one row t to the panel z. */
  static void scatter(SparseMatrix m, int r, double[] t, double[] z) {
    int[] indices = m.indices();
    float[] values = m.values();
    int end = m.offset(r + 1);
    for (int lane = 0; lane < WIDTH; lane += 2 * LANES) {
      DoubleVector low = DoubleVector.fromArray(SPECIES, t, lane);
      DoubleVector high = DoubleVector.fromArray(SPECIES, t, lane + LANES);
      for (int p = m.offset(r); p < end; p++) {
        DoubleVector s = DoubleVector.broadcast(SPECIES, values[p]);
        int i = indices[p] * WIDTH + lane;
        low.fma(s, DoubleVector.fromArray(SPECIES, z, i)).intoArray(z, i);
        high.fma(s, DoubleVector.fromArray(SPECIES, z, i + LANES)).intoArray(z, i + LANES);
      }
    }
  }
}
