package org.samap.core.anndata.hdf5.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnappyTest {
  private static String text(String hex, int length) throws DataFormatException {
    byte[] out = Snappy.decompress(HexFormat.of().parseHex(hex.replace(" ", "")), length);
    return new String(out, StandardCharsets.US_ASCII);
  }

  /** Literals, and copies from each kind of distance; those that overlap repeat what they write. */
  @ParameterizedTest
  @CsvSource({
    "03 08 616263, abc",
    "07 04 6162 01 02 00 63, abababc",
    "06 04 6162 0e 02 00, ababab",
    "06 04 6162 0f 02 00 00 00, ababab",
    "04 00 61 0a 01 00, aaaa",
    "03 f0 02 616263, abc",
    "03 f4 02 00 616263, abc",
    "03 fc 02 00 00 00 616263, abc",
  })
  void decodesEveryElement(String block, String expected) throws DataFormatException {
    assertThat(text(block, expected.length())).isEqualTo(expected);
  }

  @Test
  void readsALengthOfSeveralBytes() throws DataFormatException {
    assertThat(text("ac 02 00 61" + " fe 01 00".repeat(4) + " aa 01 00", 300))
        .isEqualTo("a".repeat(300));
  }

  @Test
  void decodesNothing() throws DataFormatException {
    assertThat(text("00", 0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "             | is broken",
        "ff           | is broken",
        "ff ff ff ff ff | holds -1 of 3 bytes",
        "04 08 616263 | holds 4 of 3 bytes",
        "03 08 6162   | is broken",
        "03 0c 61626364 | is broken",
        "03 00 61     | ends too early",
        "03 00 61 0a 02 00 | is broken",
        "03 00 61 06 00 00 | is broken",
        "03 00 61 0e 01 00 | is broken",
        "03 00 61 0b 01 00 00 80 | is broken",
        "03 fc ff ff ff ff 616263 | is broken",
      })
  void refusesBrokenBlocks(String block, String reason) {
    assertThatThrownBy(() -> text(block == null ? "" : block, 3))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining(reason);
  }
}
