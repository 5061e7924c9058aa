package org.samap.core.simd;

/**
 * Inner loops over float32 arrays. All implementations give the same bits, whatever the processor:
 *
 * <ul>
 *   <li>A sum over n terms has 16 interleaved lanes: lane l is the chain of fused multiply-adds
 *       over the terms l, l + 16, l + 32, ..., in this order, starting with 0. The lanes are added
 *       as a fixed tree: lane l to l + 8, then l to l + 4, l to l + 2, l to l + 1.
 *   <li>An element of a matrix product or an axpy is one chain of fused multiply-adds in order.
 * </ul>
 *
 * <p>Offsets are positions of the first element. Ranges outside an array throw {@link
 * IndexOutOfBoundsException}. Kernels keep no state and can be used from any thread.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

  /** Rows of a {@link #tile}. */
  int TILE_ROWS = 4;

  /** Columns of a {@link #tile}. */
  int TILE_COLUMNS = 32;

  /**
   * Vector instructions where the virtual machine offers them (module {@code
   * jdk.incubator.vector}); else plain loops. The system property {@code samap.simd=scalar} asks
   * for plain loops.
   */
  static Kernels best() {
    return KernelChoice.BEST;
  }

  /**
   * The kernels {@code vector} or {@code scalar}, to compare them. Where there are no vector
   * instructions, both are plain loops.
   */
  static Kernels of(String name) {
    return KernelChoice.named(name);
  }

  /** The sum of a_i b_i, in float32. */
  float dot(float[] a, int aOffset, float[] b, int bOffset, int n);

  /** The sum of (a_i - b_i)^2, in float32. */
  float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int n);

  /** The sum of a_i b_i, in float64 (each product is exact). */
  double dotInDouble(float[] a, int aOffset, float[] b, int bOffset, int n);

  /** The sum of (a_i - b_i)^2, in float64. */
  double squaredDistanceInDouble(float[] a, int aOffset, float[] b, int bOffset, int n);

  /** y_i += alpha x_i, in float32. */
  void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int n);

  /** y_i += alpha x_i, in float64. */
  void axpy(double alpha, float[] x, int xOffset, double[] y, int yOffset, int n);

  /**
   * A tile of a matrix product, C = A B: every row of A with every column of B, in float32.
   *
   * @param a {@value #TILE_ROWS} rows of n values
   * @param aStride the distance from the beginning of a row of A to the beginning of the next
   * @param b n rows of {@value #TILE_COLUMNS} values, one after the other
   * @param c takes {@value #TILE_ROWS} rows of {@value #TILE_COLUMNS} values from position 0
   */
  void tile(float[] a, int aOffset, int aStride, float[] b, int bOffset, int n, float[] c);

  /**
   * The first position in [from, to) with a value above {@code limit}; {@code to} if there is none.
   */
  int firstAbove(float limit, float[] a, int from, int to);

  /**
   * Sets a bit for each of the {@value #TILE_COLUMNS} values from {@code offset} on that is above
   * the limit at its place.
   */
  int above(float[] limits, float[] a, int offset);

  /** y_i += value, for each of the 64 values from {@code offset} on whose bit is set. */
  void addWhere(long bits, int value, int[] y, int offset);

  /**
   * Writes 64 sums from {@code offset} on. The i-th is the sum of those of the first n values that
   * have bit i set.
   */
  void sumsWhere(long[] bits, int[] values, int n, int[] sums, int offset);

  /** Sets a bit for each of the 64 values from {@code offset} on that is at least {@code limit}. */
  long atLeast(int limit, int[] a, int offset);
}
