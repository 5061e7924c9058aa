package org.samap.core.anndata.hdf5.reader;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/** LZ4 (registered HDF5 filter 32004): the total size, the size of a block, the blocks. */
final class Lz4Filter implements ChunkFilter {
  @Override
  public byte[] decode(byte[] packed, int[] settings, int most) throws DataFormatException {
    ByteBuffer in = ByteBuffer.wrap(packed);
    long size = in.getLong();
    int block = in.getInt();
    if (size < 0 || size > most || block <= 0) {
      throw new DataFormatException("%d bytes in a chunk of %d".formatted(size, most));
    }
    byte[] out = new byte[(int) size];
    for (int o = 0; o < out.length; ) {
      int length = Math.min(block, out.length - o);
      byte[] content = new byte[Math.min(in.getInt(), in.remaining())];
      in.get(content);
      byte[] plain = content.length == length ? content : decompress(content, length);
      System.arraycopy(plain, 0, out, o, length);
      o += length;
    }
    return out;
  }

  /** One block, without a frame. */
  static byte[] decompress(byte[] in, int length) {
    byte[] out = new byte[length];
    int o = 0;
    int i = 0;
    while (true) {
      int token = in[i++] & 0xFF;
      int literals = token >> 4;
      for (int more = 255; literals >= 15 && more == 255; literals += more) {
        more = in[i++] & 0xFF;
      }
      System.arraycopy(in, i, out, o, literals);
      i += literals;
      o += literals;
      if (i >= in.length) {
        return out;
      }
      int distance = (in[i] & 0xFF) | (in[i + 1] & 0xFF) << 8;
      i += 2;
      int run = token & 15;
      for (int more = 255; run >= 15 && more == 255; run += more) {
        more = in[i++] & 0xFF;
      }
      for (int end = o + run + 4; o < end; o++) {
        out[o] = out[o - distance];
      }
    }
  }
}
