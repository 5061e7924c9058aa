package org.samap.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.run.RandomStream;

class FallingOrderTest {
  @Test
  void putsTheLargestFirstAndEqualValuesInTheirOrder() {
    assertThat(FallingOrder.of(new double[] {1, 3, -1, 3, 0, -0.0, 1}))
        .containsExactly(1, 3, 0, 6, 4, 5, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 1023})
  void agreesWithAStableSort(int n) {
    RandomStream random = RandomStream.of(1, "order", n);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = Math.floor(random.nextDouble() * n / 3);
    }
    assertThat(FallingOrder.of(values))
        .containsExactly(
            IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .mapToInt(i -> i)
                .toArray());
  }
}
