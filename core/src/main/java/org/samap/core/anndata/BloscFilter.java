package org.samap.core.anndata;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.Filter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Blosc 1 containers (registered HDF5 filter 32001): blocks that are shuffled by bytes or bits,
 * possibly split into streams by byte position, and compressed with blosclz, lz4, zlib or zstd.
 */
final class BloscFilter implements Filter {
  static final int ID = 32001;

  private static final int HEADER = 16;

  /** The place of the size of a chunk in the settings. */
  private static final int CHUNK_BYTES = 3;

  private static final int BYTE_SHUFFLE = 0x01;
  private static final int COPIED = 0x02;
  private static final int BIT_SHUFFLE = 0x04;
  private static final int NOT_SPLIT = 0x10;
  private static final int MOST_STREAMS = 16;
  private static final int SHORTEST_STREAM = 128;

  @Override
  public int getId() {
    return ID;
  }

  @Override
  public String getName() {
    return "blosc";
  }

  @Override
  public byte[] decode(byte[] encoded, int[] settings) {
    try {
      return isPlain(encoded, settings) ? encoded : new Container(encoded).decode();
    } catch (DataFormatException | RuntimeException e) {
      throw new HdfFilterException("damaged blosc data", e);
    }
  }

  /**
   * Chunks that did not become smaller are stored as they are, which the library for reading does
   * not tell. A container knows its size, and so do the settings that of a chunk.
   */
  private static boolean isPlain(byte[] encoded, int[] settings) {
    return settings.length > CHUNK_BYTES
        && encoded.length == settings[CHUNK_BYTES]
        && ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt(12) != encoded.length;
  }

  /** One compressed buffer: a header, the places of the blocks, the blocks. */
  private static final class Container {
    private final ByteBuffer in;
    private final int flags;
    private final int width;
    private final int size;
    private final int blockSize;

    Container(byte[] encoded) {
      in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
      flags = in.get(2) & 0xFF;
      width = in.get(3) & 0xFF;
      size = in.getInt(4);
      blockSize = in.getInt(8);
    }

    byte[] decode() throws DataFormatException {
      byte[] out = new byte[size];
      if ((flags & COPIED) != 0) {
        in.get(HEADER, out);
        return out;
      }
      for (int b = 0; (long) b * blockSize < size; b++) {
        int from = b * blockSize;
        int length = Math.min(blockSize, size - from);
        byte[] block = block(in.getInt(HEADER + 4 * b), length);
        System.arraycopy(unshuffle(block), 0, out, from, length);
      }
      return out;
    }

    private byte[] block(int at, int length) throws DataFormatException {
      boolean split =
          (flags & NOT_SPLIT) == 0
              && width <= MOST_STREAMS
              && length / width >= SHORTEST_STREAM
              && length == blockSize;
      int streams = split ? width : 1;
      int streamLength = length / streams;
      byte[] out = new byte[length];
      int position = at;
      for (int s = 0; s < streams; s++) {
        byte[] stream = new byte[in.getInt(position)];
        in.get(position + 4, stream);
        position += 4 + stream.length;
        byte[] plain = stream.length == streamLength ? stream : decompress(stream, streamLength);
        System.arraycopy(plain, 0, out, s * streamLength, streamLength);
      }
      return out;
    }

    private byte[] decompress(byte[] stream, int length) throws DataFormatException {
      int codec = flags >> 5;
      return switch (codec) {
        case 0 -> blosclz(stream, length);
        case 1 -> lz4(stream, length);
        case 3 -> zlib(stream, length);
        case 4 -> ZstdFilter.decompress(stream);
        default ->
            throw new HdfFilterException(
                "blosc with " + (codec == 2 ? "snappy" : "codec " + codec) + " is not supported");
      };
    }

    private byte[] unshuffle(byte[] block) {
      int elements = block.length / width;
      if ((flags & BYTE_SHUFFLE) != 0 && width > 1) {
        byte[] out = block.clone();
        for (int i = 0; i < width; i++) {
          for (int e = 0; e < elements; e++) {
            out[e * width + i] = block[i * elements + e];
          }
        }
        return out;
      }
      if ((flags & BIT_SHUFFLE) != 0 && elements % 8 == 0) {
        byte[] out = block.clone();
        Arrays.fill(out, 0, elements * width, (byte) 0);
        for (int bit = 0; bit < 8 * width; bit++) {
          for (int e = 0; e < elements; e++) {
            int value = block[bit * (elements / 8) + e / 8] >> (e % 8) & 1;
            out[e * width + bit / 8] |= (byte) (value << (bit % 8));
          }
        }
        return out;
      }
      return block;
    }
  }

  private static byte[] zlib(byte[] stream, int length) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stream);
      byte[] out = new byte[length];
      if (inflater.inflate(out) != length) {
        throw new DataFormatException("a short zlib stream");
      }
      return out;
    } finally {
      inflater.end();
    }
  }

  private static byte[] lz4(byte[] in, int length) {
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

  /** Literal runs and matches as FastLZ, with far matches up to 73,726 bytes back. */
  private static byte[] blosclz(byte[] in, int length) {
    byte[] out = new byte[length];
    int o = 0;
    int i = 0;
    int control = in[i++] & 31;
    while (true) {
      if (control < 32) {
        System.arraycopy(in, i, out, o, control + 1);
        i += control + 1;
        o += control + 1;
      } else {
        int run = (control >> 5) - 1;
        int high = (control & 31) << 8;
        if (run == 6) {
          int more;
          do {
            more = in[i++] & 0xFF;
            run += more;
          } while (more == 255);
        }
        int low = in[i++] & 0xFF;
        int distance = high + low + 1;
        if (low == 255 && high == 31 << 8) {
          distance = ((in[i] & 0xFF) << 8 | (in[i + 1] & 0xFF)) + 8192;
          i += 2;
        }
        for (int end = o + run + 3; o < end; o++) {
          out[o] = out[o - distance];
        }
      }
      if (i >= in.length) {
        return out;
      }
      control = in[i++] & 0xFF;
    }
  }
}
