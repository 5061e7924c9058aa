package org.samap.core.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransformTest {
  @ParameterizedTest
  @EnumSource(Transform.class)
  void givesTheValueBack(Transform transform) {
    for (double y : new double[] {0, 1e-3, 0.5, 1, 7, 1000}) {
      assertThat(transform.inverse(transform.of(y))).isCloseTo(y, within(1e-12 * (1 + y)));
    }
  }
}
