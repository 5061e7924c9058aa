package org.samap.core.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.run.RandomStream;

/** What every implementation of the kernels does: right within rounding, and the same bits. */
abstract class KernelsContract {
  private static final int OFFSET = 3;
  private static final double FLOAT_ROUNDING = 0x1p-24;
  private static final double DOUBLE_ROUNDING = 0x1p-53;

  private static final long[] BITS = {
    0, 1, -1, Long.MIN_VALUE, 0x0f0f_0000_ffff_1234L, 0x8000_0000_0000_0001L
  };

  private final Kernels reference = new ScalarKernels();

  abstract Kernels kernels();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 100, 300, 1023})
  void sumsProducts(int n) {
    float[] a = random(n, 1);
    float[] b = random(n, 2);
    double expected = 0;
    double size = 0;
    for (int i = OFFSET; i < OFFSET + n; i++) {
      expected += (double) a[i] * b[i];
      size += Math.abs((double) a[i] * b[i]);
    }
    float dot = kernels().dot(a, OFFSET, b, OFFSET, n);
    double inDouble = kernels().dotInDouble(a, OFFSET, b, OFFSET, n);
    assertThat((double) dot).isCloseTo(expected, within((n + 4) * FLOAT_ROUNDING * size));
    assertThat(inDouble).isCloseTo(expected, within((2 * n + 4) * DOUBLE_ROUNDING * size));
    assertThat(dot).isEqualTo(reference.dot(a, OFFSET, b, OFFSET, n));
    assertThat(inDouble).isEqualTo(reference.dotInDouble(a, OFFSET, b, OFFSET, n));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 100, 300, 1023})
  void sumsSquaredDifferences(int n) {
    float[] a = random(n, 3);
    float[] b = random(n, 4);
    double expected = 0;
    for (int i = OFFSET; i < OFFSET + n; i++) {
      expected += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    float squares = kernels().squaredDistance(a, OFFSET, b, OFFSET, n);
    double inDouble = kernels().squaredDistanceInDouble(a, OFFSET, b, OFFSET, n);
    assertThat((double) squares).isCloseTo(expected, within((n + 8) * FLOAT_ROUNDING * expected));
    assertThat(inDouble).isCloseTo(expected, within((2 * n + 8) * DOUBLE_ROUNDING * expected));
    assertThat(squares).isEqualTo(reference.squaredDistance(a, OFFSET, b, OFFSET, n));
    assertThat(inDouble).isEqualTo(reference.squaredDistanceInDouble(a, OFFSET, b, OFFSET, n));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 100, 300, 1023})
  void addsMultiplesOnlyWithinTheRange(int n) {
    float[] x = random(n, 5);
    float[] y = random(n, 6);
    float[] expected = y.clone();
    double[] wide = new double[y.length];
    Arrays.setAll(wide, i -> y[i]);
    double[] expectedWide = wide.clone();
    for (int i = OFFSET; i < OFFSET + n; i++) {
      expected[i] = Math.fma(0.7f, x[i], y[i]);
      expectedWide[i] = Math.fma(0.7, x[i], y[i]);
    }
    kernels().axpy(0.7f, x, OFFSET, y, OFFSET, n);
    kernels().axpy(0.7, x, OFFSET, wide, OFFSET, n);
    assertThat(y).isEqualTo(expected);
    assertThat(wide).isEqualTo(expectedWide);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 100, 300, 1023})
  void multipliesATileAsChainsOfFusedMultiplyAdds(int n) {
    int stride = n + 2;
    float[] a = random(Kernels.TILE_ROWS * stride, 7);
    float[] b = random(n * Kernels.TILE_COLUMNS, 8);
    float[] c = random(Kernels.TILE_ROWS * Kernels.TILE_COLUMNS, 9);
    float[] expected = c.clone();
    for (int row = 0; row < Kernels.TILE_ROWS; row++) {
      for (int column = 0; column < Kernels.TILE_COLUMNS; column++) {
        float sum = 0;
        for (int i = 0; i < n; i++) {
          sum =
              Math.fma(
                  a[OFFSET + row * stride + i], b[OFFSET + i * Kernels.TILE_COLUMNS + column], sum);
        }
        expected[row * Kernels.TILE_COLUMNS + column] = sum;
      }
    }
    kernels().tile(a, OFFSET, stride, b, OFFSET, n, c);
    assertThat(c).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 100, 300, 1023})
  void findsTheFirstValueAboveALimit(int n) {
    float[] a = new float[n + 2 * OFFSET];
    Arrays.fill(a, 2);
    Arrays.fill(a, OFFSET, OFFSET + n, 1);
    assertThat(kernels().firstAbove(1, a, OFFSET, OFFSET + n)).isEqualTo(OFFSET + n);
    for (int i = OFFSET + n - 1; i >= OFFSET; i--) {
      a[i] = i % 3 == 0 ? Float.NaN : 1.5f;
      int expected = i % 3 == 0 && i < OFFSET + n - 1 ? i + 1 : i % 3 == 0 ? OFFSET + n : i;
      assertThat(kernels().firstAbove(1, a, OFFSET, OFFSET + n)).isEqualTo(expected);
    }
  }

  @Test
  void tellsWhichValuesAreAboveTheirLimits() {
    float[] limits = new float[Kernels.TILE_COLUMNS];
    float[] a = new float[OFFSET + Kernels.TILE_COLUMNS];
    Arrays.fill(a, 1);
    int expected = 0;
    for (int i = 0; i < limits.length; i++) {
      limits[i] = new float[] {1, 0.5f, Float.POSITIVE_INFINITY, Float.NaN, 2}[i % 5];
      expected |= i % 5 == 1 ? 1 << i : 0;
    }
    assertThat(kernels().above(limits, a, OFFSET)).isEqualTo(expected);
    a[OFFSET + 31] = Float.NaN;
    assertThat(kernels().above(limits, a, OFFSET)).isEqualTo(expected & Integer.MAX_VALUE);
    assertThatThrownBy(() -> kernels().above(limits, a, OFFSET + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void addsToTheValuesWhoseBitsAreSet() {
    for (long bits : BITS) {
      for (int offset : new int[] {0, 3, 64}) {
        int[] y = IntStream.range(0, offset + 64).map(i -> i * i).toArray();
        int[] expected = y.clone();
        for (int b = 0; b < 64; b++) {
          expected[offset + b] += (bits >>> b & 1) == 1 ? 1000 : 0;
        }
        kernels().addWhere(bits, 1000, y, offset);
        assertThat(y).isEqualTo(expected);
      }
    }
  }

  @Test
  void sumsTheValuesWhoseBitsAreSet() {
    int[] values = {1, 20, 300, 4000, 50000, 600000};
    for (int n = 0; n <= BITS.length; n++) {
      int[] sums = new int[3 + 64 + 1];
      Arrays.fill(sums, -7);
      int[] expected = sums.clone();
      for (int b = 0; b < 64; b++) {
        expected[3 + b] = 0;
        for (int k = 0; k < n; k++) {
          expected[3 + b] += (BITS[k] >>> b & 1) == 1 ? values[k] : 0;
        }
      }
      kernels().sumsWhere(BITS, values, n, sums, 3);
      assertThat(sums).isEqualTo(expected);
    }
  }

  @Test
  void findsTheValuesThatAreAtLeastALimit() {
    int[] a = new int[64 + 2 * OFFSET];
    Arrays.fill(a, 9);
    long expected = 0;
    for (int i = 0; i < 64; i++) {
      a[OFFSET + i] = i % 3 - 1;
      expected |= i % 3 >= 1 ? 1L << i : 0;
    }
    assertThat(kernels().atLeast(0, a, OFFSET)).isEqualTo(expected);
  }

  @Test
  void refusesFewerThan64Values() {
    int[] few = new int[70];
    for (int offset : new int[] {-1, 7}) {
      assertThatThrownBy(() -> kernels().addWhere(3, 1, few, offset))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> kernels().addWhere(-1, 1, few, offset))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> kernels().sumsWhere(BITS, new int[6], 6, few, offset))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> kernels().atLeast(1, few, offset))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void sumsOfTheSameRowInEitherOrderAreEqual() {
    float[] a = random(100, 10);
    float[] b = random(100, 11);
    assertThat(kernels().dot(a, 0, b, 0, 100)).isEqualTo(kernels().dot(b, 0, a, 0, 100));
    assertThat(kernels().squaredDistance(a, 0, b, 0, 100))
        .isEqualTo(kernels().squaredDistance(b, 0, a, 0, 100));
  }

  @Test
  void refusesRangesOutsideAnArray() {
    float[] a = new float[20];
    double[] wide = new double[20];
    assertThatThrownBy(() -> kernels().dot(a, 5, a, 0, 16))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> kernels().squaredDistance(a, 0, a, 5, 16))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> kernels().dotInDouble(a, -1, a, 0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> kernels().squaredDistanceInDouble(a, 0, a, 20, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> kernels().axpy(1f, a, 0, a, 19, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> kernels().axpy(1.0, a, 0, wide, 19, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> kernels().tile(a, 0, 1, a, 0, 1, new float[128]))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static float[] random(int n, int index) {
    RandomStream random = RandomStream.of(0, "kernels-test", index);
    float[] out = new float[n + 2 * OFFSET];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) random.nextGaussian() * 100;
    }
    return out;
  }
}
