package org.samap.core.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The panel kernels in vector instructions. A row of a panel is two registers of 512 bits; narrower
 * registers make several passes, each over its own columns. In products four rows go together,
 * which halves the loads per multiplication; they have methods of their own because a short method
 * that is called often is compiled well long before a long loop is.
 */
final class VectorPanelKernels implements PanelKernels {
  private static final VectorSpecies<Double> D =
      DoubleVector.SPECIES_PREFERRED.vectorBitSize() <= 512
          ? DoubleVector.SPECIES_PREFERRED
          : VectorSpecies.of(double.class, VectorShape.S_512_BIT);

  private static final int LANES = D.length();

  /** As many floats as D has doubles. */
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(D.vectorBitSize() / 2));

  private static final VectorSpecies<Float> F = D.withLanes(float.class);

  private static final int FLOATS = F.length();

  @Override
  public void gather(
      int[] indices, float[] values, int from, int to, float[] x, double[] y, int at) {
    for (int lane = 0; lane < WIDTH; lane += 2 * LANES) {
      DoubleVector low = load(y, at + lane);
      DoubleVector high = load(y, at + lane + LANES);
      for (int p = from; p < to; p++) {
        DoubleVector s = DoubleVector.broadcast(D, values[p]);
        int i = indices[p] * WIDTH + lane;
        low = widened(x, i).fma(s, low);
        high = widened(x, i + LANES).fma(s, high);
      }
      low.intoArray(y, at + lane);
      high.intoArray(y, at + lane + LANES);
    }
  }

  private static DoubleVector widened(float[] x, int offset) {
    return (DoubleVector)
        FloatVector.fromArray(HALF, x, offset).convertShape(VectorOperators.F2D, D, 0);
  }

  @Override
  public void scatter(int[] indices, float[] values, int from, int to, float[] t, float[] z) {
    for (int lane = 0; lane < WIDTH; lane += FLOATS) {
      FloatVector row = FloatVector.fromArray(F, t, lane);
      for (int p = from; p < to; p++) {
        FloatVector s = FloatVector.broadcast(F, values[p]);
        int i = indices[p] * WIDTH + lane;
        row.fma(s, FloatVector.fromArray(F, z, i)).intoArray(z, i);
      }
    }
  }

  @Override
  public void addProduct(double[] q, double[] h, int hAt, double[] w, int from, int to) {
    int row = from;
    for (; row + 4 <= to; row += 4) {
      addProductOfFourRows(q, h, hAt, w, row * WIDTH);
    }
    for (; row < to; row++) {
      addProductOfRow(q, h, hAt, w, row * WIDTH);
    }
  }

  private static void addProductOfFourRows(double[] q, double[] h, int hAt, double[] w, int i) {
    for (int lane = 0; lane < WIDTH; lane += LANES) {
      int j = i + lane;
      DoubleVector w0 = load(w, j);
      DoubleVector w1 = load(w, j + WIDTH);
      DoubleVector w2 = load(w, j + 2 * WIDTH);
      DoubleVector w3 = load(w, j + 3 * WIDTH);
      for (int c = 0; c < WIDTH; c++) {
        DoubleVector hc = load(h, hAt + c * WIDTH + lane);
        w0 = hc.fma(DoubleVector.broadcast(D, q[i + c]), w0);
        w1 = hc.fma(DoubleVector.broadcast(D, q[i + c + WIDTH]), w1);
        w2 = hc.fma(DoubleVector.broadcast(D, q[i + c + 2 * WIDTH]), w2);
        w3 = hc.fma(DoubleVector.broadcast(D, q[i + c + 3 * WIDTH]), w3);
      }
      w0.intoArray(w, j);
      w1.intoArray(w, j + WIDTH);
      w2.intoArray(w, j + 2 * WIDTH);
      w3.intoArray(w, j + 3 * WIDTH);
    }
  }

  private static void addProductOfRow(double[] q, double[] h, int hAt, double[] w, int i) {
    for (int c = 0; c < WIDTH; c++) {
      for (int lane = 0; lane < WIDTH; lane++) {
        w[i + lane] = Math.fma(h[hAt + c * WIDTH + lane], q[i + c], w[i + lane]);
      }
    }
  }

  @Override
  public void addTransposedProduct(double[] q, double[] w, double[] h, int from, int to) {
    int row = from;
    for (; row + 4 <= to; row += 4) {
      addTransposedProductOfFourRows(q, w, h, row * WIDTH);
    }
    for (; row < to; row++) {
      addTransposedProductOfRow(q, w, h, row * WIDTH);
    }
  }

  private static void addTransposedProductOfFourRows(double[] q, double[] w, double[] h, int i) {
    for (int lane = 0; lane < WIDTH; lane += LANES) {
      int j = i + lane;
      DoubleVector w0 = load(w, j);
      DoubleVector w1 = load(w, j + WIDTH);
      DoubleVector w2 = load(w, j + 2 * WIDTH);
      DoubleVector w3 = load(w, j + 3 * WIDTH);
      for (int c = 0; c < WIDTH; c++) {
        DoubleVector hc = load(h, c * WIDTH + lane);
        hc = w0.fma(DoubleVector.broadcast(D, q[i + c]), hc);
        hc = w1.fma(DoubleVector.broadcast(D, q[i + c + WIDTH]), hc);
        hc = w2.fma(DoubleVector.broadcast(D, q[i + c + 2 * WIDTH]), hc);
        hc = w3.fma(DoubleVector.broadcast(D, q[i + c + 3 * WIDTH]), hc);
        hc.intoArray(h, c * WIDTH + lane);
      }
    }
  }

  private static void addTransposedProductOfRow(double[] q, double[] w, double[] h, int i) {
    for (int c = 0; c < WIDTH; c++) {
      for (int lane = 0; lane < WIDTH; lane++) {
        h[c * WIDTH + lane] = Math.fma(w[i + lane], q[i + c], h[c * WIDTH + lane]);
      }
    }
  }

  @Override
  public void reflect(double[] v, double beta, int from, int to, double[] x) {
    for (int lane = 0; lane < WIDTH; lane += 2 * LANES) {
      DoubleVector low = DoubleVector.zero(D);
      DoubleVector high = low;
      for (int r = from; r < to; r++) {
        DoubleVector vr = DoubleVector.broadcast(D, v[r]);
        int i = r * WIDTH + lane;
        low = load(x, i).fma(vr, low);
        high = load(x, i + LANES).fma(vr, high);
      }
      low = low.mul(-beta);
      high = high.mul(-beta);
      for (int r = from; r < to; r++) {
        DoubleVector vr = DoubleVector.broadcast(D, v[r]);
        int i = r * WIDTH + lane;
        low.fma(vr, load(x, i)).intoArray(x, i);
        high.fma(vr, load(x, i + LANES)).intoArray(x, i + LANES);
      }
    }
  }

  @Override
  public void rankTwoSweep(
      double[] a, int stride, int row, int from, double[] v, double[] w, double[] u, double[] p) {
    for (int c = from; c < stride; c += LANES) {
      DoubleVector vc = load(v, c);
      DoubleVector wc = load(w, c);
      DoubleVector pc = load(p, c);
      for (int r = row; r < row + 4; r++) {
        int at = r * stride + c;
        DoubleVector x = load(a, at);
        x = wc.fma(DoubleVector.broadcast(D, -v[r]), x);
        x = vc.fma(DoubleVector.broadcast(D, -w[r]), x);
        x.intoArray(a, at);
        pc = x.fma(DoubleVector.broadcast(D, u[r]), pc);
      }
      pc.intoArray(p, c);
    }
  }

  private static DoubleVector load(double[] a, int offset) {
    return DoubleVector.fromArray(D, a, offset);
  }

  @Override
  public String toString() {
    return "vector";
  }
}
