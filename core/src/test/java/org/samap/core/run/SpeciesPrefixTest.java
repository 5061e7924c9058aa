package org.samap.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeciesPrefixTest {
  @Test
  void takesIdsOfAnyTextThatNamesFiles() {
    List<String> ids =
        List.of("hs", "h", "Homo_sapiens", "H. sapiens", "人", "Zebrabärbling", "a'b (2)", "10090");
    assertThatCode(() -> SpeciesPrefix.check(ids)).doesNotThrowAnyException();
  }

  @Test
  void findsTheOwnerOfAName() {
    List<String> ids = List.of("a", "ab", "b_c", "人");
    assertThat(SpeciesPrefix.of("a_b_c_x", ids)).contains("a");
    assertThat(SpeciesPrefix.of("ab_x", ids)).contains("ab");
    assertThat(SpeciesPrefix.of("b_c_x_y", ids)).contains("b_c");
    assertThat(SpeciesPrefix.of("人_", ids)).contains("人");
    assertThat(SpeciesPrefix.of("b_x", ids)).isEmpty();
    assertThat(SpeciesPrefix.of("a", ids)).isEmpty();
  }

  @Test
  void refusesIdsThatCouldOwnOneName() {
    assertThatThrownBy(() -> SpeciesPrefix.check(List.of("a_b", "c", "a")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "a name such as a_b_x could belong to the species 'a' or 'a_b'; choose another id");
    assertThatCode(() -> SpeciesPrefix.check(List.of("a", "ab", "b_a"))).doesNotThrowAnyException();
  }

  @Test
  void refusesIdsThatNameTheSameFiles() {
    assertThatThrownBy(() -> SpeciesPrefix.check(List.of("hs", "hs")))
        .hasMessage("two species have the id hs; give each its own");
    assertThatThrownBy(() -> SpeciesPrefix.check(List.of("hs", "HS")))
        .hasMessage("the ids 'hs' and 'HS' name the same files; choose another id");
    assertThatThrownBy(() -> SpeciesPrefix.check(List.of("\u00e4", "a\u0308")))
        .hasMessageContaining("name the same files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a/b", "a\\b", "a:b", "a*", "a?", "a\"b", "a<b", "a>b", "a|b", "a,b", "a=b"})
  void refusesCharactersOfPathsOrOptions(String id) {
    assertThat(SpeciesPrefix.problem(id).orElseThrow())
        .matches("has '.', which cannot be part of a file name everywhere; leave it out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          .a|begins with '.'
          -a|begins with '-'
          #a|begins with '#'
          ..|ends with a dot
           a|begins or ends with a blank
          con|cannot be the name of a file on Windows
          LPT1.x|cannot be the name of a file on Windows
          """)
  void refusesNamesThatNoFileShouldHave(String id, String message) {
    assertThat(SpeciesPrefix.problem(id).orElseThrow()).contains(message);
  }

  @Test
  void refusesIdsThatAreEmptyOrTooLong() {
    assertThat(SpeciesPrefix.problem("")).contains("is empty; write a short one, such as hs");
    assertThat(SpeciesPrefix.problem(" ")).isPresent();
    assertThat(SpeciesPrefix.problem("a\tb").orElseThrow()).startsWith("has the character 9,");
    assertThat(SpeciesPrefix.problem("a".repeat(100))).isEmpty();
    assertThat(SpeciesPrefix.problem("人".repeat(34)).orElseThrow()).startsWith("has 102 bytes");
  }
}
