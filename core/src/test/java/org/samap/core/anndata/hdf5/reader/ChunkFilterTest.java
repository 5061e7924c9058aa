package org.samap.core.anndata.hdf5.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkFilterTest {
  private static final int[] NONE = {};

  @Test
  void refusesDamagedData() {
    byte[] damaged = new byte[64];
    damaged[3] = 4;
    damaged[4] = 40;
    damaged[8] = 40;
    assertThatThrownBy(() -> new BloscFilter().decode(damaged, NONE, 100))
        .isInstanceOf(DataFormatException.class);
    assertThatThrownBy(() -> new DeflateFilter().decode(damaged, NONE, 100))
        .isInstanceOf(DataFormatException.class);
    assertThatThrownBy(() -> new DeflateFilter().decode(new byte[] {0x78, 1}, NONE, 100))
        .isInstanceOf(DataFormatException.class)
        .hasMessage("it ends too early");
    assertThatThrownBy(() -> new ZstdFilter().decode(damaged, NONE, 100))
        .isInstanceOf(DataFormatException.class);
    assertThatThrownBy(() -> new Fletcher32Filter().decode(damaged, NONE, 100))
        .isInstanceOf(DataFormatException.class)
        .hasMessage("the checksum does not match");
  }

  @Test
  void inflatesNoMoreThanAChunkHolds() throws DataFormatException {
    byte[] packed = deflated(new byte[100]);
    assertThat(new DeflateFilter().decode(packed, NONE, 100)).hasSize(100);
    assertThatThrownBy(() -> new DeflateFilter().decode(packed, NONE, 99))
        .hasMessage("more than the 99 bytes of a chunk");
    assertThat(new DeflateFilter().decode(packed, NONE, Integer.MAX_VALUE)).hasSize(100);
  }

  @Test
  void unpacksNoMoreThanAChunkHolds() throws DataFormatException {
    byte[] zstd = Zstd.compress(new byte[1000]);
    assertThat(new ZstdFilter().decode(zstd, NONE, 1000)).hasSize(1000);
    assertThatThrownBy(() -> new ZstdFilter().decode(zstd, NONE, 999))
        .hasMessage("more than the 999 bytes of a chunk");
    byte[] blosc = new byte[32];
    blosc[3] = 4;
    blosc[7] = 0x7F; // it says that it holds 2 GB
    assertThatThrownBy(() -> new BloscFilter().decode(blosc, NONE, 1000))
        .hasMessage("2130706432 bytes in a chunk of 1000");
    byte[] lz4 = new byte[32];
    lz4[4] = 0x7F;
    assertThatThrownBy(() -> new Lz4Filter().decode(lz4, NONE, 1000))
        .hasMessage("2130706432 bytes in a chunk of 1000");
    assertThatThrownBy(() -> new BitShuffleFilter().decode(lz4, new int[] {0, 3, 4, 0, 2}, 1000))
        .hasMessage("2130706432 bytes in a chunk of 1000");
    byte[] lzf = {0, 7, (byte) 0xE0, (byte) 0xFF, 0}; // one byte, 264 times again
    assertThat(new LzfFilter().decode(lzf, NONE, 265)).hasSize(265).containsOnly(7);
    assertThatThrownBy(() -> new LzfFilter().decode(lzf, NONE, 264))
        .isInstanceOf(DataFormatException.class);
  }

  private static byte[] deflated(byte[] plain) {
    Deflater deflater = new Deflater();
    deflater.setInput(plain);
    deflater.finish();
    byte[] out = new byte[plain.length + 64];
    int size = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, size);
  }

  @ParameterizedTest
  @CsvSource({"1, 9", "2, 9", "3, 8", "4, 0", "4, 4", "4, 11", "4, 400", "8, 83"})
  void unshufflesElementsOfAnyWidth(int width, int bytes) {
    byte[] plain = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      plain[i] = (byte) (i * 37 - 90);
    }
    byte[] shuffled = plain.clone();
    int n = bytes / width;
    for (int i = 0; i < n * width; i++) {
      shuffled[i % width * n + i / width] = plain[i];
    }
    assertThat(new ShuffleFilter().decode(shuffled, new int[] {width}, bytes)).isEqualTo(plain);
  }
}
