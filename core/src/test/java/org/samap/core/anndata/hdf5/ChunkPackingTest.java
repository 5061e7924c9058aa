package org.samap.core.anndata.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.run.RandomStream;

/** Chunks come back from the usual zlib, and noise is stored as it is. */
class ChunkPackingTest {
  private static final RandomStream RANDOM = RandomStream.of(3, "chunk-packing", 0);

  @ParameterizedTest
  @ValueSource(ints = {1000, 1 << 16, 70_001})
  void packsNumbersWhoseLowestByteIsNoise(int count) throws DataFormatException {
    byte[] raw = chunk(count, i -> i / 100 * 256 + RANDOM.nextInt(256));
    byte[] packed = ChunkPacking.of(raw, Integer.BYTES).orElseThrow().pack(raw);
    assertThat(inflated(packed, raw.length)).isEqualTo(shuffled(raw, Integer.BYTES));
    assertThat(packed.length).isBetween(count, count + count / 2);
  }

  @Test
  void packsChunksThatAreLikeTheFirst() throws DataFormatException {
    byte[] first = chunk(5000, _ -> RANDOM.nextInt(10) == 0 ? RANDOM.nextInt() : 0);
    byte[] noise = chunk(5000, _ -> RANDOM.nextInt());
    byte[] packed = ChunkPacking.of(first, Integer.BYTES).orElseThrow().pack(noise);
    assertThat(inflated(packed, noise.length)).isEqualTo(shuffled(noise, Integer.BYTES));
  }

  @Test
  void packsSingleBytes() throws DataFormatException {
    byte[] raw = new byte[3000];
    raw[7] = 1;
    byte[] packed = ChunkPacking.of(raw, 1).orElseThrow().pack(raw);
    assertThat(inflated(packed, raw.length)).isEqualTo(raw);
    assertThat(packed.length).isLessThan(100);
  }

  @Test
  void leavesNoiseUnpacked() {
    assertThat(ChunkPacking.of(chunk(5000, _ -> RANDOM.nextInt()), Integer.BYTES)).isEmpty();
  }

  private static byte[] chunk(int count, IntUnaryOperator value) {
    ByteBuffer out = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      out.putInt(value.applyAsInt(i));
    }
    return out.array();
  }

  private static byte[] shuffled(byte[] raw, int width) {
    byte[] out = new byte[raw.length];
    for (int i = 0; i < raw.length; i++) {
      out[i % width * (raw.length / width) + i / width] = raw[i];
    }
    return out;
  }

  private static byte[] inflated(byte[] packed, int size) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] out = new byte[size];
      assertThat(inflater.inflate(out)).isEqualTo(size);
      assertThat(inflater.inflate(new byte[1])).isZero();
      assertThat(inflater.finished()).isTrue();
      assertThat(inflater.getRemaining()).isZero();
      return out;
    } finally {
      inflater.end();
    }
  }
}
