package org.samap.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeTest {
  @Test
  void isCalledBySpeciesAndLabel() {
    assertThat(new Node("hs", "B cell").name()).isEqualTo("hs_B cell");
    assertThat(new Node("Homo_sapiens", "CD4_T")).hasToString("Homo_sapiens_CD4_T");
  }

  @Test
  void comesInTheOrderOfNames() {
    assertThat(Stream.of("ab_x", "a_y", "a_x", "aA_x").map(Nodes::of).sorted().map(Node::name))
        .containsExactly("aA_x", "a_x", "a_y", "ab_x");
  }
}
