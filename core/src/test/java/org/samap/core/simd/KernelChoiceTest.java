package org.samap.core.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Which kernels run. */
class KernelChoiceTest {
  @Test
  void takesPlainLoopsIfAskedOrWithoutTheVectorModule() {
    assertThat(KernelChoice.choose("scalar", true)).isInstanceOf(ScalarKernels.class);
    assertThat(KernelChoice.choose("vector", false)).isInstanceOf(ScalarKernels.class);
  }

  @Test
  void refusesAnUnknownWish() {
    assertThatThrownBy(() -> KernelChoice.choose("fast", true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("samap.simd");
  }
}
