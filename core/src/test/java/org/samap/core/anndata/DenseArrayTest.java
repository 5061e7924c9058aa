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
}
