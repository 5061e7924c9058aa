package org.samap.core.simd;

import java.util.Objects;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels in vector instructions of up to 512 bits.
 *
 * <p>A register holds 16 lanes or an equal part of them. Narrow registers make one pass per part,
 * each over its own lanes. So no more registers are in use than with wide ones, and the same code
 * serves every width. Vector species and shuffles are constants, and helpers are small and static:
 * vectors stay in registers only if the compiler knows everything about them.
 */
final class VectorKernels implements Kernels {
  private static final int LANES = 16;
  private static final ScalarKernels SCALAR = new ScalarKernels();

  /** Up to this many values, adding one by one is as fast as adding to 64 at once. */
  private static final int FEW = 10;

  private static final VectorSpecies<Float> F = widest(FloatVector.SPECIES_PREFERRED, float.class);
  private static final int F_LENGTH = F.length();
  private static final VectorShuffle<Float> F_8 = rotation(F, 8);
  private static final VectorShuffle<Float> F_4 = rotation(F, 4);
  private static final VectorShuffle<Float> F_2 = rotation(F, 2);
  private static final VectorShuffle<Float> F_1 = rotation(F, 1);

  private static final VectorSpecies<Double> D =
      widest(DoubleVector.SPECIES_PREFERRED, double.class);
  private static final int D_LENGTH = D.length();

  private static final VectorSpecies<Integer> I = widest(IntVector.SPECIES_PREFERRED, int.class);
  private static final int I_LENGTH = I.length();

