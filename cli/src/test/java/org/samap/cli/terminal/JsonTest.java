package org.samap.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.samap.core.sam.WeightMode;

class JsonTest {
  private record Point(int x, Optional<String> label, double y) {}

  @Test
  void writesRecordsInTheOrderOfTheirComponents() {
    assertThat(Json.text(new Point(1, Optional.of("a"), 0.1)))
        .isEqualTo("{\n  \"x\": 1,\n  \"label\": \"a\",\n  \"y\": 0.1\n}\n");
  }

  @Test
  void leavesOutWhatIsEmptyInARecord() {
    assertThat(Json.text(new Point(1, Optional.empty(), 1e-6)))
        .isEqualTo("{\n  \"x\": 1,\n  \"y\": 1.0E-6\n}\n");
  }

  @Test
  void writesEverythingElse() {
    assertThat(Json.text(List.of(true, 5L, 1.5f, Path.of("a/b"), WeightMode.RMS)))
        .isEqualTo("[\n  true,\n  5,\n  1.5,\n  \"a/b\",\n  \"rms\"\n]\n");
    assertThat(Json.text(List.of())).isEqualTo("[]\n");
    assertThat(Json.text(Map.of())).isEqualTo("{}\n");
    assertThat(Json.text(new ArrayList<>(Collections.singletonList(null))))
        .isEqualTo("[\n  null\n]\n");
  }

  @Test
  void sortsWhatHasNoOrder() {
    Map<String, Integer> map = new HashMap<>();
    for (int i = 9; i >= 0; i--) {
      map.put("k" + i, i);
    }
    assertThat(Json.text(map).lines().toList().subList(1, 4))
        .containsExactly("  \"k0\": 0,", "  \"k1\": 1,", "  \"k2\": 2,");
    assertThat(Json.text(Set.of("c", "a", "b"))).isEqualTo("[\n  \"a\",\n  \"b\",\n  \"c\"\n]\n");
  }

  @Test
  void escapesText() {
    assertThat(Json.text("\"\\\n\r\t\u0001é\uD83E\uDDEC"))
        .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0001é\\ud83e\\uddec\"\n");
  }

  @Test
  void refusesWhatJsonCannotHold() {
    assertThatThrownBy(() -> Json.text(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.text(Float.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.text(new Object())).isInstanceOf(IllegalArgumentException.class);
  }
}
