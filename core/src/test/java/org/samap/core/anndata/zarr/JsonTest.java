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

class JsonTest {

  @Test
  void readsValuesOfEveryKind() {
    Json json =
        parse(" {\"a\" : [1, -2.5e3, NaN], \"b\\u00e9\\n\": {}, \"c\": [true, null, \"\"]} ");
    assertThat(json)
        .isEqualTo(
            new Json.Members(
                Map.of(
                    "a",
                    new Json.Items(
                        List.of(
                            new Json.Numeral("1"),
                            new Json.Numeral("-2.5e3"),
                            new Json.Numeral("NaN"))),
                    "b\u00e9\n",
                    new Json.Members(Map.of()),
                    "c",
                    new Json.Items(
                        List.of(new Json.Truth(true), new Json.Nothing(), new Json.Text(""))))));
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
    assertThat(parse("[".repeat(200) + "]".repeat(200))).isInstanceOf(Json.Items.class);
    assertThatThrownBy(() -> parse("[".repeat(100_000)))
        .isInstanceOf(Store.Fault.class)
        .hasMessage("its metadata are nested more than 200 deep");
  }

  private static Json parse(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
