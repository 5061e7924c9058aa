package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void countsInsertionsDeletionsAndReplacements() {
    assertThat(Nearest.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.edits("", "abc")).isEqualTo(3);
    assertThat(Nearest.edits("abc", "")).isEqualTo(3);
    assertThat(Nearest.edits("HOPS", "hops")).isZero();
  }

  @Test
  void prefersTheFirstByNameOfEquallyNearWords() {
    assertThat(Nearest.hint("ab", List.of("ad", "ac"))).isEqualTo("did you mean ac?");
  }
}
