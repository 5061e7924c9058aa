package org.samap.core.anndata.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.anndata.Store;

class JsonValueTest {

  @Test
  void readsValuesOfEveryKind() {
    JsonValue json =
        parse(" {\"a\" : [1, -2.5e3, NaN], \"b\\u00e9\\n\": {}, \"c\": [true, null, \"\"]} ");
    assertThat(json)
        .isEqualTo(
            new JsonValue.Members(
                Map.of(
                    "a",
                    new JsonValue.Items(
                        List.of(
                            new JsonValue.Numeral("1"),
                            new JsonValue.Numeral("-2.5e3"),
                            new JsonValue.Numeral("NaN"))),
                    "b\u00e9\n",
                    new JsonValue.Members(Map.of()),
                    "c",
                    new JsonValue.Items(
                        List.of(
                            new JsonValue.Truth(true),
                            new JsonValue.Nothing(),
                            new JsonValue.Text(""))))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "{", "[1,]", "{\"a\"}", "{1: 2}", "\"a", "\"\\x\"", "\"\\u12", "01x", "1 2", "nil", "+1"
      })
  void tellsWhereItIsNoJson(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(Store.Fault.class)
        .hasMessageMatching("its metadata are no JSON from character [0-9]+ on");
  }

  @Test
  void endsWhereValuesAreNestedTooDeeply() {
    assertThat(parse("[".repeat(200) + "]".repeat(200))).isInstanceOf(JsonValue.Items.class);
    assertThatThrownBy(() -> parse("[".repeat(100_000)))
        .isInstanceOf(Store.Fault.class)
        .hasMessage("its metadata are nested more than 200 deep");
  }

  private static JsonValue parse(String text) {
    return JsonValue.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
