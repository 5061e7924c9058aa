package org.samap.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  @Test
  void countsInsertionsDeletionsAndReplacements() {
    assertThat(Suggestion.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(Suggestion.edits("", "abc")).isEqualTo(3);
    assertThat(Suggestion.edits("abc", "")).isEqualTo(3);
    assertThat(Suggestion.edits("HOPS", "hops")).isZero();
  }

  @Test
  void prefersTheFirstByNameOfEquallyNearWords() {
    assertThat(Suggestion.hint("ab", List.of("ad", "ac"))).isEqualTo("did you mean ac?");
  }
}
