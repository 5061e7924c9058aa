package org.samap.core.anndata.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.Store;
import org.samap.core.anndata.Values;

/** Every form in which the formats write the element that stands where no chunk is. */
class ZarrFillValueTest {

  @ParameterizedTest
  @CsvSource({
    "FLOAT64, 1.5, 1.5",
    "FLOAT32, 3, 3.0",
    "FLOAT32, NaN, nan",
    "FLOAT64, '\"NaN\"', nan",
    "FLOAT64, '\"Infinity\"', Infinity",
    "FLOAT32, '\"-Infinity\"', -Infinity",
    "FLOAT32, '\"0x3fc00000\"', 1.5",
    "FLOAT16, '\"0x3e00\"', 1.5",
    "FLOAT64, '\"0x7ff8000000000000\"', nan",
    "INT8, -128, -128",
    "UINT8, 255, 255",
    "INT32, 7.0, 7",
    "INT64, -9223372036854775808, -9223372036854775808",
    "UINT64, 18446744073709551615, 18446744073709551615",
    "BOOL, true, True",
    "BOOL, 0, False",
    "INT16, null, 0",
  })
  void readsNumbers(DType type, String json, String expected) {
    assertThat(fill(json, new ElementType.Numbers(type, false)).texts()).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "INT8, 128",
    "UINT8, -1",
    "INT32, 1.5",
    "INT32, 1e999999999",
    "INT32, 1e-999999999",
    "INT32, NaN",
    "INT32, '\"a\"'",
    "FLOAT32, '\"a\"'",
    "FLOAT32, '\"0xzz\"'",
    "BOOL, '[]'",
  })
  void refusesWhatIsNoElement(DType type, String json) {
    assertThatThrownBy(() -> fill(json, new ElementType.Numbers(type, false)))
        .isInstanceOf(Store.Fault.class)
        .hasMessage("'fill_value' in its metadata makes no sense");
  }

  @Test
  void readsTexts() {
    assertThat(fill("\"a\"", new ElementType.AnyTexts())).isEqualTo(Values.of("a"));
    assertThat(fill("0", new ElementType.AnyTexts())).isEqualTo(Values.of(""));
    assertThat(fill("\"ab\"", ElementType.FixedTexts.utf32(8, false))).isEqualTo(Values.of("ab"));
    assertThat(fill("\"YWI=\"", ElementType.FixedTexts.utf8(3))).isEqualTo(Values.of("ab"));
    assertThatThrownBy(() -> fill("\"?\"", ElementType.FixedTexts.utf8(3)))
        .isInstanceOf(Store.Fault.class);
  }

  private static Values fill(String json, ElementType type) {
    byte[] metadata =
        String.format(Locale.ROOT, "{\"f\": %s}", json).getBytes(StandardCharsets.UTF_8);
    Optional<JsonValue> value = JsonValue.parse(metadata).asMembers("all").get("f");
    return ZarrFillValue.of(value, type);
  }
}
