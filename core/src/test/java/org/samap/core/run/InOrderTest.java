package org.samap.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InOrderTest {
  @Test
  void handsOnEachPartWhenThoseBeforeItAreThere() {
    List<String> told = new ArrayList<>();
    InOrder<String> parts = new InOrder<>(told::add);
    parts.add(1, "second");
    parts.add(3, "fourth");
    assertThat(parts.done()).isZero();
    parts.add(0, "first");
    assertThat(told).containsExactly("first", "second");
    parts.add(2, "third");
    assertThat(told).containsExactly("first", "second", "third", "fourth");
    assertThat(parts.done()).isEqualTo(4);
  }
}
