package org.samap.core.anndata.hdf5.reader;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.samap.core.anndata.hdf5.codec.Snappy;

/**
 * Blosc 1 containers (registered HDF5 filter 32001). Their blocks are shuffled by bytes or bits,
 * sometimes split into streams by byte position, and compressed with blosclz, lz4, snappy, zlib or
 * zstd.
 */
final class BloscFilter implements ChunkFilter {
  private static final int HEADER = 16;
  private static final int BYTE_SHUFFLE = 0x01;
  private static final int COPIED = 0x02;
  private static final int BIT_SHUFFLE = 0x04;
  private static final int NOT_SPLIT = 0x10;
  private static final int MOST_STREAMS = 16;
  private static final int SHORTEST_STREAM = 128;

  @Override
  public byte[] decode(byte[] packed, int[] settings, int most) throws DataFormatException {
    try {
      return new Container(packed, most).decode();
    } catch (IndexOutOfBoundsException | BufferUnderflowException | NegativeArraySizeException e) {
      throw new DataFormatException("its blocks are broken");
    }
  }

  /** One compressed buffer: a header, the places of the blocks, the blocks. */
  private static final class Container {
    private final ByteBuffer in;
    private final int flags;
    private final int width;
    private final int size;
    private final int blockSize;

    Container(byte[] packed, int most) throws DataFormatException {
      in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
      flags = in.get(2) & 0xFF;
      width = in.get(3) & 0xFF;
      size = in.getInt(4);
      blockSize = in.getInt(8);
      if (size < 0 || size > most) {
        throw new DataFormatException("%d bytes in a chunk of %d".formatted(size, most));
      }
      if ((flags & COPIED) == 0 && size > 0 && (blockSize <= 0 || width == 0)) {
        throw new DataFormatException("its header is broken");
      }
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
        byte[] stream = new byte[Math.min(in.getInt(position), in.limit())];
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
        case 1 -> Lz4Filter.decompress(stream, length);
        case 2 -> Snappy.decompress(stream, length);
        case 3 -> DeflateFilter.inflate(stream, length);
        case 4 -> ZstdFilter.decompress(stream, length);
        default -> throw ChunkFilters.notSupported("blosc with its codec " + codec);
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
        BitShuffleFilter.unshuffle(block, elements, width, out, 0);
        return out;
      }
      return block;
    }
  }

  /** Literal runs and matches like FastLZ, with matches up to 73,726 bytes back. */
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
