package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of panels (see {@link LinearOperator}) with each other and with small WIDTH x WIDTH
 * matrices. Every element is one chain of fused multiply-adds in row order, so the width of the
 * hardware's vectors does not show in the bits. Four rows go together, which halves the loads per
 * multiplication; they have methods of their own because a short method that is called often is
 * compiled well long before a long loop is.
 */
final class Panels {
  /** At most WIDTH / 2 lanes, since kernels work on pairs of vectors. */
  static final VectorSpecies<Double> SPECIES =
      DoubleVector.SPECIES_PREFERRED.length() > WIDTH / 2
          ? DoubleVector.SPECIES_512
          : DoubleVector.SPECIES_PREFERRED;

  static final int LANES = SPECIES.length();

  private Panels() {}

  /** {@code total += part}. */
  static void addInto(double[] total, double[] part) {
    for (int i = 0; i < total.length; i++) {
      total[i] += part[i];
    }
  }

  /** The WIDTH sums of v_i x_i over the rows of x. */
  static double[] weightedSum(double[] v, double[] x) {
    double[] sum = new double[WIDTH];
    for (int i = 0; i < v.length; i++) {
      for (int c = 0; c < WIDTH; c++) {
        sum[c] = Math.fma(v[i], x[i * WIDTH + c], sum[c]);
      }
    }
    return sum;
  }

  /** {@code y[at .. at + WIDTH) -= s * row}. */
  static void subtract(double s, double[] row, double[] y, int at) {
    DoubleVector factor = DoubleVector.broadcast(SPECIES, -s);
    for (int lane = 0; lane < WIDTH; lane += LANES) {
      DoubleVector.fromArray(SPECIES, row, lane)
          .fma(factor, DoubleVector.fromArray(SPECIES, y, at + lane))
          .intoArray(y, at + lane);
    }
  }

  /**
   * {@code w += q h} for the rows from..to of the panels q and w; h is WIDTH x WIDTH and begins at
   * {@code hAt}.
   */
  static void addProduct(double[] q, double[] h, int hAt, double[] w, int from, int to) {
    int row = from;
    for (; row + 4 <= to; row += 4) {
      addProductOfFourRows(q, h, hAt, w, row * WIDTH);
    }
    for (; row < to; row++) {
      for (int lane = 0; lane < WIDTH; lane += LANES) {
        int j = row * WIDTH + lane;
        DoubleVector sum = DoubleVector.fromArray(SPECIES, w, j);
        for (int c = 0; c < WIDTH; c++) {
          sum =
              DoubleVector.fromArray(SPECIES, h, hAt + c * WIDTH + lane)
                  .fma(DoubleVector.broadcast(SPECIES, q[row * WIDTH + c]), sum);
        }
        sum.intoArray(w, j);
      }
    }
  }

  private static void addProductOfFourRows(double[] q, double[] h, int hAt, double[] w, int i) {
    for (int lane = 0; lane < WIDTH; lane += LANES) {
      int j = i + lane;
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, w, j);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, w, j + WIDTH);
      DoubleVector w2 = DoubleVector.fromArray(SPECIES, w, j + 2 * WIDTH);
      DoubleVector w3 = DoubleVector.fromArray(SPECIES, w, j + 3 * WIDTH);
      for (int c = 0; c < WIDTH; c++) {
        DoubleVector hc = DoubleVector.fromArray(SPECIES, h, hAt + c * WIDTH + lane);
        w0 = hc.fma(DoubleVector.broadcast(SPECIES, q[i + c]), w0);
        w1 = hc.fma(DoubleVector.broadcast(SPECIES, q[i + c + WIDTH]), w1);
        w2 = hc.fma(DoubleVector.broadcast(SPECIES, q[i + c + 2 * WIDTH]), w2);
        w3 = hc.fma(DoubleVector.broadcast(SPECIES, q[i + c + 3 * WIDTH]), w3);
      }
      w0.intoArray(w, j);
      w1.intoArray(w, j + WIDTH);
      w2.intoArray(w, j + 2 * WIDTH);
      w3.intoArray(w, j + 3 * WIDTH);
    }
  }

  /** {@code h += q^T w} over the rows from..to of the panels q and w; h is WIDTH x WIDTH. */
  static void addTransposedProduct(double[] q, double[] w, double[] h, int from, int to) {
    int row = from;
    for (; row + 4 <= to; row += 4) {
      addTransposedProductOfFourRows(q, w, h, row * WIDTH);
    }
    for (; row < to; row++) {
      for (int c = 0; c < WIDTH; c++) {
        double qc = q[row * WIDTH + c];
        for (int lane = 0; lane < WIDTH; lane++) {
          h[c * WIDTH + lane] = Math.fma(w[row * WIDTH + lane], qc, h[c * WIDTH + lane]);
        }
      }
    }
  }

  private static void addTransposedProductOfFourRows(double[] q, double[] w, double[] h, int i) {
    for (int lane = 0; lane < WIDTH; lane += LANES) {
      int j = i + lane;
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, w, j);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, w, j + WIDTH);
      DoubleVector w2 = DoubleVector.fromArray(SPECIES, w, j + 2 * WIDTH);
      DoubleVector w3 = DoubleVector.fromArray(SPECIES, w, j + 3 * WIDTH);
      for (int c = 0; c < WIDTH; c++) {
        DoubleVector hc = DoubleVector.fromArray(SPECIES, h, c * WIDTH + lane);
        hc = w0.fma(DoubleVector.broadcast(SPECIES, q[i + c]), hc);
        hc = w1.fma(DoubleVector.broadcast(SPECIES, q[i + c + WIDTH]), hc);
        hc = w2.fma(DoubleVector.broadcast(SPECIES, q[i + c + 2 * WIDTH]), hc);
        hc = w3.fma(DoubleVector.broadcast(SPECIES, q[i + c + 3 * WIDTH]), hc);
        hc.intoArray(h, c * WIDTH + lane);
      }
    }
  }
}
