package org.samap.core.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The panel kernels in vector instructions. A row of a panel is two registers of 512 bits; narrower
 * registers make several passes, each over its own columns. Products take four rows together, which
 * halves the loads per multiplication. They have their own methods, because a short method that is
 * called often is compiled well long before a long loop.
 */
final class VectorPanelKernels implements PanelKernels {
  private static final VectorSpecies<Double> D =
      DoubleVector.SPECIES_PREFERRED.vectorBitSize() <= 512
          ? DoubleVector.SPECIES_PREFERRED
          : VectorSpecies.of(double.class, VectorShape.S_512_BIT);

  private static final int LANES = D.length();

  private static final VectorSpecies<Float> F = VectorSpecies.of(float.class, D.vectorShape());

  private static final int FLOATS = F.length();

  /** As many floats as D has doubles. */
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(D.vectorBitSize() / 2));

  /** The chains of a sum over a row, or half of them. */
  private static final VectorSpecies<Double> CHAINS =
      LANES > 4 ? VectorSpecies.of(double.class, VectorShape.S_256_BIT) : D;

  /** As many floats as CHAINS has doubles. */
  private static final VectorSpecies<Float> CHAIN_FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(CHAINS.vectorBitSize() / 2));

  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final long ROW_BYTES = FloatPanel.ROW_BYTES;
  private static final long FLOAT_BYTES = Float.BYTES;

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
  public void gatherByEights(
      int[] indices, float[] values, int from, int to, float[] x, double[] y, int at) {
    for (int lane = 0; lane < WIDTH; lane += FLOATS) {
      DoubleVector low = load(y, at + lane);
      DoubleVector high = load(y, at + lane + LANES);
      int p = from;
      for (; p + 8 <= to; p += 8) {
        FloatVector even = product(indices, values, p, x, lane);
        FloatVector odd = product(indices, values, p + 1, x, lane);
        even = addProduct(indices, values, p + 2, x, lane, even);
        odd = addProduct(indices, values, p + 3, x, lane, odd);
        even = addProduct(indices, values, p + 4, x, lane, even);
        odd = addProduct(indices, values, p + 5, x, lane, odd);
        even = addProduct(indices, values, p + 6, x, lane, even);
        odd = addProduct(indices, values, p + 7, x, lane, odd);
        FloatVector sum = even.add(odd);
        low = low.add(widened(sum, 0));
        high = high.add(widened(sum, 1));
      }
      for (; p < to; p++) {
        FloatVector product = product(indices, values, p, x, lane);
        low = low.add(widened(product, 0));
        high = high.add(widened(product, 1));
      }
      low.intoArray(y, at + lane);
      high.intoArray(y, at + lane + LANES);
    }
  }

  private static FloatVector product(int[] indices, float[] values, int p, float[] x, int lane) {
    return load(x, indices[p] * WIDTH + lane).mul(values[p]);
  }

  private static FloatVector addProduct(
      int[] indices, float[] values, int p, float[] x, int lane, FloatVector sum) {
    return load(x, indices[p] * WIDTH + lane).fma(FloatVector.broadcast(F, values[p]), sum);
  }

  /** The lower or the upper half of the lanes, in float64. */
  private static DoubleVector widened(FloatVector x, int half) {
    return (DoubleVector) x.convertShape(VectorOperators.F2D, D, half);
  }

  private static FloatVector row(MemorySegment x, int row, int lane) {
    return FloatVector.fromMemorySegment(F, x, row * ROW_BYTES + lane * FLOAT_BYTES, ORDER);
  }

  @Override
  public void scatter(
      int[] indices, float[] values, int from, int to, float[] t, int at, FloatPanel panel) {
    MemorySegment z = panel.values();
    for (int lane = 0; lane < WIDTH; lane += FLOATS) {
      FloatVector lanes = load(t, at + lane);
      for (int p = from; p < to; p++) {
        lanes
            .fma(FloatVector.broadcast(F, values[p]), row(z, indices[p], lane))
            .intoMemorySegment(z, indices[p] * ROW_BYTES + lane * FLOAT_BYTES, ORDER);
      }
    }
  }

  @Override
  public double product(FloatPanel panel, int g, int h) {
    MemorySegment y = panel.values();
    double[] chains = new double[4];
    for (int lane = 0; lane < 4; lane += CHAINS.length()) {
      DoubleVector sum = DoubleVector.zero(CHAINS);
      for (int c = lane; c < WIDTH; c += 4) {
        sum = chains(y, g, c).fma(chains(y, h, c), sum);
      }
      sum.intoArray(chains, lane);
    }
    return (chains[0] + chains[1]) + (chains[2] + chains[3]);
  }

  private static DoubleVector chains(MemorySegment y, int row, int column) {
    return (DoubleVector)
        FloatVector.fromMemorySegment(
                CHAIN_FLOATS, y, row * ROW_BYTES + column * FLOAT_BYTES, ORDER)
            .convertShape(VectorOperators.F2D, CHAINS, 0);
  }

  @Override
  public double sum(FloatPanel panel, int row) {
    MemorySegment y = panel.values();
    double[] chains = new double[4];
    for (int lane = 0; lane < 4; lane += CHAINS.length()) {
      DoubleVector sum = DoubleVector.zero(CHAINS);
      for (int c = lane; c < WIDTH; c += 4) {
        sum = sum.add(chains(y, row, c));
      }
      sum.intoArray(chains, lane);
    }
    return (chains[0] + chains[1]) + (chains[2] + chains[3]);
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
  public void addProduct(float[] q, int qRow, float[] h, int hAt, float[] w, int rows) {
    int row = 0;
    for (; row + 4 <= rows; row += 4) {
      addProductOfFourRows(q, (qRow + row) * WIDTH, h, hAt, w, row * WIDTH);
    }
    for (; row < rows; row++) {
      addProductOfRow(q, (qRow + row) * WIDTH, h, hAt, w, row * WIDTH);
    }
  }

  private static void addProductOfFourRows(
      float[] q, int i, float[] h, int hAt, float[] w, int at) {
    for (int lane = 0; lane < WIDTH; lane += FLOATS) {
      int j = at + lane;
      FloatVector w0 = load(w, j);
      FloatVector w1 = load(w, j + WIDTH);
      FloatVector w2 = load(w, j + 2 * WIDTH);
      FloatVector w3 = load(w, j + 3 * WIDTH);
      for (int c = 0; c < WIDTH; c++) {
        FloatVector hc = load(h, hAt + c * WIDTH + lane);
        w0 = hc.fma(FloatVector.broadcast(F, q[i + c]), w0);
        w1 = hc.fma(FloatVector.broadcast(F, q[i + c + WIDTH]), w1);
        w2 = hc.fma(FloatVector.broadcast(F, q[i + c + 2 * WIDTH]), w2);
        w3 = hc.fma(FloatVector.broadcast(F, q[i + c + 3 * WIDTH]), w3);
      }
      w0.intoArray(w, j);
      w1.intoArray(w, j + WIDTH);
      w2.intoArray(w, j + 2 * WIDTH);
      w3.intoArray(w, j + 3 * WIDTH);
    }
  }

  private static void addProductOfRow(float[] q, int i, float[] h, int hAt, float[] w, int at) {
    for (int c = 0; c < WIDTH; c++) {
      for (int lane = 0; lane < WIDTH; lane++) {
        w[at + lane] = Math.fma(q[i + c], h[hAt + c * WIDTH + lane], w[at + lane]);
      }
    }
  }

  /** Eight rows of h stay in registers while the rows of q and w go by. */
  @Override
  public void addTransposedProduct(float[] q, float[] w, float[] h, int from, int to) {
    for (int lane = 0; lane < WIDTH; lane += FLOATS) {
      addTransposedProductOfEightColumns(q, 0, w, h, lane, from, to);
      addTransposedProductOfEightColumns(q, 8, w, h, lane, from, to);
    }
  }

  private static void addTransposedProductOfEightColumns(
      float[] q, int column, float[] w, float[] h, int lane, int from, int to) {
    int at = column * WIDTH + lane;
    FloatVector h0 = load(h, at);
    FloatVector h1 = load(h, at + WIDTH);
    FloatVector h2 = load(h, at + 2 * WIDTH);
    FloatVector h3 = load(h, at + 3 * WIDTH);
    FloatVector h4 = load(h, at + 4 * WIDTH);
    FloatVector h5 = load(h, at + 5 * WIDTH);
    FloatVector h6 = load(h, at + 6 * WIDTH);
    FloatVector h7 = load(h, at + 7 * WIDTH);
    for (int row = from; row < to; row++) {
      FloatVector wr = load(w, row * WIDTH + lane);
      int i = row * WIDTH + column;
      h0 = wr.fma(FloatVector.broadcast(F, q[i]), h0);
      h1 = wr.fma(FloatVector.broadcast(F, q[i + 1]), h1);
      h2 = wr.fma(FloatVector.broadcast(F, q[i + 2]), h2);
      h3 = wr.fma(FloatVector.broadcast(F, q[i + 3]), h3);
      h4 = wr.fma(FloatVector.broadcast(F, q[i + 4]), h4);
      h5 = wr.fma(FloatVector.broadcast(F, q[i + 5]), h5);
      h6 = wr.fma(FloatVector.broadcast(F, q[i + 6]), h6);
      h7 = wr.fma(FloatVector.broadcast(F, q[i + 7]), h7);
    }
    h0.intoArray(h, at);
    h1.intoArray(h, at + WIDTH);
    h2.intoArray(h, at + 2 * WIDTH);
    h3.intoArray(h, at + 3 * WIDTH);
    h4.intoArray(h, at + 4 * WIDTH);
    h5.intoArray(h, at + 5 * WIDTH);
    h6.intoArray(h, at + 6 * WIDTH);
    h7.intoArray(h, at + 7 * WIDTH);
  }

  private static FloatVector load(float[] a, int offset) {
    return FloatVector.fromArray(F, a, offset);
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
