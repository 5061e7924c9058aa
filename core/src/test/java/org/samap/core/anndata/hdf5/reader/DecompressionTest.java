package org.samap.core.anndata.hdf5.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecompressionTest {
  private static final int NOT_SPLIT = 0x10;

  /** A Blosc container of one block of twelve bytes, as it is packed by its codec. */
  private static byte[] container(int codec, String stream) {
    byte[] content = HexFormat.of().parseHex(stream);
    int size = 16 + 4 + 4 + content.length;
    ByteBuffer b = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 2).put((byte) 1).put((byte) (codec << 5 | NOT_SPLIT)).put((byte) 1);
    b.putInt(12).putInt(12).putInt(size).putInt(20).putInt(content.length).put(content);
    return b.array();
  }

  @Test
  void readsSnappyInBlosc() throws DataFormatException {
    byte[] out = Decompression.blosc(container(2, "0c0461621902"), 12);
    assertThat(new String(out, StandardCharsets.US_ASCII)).isEqualTo("abababababab");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0c04616219, a block of snappy is broken",
    "2, 0d0461621902, a block of snappy holds 13 of 12 bytes",
    "2, 0c04616200, a block of snappy is broken",
    "6, 0c04616219, compressed with blosc with its codec 6",
  })
  void refusesWhatIsBroken(int codec, String stream, String reason) {
    assertThatThrownBy(() -> Decompression.blosc(container(codec, stream), 12))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining(reason);
  }
}
