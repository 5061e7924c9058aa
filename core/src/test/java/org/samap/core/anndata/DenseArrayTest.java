package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenseArrayTest {
  private final DenseArray cube =
      DenseArray.of(Values.of(IntStream.range(0, 24).toArray()), 2, 3, 4);

  @Test
  void readsABox() {
    assertThat(cube.slice(new long[] {0, 1, 1}, new int[] {2, 2, 3}).ints())
        .containsExactly(5, 6, 7, 9, 10, 11, 17, 18, 19, 21, 22, 23);
    assertThat(cube.slice(new long[] {1, 0, 0}, new int[] {1, 3, 4}).ints())
        .containsExactly(IntStream.range(12, 24).toArray());
    assertThat(cube.slice(new long[] {0, 0, 0}, new int[] {2, 0, 4}).ints()).isEmpty();
  }

  @Test
  void readsRows() {
    assertThat(cube.rows(1, 1).ints()).containsExactly(IntStream.range(12, 24).toArray());
    assertThat(DenseArray.scalar(2.5).all().doubles()).containsExactly(2.5);
  }

  @Test
  void readsRowsOfMoreThanAnIntOfThem() {
    DenseArray tall = DenseArray.of(Values.of(new float[0]), 1L << 40, 0);
    assertThat(tall.rows(1L << 39, 5).size()).isZero();
  }

  @Test
  void readsUnsignedNumbersAsWhatTheyMean() {
    assertThat(new Values(DType.UINT8, new byte[] {-1}).ints()).containsExactly(255);
    assertThat(new Values(DType.UINT32, new int[] {-1}).longs()).containsExactly(4294967295L);
    Values large = new Values(DType.UINT64, new long[] {-1});
    assertThat(large.texts()).containsExactly("18446744073709551615");
    assertThat(large.doubles()).containsExactly(0x1p64);
  }

  @Test
  void refusesValuesThatDoNotFillTheShape() {
    assertThatThrownBy(() -> DenseArray.of(Values.of(1, 2, 3), 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 values for the shape [2, 2]");
  }

  @Test
  void standsInALongerOneThatIsNotMade() {
    DenseArray part = DenseArray.vector(Values.of(5, 6, 7));
    DenseArray longer = DenseArray.padded(part, 2, 8, Values.of(-1));
    assertThat(longer.all().ints()).containsExactly(-1, -1, 5, 6, 7, -1, -1, -1);
    assertThat(longer.rows(0, 2).ints()).containsExactly(-1, -1);
    assertThat(longer.rows(3, 1).ints()).containsExactly(6);
    assertThat(longer.rows(1, 3).ints()).containsExactly(-1, 5, 6);
    assertThat(longer.rows(4, 4).ints()).containsExactly(7, -1, -1, -1);
    assertThat(longer.rows(8, 0).size()).isZero();
    DenseArray half = DenseArray.vector(Values.of(0.5));
    assertThat(DenseArray.padded(half, 1, 3, Values.blank(DType.FLOAT64)).all().doubles())
        .containsExactly(Double.NaN, 0.5, Double.NaN);
    assertThat(DenseArray.padded(part, 1L << 40, 1L << 41, Values.of(0)).size())
        .isEqualTo(1L << 41);
  }

  @Test
  void refusesAPartThatIsNone() {
    DenseArray part = DenseArray.vector(Values.of(5, 6, 7));
    assertThatThrownBy(() -> DenseArray.padded(part, 2, 4, Values.of(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 elements from 2 on do not fit into 4");
    assertThatThrownBy(() -> DenseArray.padded(part, 0, 4, Values.of(0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 FLOAT64 for an array of INT32");
  }
}
