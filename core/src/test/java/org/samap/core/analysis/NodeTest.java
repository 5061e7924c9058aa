package org.samap.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTest {
  @ParameterizedTest
  @ValueSource(strings = {"B cell", "", "_", "CD4_T", "β; T 细胞"})
  void isReadBackFromItsName(String label) {
    Node node = new Node("hs", label);
    assertThat(node.name()).isEqualTo("hs_" + label);
    assertThat(Node.parse(node.name())).isEqualTo(node);
  }

  @Test
  void comesInTheOrderOfNames() {
    assertThat(Stream.of("ab_x", "a_y", "a_x", "aA_x").map(Node::parse).sorted().map(Node::name))
        .containsExactly("aA_x", "a_x", "a_y", "ab_x");
  }

  @Test
  void refusesTextThatIsNoName() {
    assertThatThrownBy(() -> Node.parse("hs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'hs' is not a node; write species_label");
    assertThatThrownBy(() -> new Node("h_s", "B")).isInstanceOf(IllegalArgumentException.class);
  }
}