  /** As many floats as there are doubles in D. */
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(D.vectorBitSize() / 2));

  private static <E> VectorSpecies<E> widest(VectorSpecies<E> preferred, Class<E> type) {
    return preferred.vectorBitSize() <= 512
        ? preferred
        : VectorSpecies.of(type, VectorShape.S_512_BIT);
  }

  private static <E> VectorShuffle<E> rotation(VectorSpecies<E> species, int by) {
    return VectorShuffle.iota(species, by % species.length(), 1, true);
  }

  /** Whether registers are wide enough to gain anything. */
  static boolean supported() {
    return F_LENGTH >= 4;
  }

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int n) {
    Objects.checkFromIndexSize(aOffset, n, a.length);
    Objects.checkFromIndexSize(bOffset, n, b.length);
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      int p = aOffset + i;
      int q = bOffset + i;
      s0 = load(a, p).fma(load(b, q), s0);
      if (F_LENGTH < 16) {
        s1 = load(a, p + F_LENGTH).fma(load(b, q + F_LENGTH), s1);
      }
      if (F_LENGTH < 8) {
        s2 = load(a, p + 8).fma(load(b, q + 8), s2);
        s3 = load(a, p + 12).fma(load(b, q + 12), s3);
      }
    }
    if (i == n) {
      return sum(s0, s1, s2, s3);
    }
    float[] lanes = lanes(s0, s1, s2, s3);
    for (int l = 0; i < n; l++, i++) {
      lanes[l] = Math.fma(a[aOffset + i], b[bOffset + i], lanes[l]);
    }
    return ScalarKernels.sum(lanes);
  }

  @Override
  public float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int n) {
    Objects.checkFromIndexSize(aOffset, n, a.length);
    Objects.checkFromIndexSize(bOffset, n, b.length);
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      int p = aOffset + i;
      int q = bOffset + i;
      FloatVector d = load(a, p).sub(load(b, q));
      s0 = d.fma(d, s0);
      if (F_LENGTH < 16) {
        d = load(a, p + F_LENGTH).sub(load(b, q + F_LENGTH));
        s1 = d.fma(d, s1);
      }
      if (F_LENGTH < 8) {
        d = load(a, p + 8).sub(load(b, q + 8));
        s2 = d.fma(d, s2);
        d = load(a, p + 12).sub(load(b, q + 12));
        s3 = d.fma(d, s3);
      }
    }
    if (i == n) {
      return sum(s0, s1, s2, s3);
    }
    float[] lanes = lanes(s0, s1, s2, s3);
    for (int l = 0; i < n; l++, i++) {
      float d = a[aOffset + i] - b[bOffset + i];
      lanes[l] = Math.fma(d, d, lanes[l]);
    }
    return ScalarKernels.sum(lanes);
  }

  private static FloatVector load(float[] a, int offset) {
    return FloatVector.fromArray(F, a, offset);
  }

  /** The sum of 16 lanes in one, two or four registers. */
  private static float sum(FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
    FloatVector v = F_LENGTH == 16 ? s0 : F_LENGTH == 8 ? s0.add(s1) : s0.add(s2).add(s1.add(s3));
    if (F_LENGTH == 16) {
      v = v.add(v.rearrange(F_8));
    }
    if (F_LENGTH >= 8) {
      v = v.add(v.rearrange(F_4));
    }
    v = v.add(v.rearrange(F_2));
    v = v.add(v.rearrange(F_1));
    return v.lane(0);
  }

  private static float[] lanes(FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
    float[] lanes = new float[LANES];
    s0.intoArray(lanes, 0);
    if (F_LENGTH < 16) {
      s1.intoArray(lanes, F_LENGTH);
    }
    if (F_LENGTH < 8) {
      s2.intoArray(lanes, 8);
      s3.intoArray(lanes, 12);
    }
    return lanes;
  }

  @Override
  public double dotInDouble(float[] a, int aOffset, float[] b, int bOffset, int n) {
    Objects.checkFromIndexSize(aOffset, n, a.length);
    Objects.checkFromIndexSize(bOffset, n, b.length);
    double[] lanes = new double[LANES];
    int whole = n - n % LANES;
    for (int first = 0; first < LANES; first += 2 * D_LENGTH) {
      DoubleVector low = DoubleVector.zero(D);
      DoubleVector high = low;
      for (int i = first; i < whole; i += LANES) {
        int p = aOffset + i;
        int q = bOffset + i;
        low = widen(load2(a, p)).fma(widen(load2(b, q)), low);
        high = widen(load2(a, p + D_LENGTH)).fma(widen(load2(b, q + D_LENGTH)), high);
      }
      low.intoArray(lanes, first);
      high.intoArray(lanes, first + D_LENGTH);
    }
    for (int l = 0; whole + l < n; l++) {
      lanes[l] = Math.fma((double) a[aOffset + whole + l], b[bOffset + whole + l], lanes[l]);
    }
    return ScalarKernels.sum(lanes);
  }

  @Override
  public double squaredDistanceInDouble(float[] a, int aOffset, float[] b, int bOffset, int n) {
    Objects.checkFromIndexSize(aOffset, n, a.length);
    Objects.checkFromIndexSize(bOffset, n, b.length);
    double[] lanes = new double[LANES];
    int whole = n - n % LANES;
    for (int first = 0; first < LANES; first += 2 * D_LENGTH) {
      DoubleVector low = DoubleVector.zero(D);
      DoubleVector high = low;
      for (int i = first; i < whole; i += LANES) {
        int p = aOffset + i;
        int q = bOffset + i;
        DoubleVector d = widen(load2(a, p)).sub(widen(load2(b, q)));
        low = d.fma(d, low);
        d = widen(load2(a, p + D_LENGTH)).sub(widen(load2(b, q + D_LENGTH)));
        high = d.fma(d, high);
      }
      low.intoArray(lanes, first);
      high.intoArray(lanes, first + D_LENGTH);
    }
    for (int l = 0; whole + l < n; l++) {
      double d = (double) a[aOffset + whole + l] - b[bOffset + whole + l];
      lanes[l] = Math.fma(d, d, lanes[l]);
    }
    return ScalarKernels.sum(lanes);
  }

  private static FloatVector load2(float[] a, int offset) {
    return FloatVector.fromArray(HALF, a, offset);
  }

  private static DoubleVector widen(FloatVector x) {
    return (DoubleVector) x.convertShape(VectorOperators.F2D, D, 0);
  }

  @Override
  public void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int n) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    FloatVector factor = FloatVector.broadcast(F, alpha);
    int i = 0;
    for (; i + F_LENGTH <= n; i += F_LENGTH) {
      FloatVector.fromArray(F, x, xOffset + i)
          .fma(factor, FloatVector.fromArray(F, y, yOffset + i))
          .intoArray(y, yOffset + i);
    }
    for (; i < n; i++) {
      y[yOffset + i] = Math.fma(alpha, x[xOffset + i], y[yOffset + i]);
    }
  }

  @Override
  public void axpy(double alpha, float[] x, int xOffset, double[] y, int yOffset, int n) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    DoubleVector factor = DoubleVector.broadcast(D, alpha);
    int i = 0;
    for (; i + D_LENGTH <= n; i += D_LENGTH) {
      widen(FloatVector.fromArray(HALF, x, xOffset + i))
          .fma(factor, DoubleVector.fromArray(D, y, yOffset + i))
          .intoArray(y, yOffset + i);
    }
    for (; i < n; i++) {
      y[yOffset + i] = Math.fma(alpha, x[xOffset + i], y[yOffset + i]);
    }
  }

  @Override
  public void tile(float[] a, int aOffset, int aStride, float[] b, int bOffset, int n, float[] c) {
    Objects.checkFromIndexSize(bOffset, n * TILE_COLUMNS, b.length);
    for (int column = 0; column < TILE_COLUMNS; column += 2 * F_LENGTH) {
      tileColumns(a, aOffset, aStride, b, bOffset, n, c, column);
    }
  }

  /**
   * Two registers of columns of the tile: eight sums are enough to hide the delay of an addition.
   */
  private static void tileColumns(
      float[] a, int a0, int aStride, float[] b, int bOffset, int n, float[] c, int column) {
    int a1 = a0 + aStride;
    int a2 = a1 + aStride;
    int a3 = a2 + aStride;
    FloatVector c00 = FloatVector.zero(F);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    for (int i = 0; i < n; i++) {
      int p = bOffset + i * TILE_COLUMNS + column;
      FloatVector left = FloatVector.fromArray(F, b, p);
      FloatVector right = FloatVector.fromArray(F, b, p + F_LENGTH);
      FloatVector x = FloatVector.broadcast(F, a[a0 + i]);
      c00 = x.fma(left, c00);
      c01 = x.fma(right, c01);
      x = FloatVector.broadcast(F, a[a1 + i]);
      c10 = x.fma(left, c10);
      c11 = x.fma(right, c11);
      x = FloatVector.broadcast(F, a[a2 + i]);
      c20 = x.fma(left, c20);
      c21 = x.fma(right, c21);
      x = FloatVector.broadcast(F, a[a3 + i]);
      c30 = x.fma(left, c30);
      c31 = x.fma(right, c31);
    }
    c00.intoArray(c, column);
    c01.intoArray(c, column + F_LENGTH);
    c10.intoArray(c, TILE_COLUMNS + column);
    c11.intoArray(c, TILE_COLUMNS + column + F_LENGTH);
    c20.intoArray(c, 2 * TILE_COLUMNS + column);
    c21.intoArray(c, 2 * TILE_COLUMNS + column + F_LENGTH);
    c30.intoArray(c, 3 * TILE_COLUMNS + column);
    c31.intoArray(c, 3 * TILE_COLUMNS + column + F_LENGTH);
  }

  @Override
  public int firstAbove(float limit, float[] a, int from, int to) {
    Objects.checkFromToIndex(from, to, a.length);
    int i = from;
    for (; i + F_LENGTH <= to; i += F_LENGTH) {
      VectorMask<Float> above = load(a, i).compare(VectorOperators.GT, limit);
      if (above.anyTrue()) {
        return i + above.firstTrue();
      }
    }
    while (i < to && !(a[i] > limit)) {
      i++;
    }
    return i;
  }

  @Override
  public int above(float[] limits, float[] a, int offset) {
    int bits = 0;
    for (int i = 0; i < TILE_COLUMNS; i += F_LENGTH) {
      VectorMask<Float> above = load(a, offset + i).compare(VectorOperators.GT, load(limits, i));
      if (above.anyTrue()) { // rarely true
        bits |= (int) above.toLong() << i;
      }
    }
    return bits;
  }

  @Override
  public void addWhere(long bits, int value, int[] y, int offset) {
    if (Long.bitCount(bits) < FEW) {
      SCALAR.addWhere(bits, value, y, offset);
      return;
    }
    Objects.checkFromIndexSize(offset, Long.SIZE, y.length);
    IntVector values = IntVector.broadcast(I, value);
    for (int i = 0; i < Long.SIZE; i += I_LENGTH) {
      IntVector.fromArray(I, y, offset + i)
          .add(values, VectorMask.fromLong(I, bits >>> i))
          .intoArray(y, offset + i);
    }
  }

  @Override
  public void sumsWhere(long[] bits, int[] values, int n, int[] sums, int offset) {
    Objects.checkFromIndexSize(offset, Long.SIZE, sums.length);
    for (int i = 0; i < Long.SIZE; i += I_LENGTH) {
      IntVector sum = IntVector.zero(I);
      for (int k = 0; k < n; k++) {
        sum = sum.add(values[k], VectorMask.fromLong(I, bits[k] >>> i));
      }
      sum.intoArray(sums, offset + i);
    }
  }

  @Override
  public long atLeast(int limit, int[] a, int offset) {
    Objects.checkFromIndexSize(offset, Long.SIZE, a.length);
    long bits = 0;
    for (int i = 0; i < Long.SIZE; i += I_LENGTH) {
      bits |=
          IntVector.fromArray(I, a, offset + i).compare(VectorOperators.GE, limit).toLong() << i;
    }
    return bits;
  }

  @Override
  public String toString() {
    return "vector, " + F.vectorBitSize() + " bits";
  }
}
