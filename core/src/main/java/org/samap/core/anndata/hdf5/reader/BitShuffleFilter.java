package org.samap.core.anndata.hdf5.reader;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/**
 * Bitshuffle (registered HDF5 filter 32008): in a block of elements, the first bits of all come
 * before all second bits, and so on. Each block can be compressed with lz4 or zstd. Elements left
 * over from groups of eight follow unchanged.
 */
final class BitShuffleFilter implements ChunkFilter {
  private static final int WIDTH = 2;
  private static final int BLOCK = 3;
  private static final int CODEC = 4;
  private static final int LZ4 = 2;
  private static final int ZSTD = 3;
  private static final int TARGET_BYTES = 8192;
  private static final int SMALLEST_BLOCK = 128;

  @Override
  public byte[] decode(byte[] packed, int[] settings, int most) throws DataFormatException {
    int width = settings[WIDTH];
    int codec = settings.length > CODEC ? settings[CODEC] : 0;
    ByteBuffer in = ByteBuffer.wrap(packed);
    long size = codec == 0 ? packed.length : in.getLong();
    long blockBytes = codec == 0 ? 0 : in.getInt();
    if (size < 0 || size > most || width <= 0 || (codec != 0 && codec != LZ4 && codec != ZSTD)) {
      throw new DataFormatException("%d bytes in a chunk of %d".formatted(size, most));
    }
    long block = codec == 0 && settings.length > BLOCK ? settings[BLOCK] : blockBytes / width;
    block = block == 0 ? defaultBlock(width) : block;
    byte[] out = new byte[(int) size];
    int elements = out.length / width;
    for (int e = 0; elements - e >= 8; ) {
      int here = (int) Math.min(block, (elements - e) / 8 * 8L);
      byte[] plain = content(in, codec, here * width);
      unshuffle(plain, here, width, out, e * width);
      e += here;
    }
    int rest = out.length - elements / 8 * 8 * width;
    in.get(out, out.length - rest, rest);
    return out;
  }

  private static byte[] content(ByteBuffer in, int codec, int length) throws DataFormatException {
    byte[] content = new byte[codec == 0 ? length : Math.min(in.getInt(), in.remaining())];
    in.get(content);
    return switch (codec) {
      case LZ4 -> Lz4Filter.decompress(content, length);
      case ZSTD -> ZstdFilter.decompress(content, length);
      default -> content;
    };
  }

  private static long defaultBlock(int width) {
    return Math.max(SMALLEST_BLOCK, TARGET_BYTES / width / 8 * 8);
  }

  /** Puts elements together from their bits; takes a multiple of eight elements. */
  static void unshuffle(byte[] in, int elements, int width, byte[] out, int from) {
    for (int bit = 0; bit < 8 * width; bit++) {
      int start = bit * (elements / 8);
      for (int e = 0; e < elements; e++) {
        int value = in[start + e / 8] >> (e % 8) & 1;
        out[from + e * width + bit / 8] |= (byte) (value << (bit % 8));
      }
    }
  }
}
