package org.samap.core.anndata.hdf5;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * Packs the chunks of a data set: byte i of all elements comes before byte i + 1 of any (HDF5's
 * shuffle), and these planes are deflated, each in its own way. The lowest byte of gene numbers,
 * for example, is noise to a compressor and would cost it three quarters of the time; it is stored
 * as it is.
 *
 * <p>The result is one zlib stream (RFC 1950): a header, the blocks of every plane, an empty last
 * block and a checksum.
 */
final class ChunkPacking {
  static final int LEVEL = 1;

  /** What compression leaves larger than this share is not worth the time. */
  private static final double WORTHWHILE = 0.75;

  /** The most bytes of a stored block. */
  private static final int STORED_BLOCK = 0xFFFF;

  /** How a plane is packed. */
  private enum Way {
    /** As it is. */
    STORED,
    /** By the frequency of bytes alone: for noise with zeros, several times as fast. */
    BYTES,
    /** Deflate with repeats. */
    REPEATS
  }

  private final Way[] ways;

  private ChunkPacking(Way[] ways) {
    this.ways = ways;
  }

  /**
   * The packing that suits a chunk.
   *
   * @param width the bytes of an element
   * @return empty if packing is not worth the time
   */
  static Optional<ChunkPacking> of(byte[] sample, int width) {
    byte[] shuffled = shuffle(sample, width);
    int plane = sample.length / width;
    Way[] ways = new Way[width];
    double size = 0;
    for (int i = 0; i < width; i++) {
      int bytes = sizeOf(shuffled, i * plane, plane, Way.BYTES);
      int repeats = sizeOf(shuffled, i * plane, plane, Way.REPEATS);
      if (Math.min(bytes, repeats) > WORTHWHILE * plane) {
        ways[i] = Way.STORED;
      } else {
        ways[i] = repeats > WORTHWHILE * bytes ? Way.BYTES : Way.REPEATS;
      }
      size +=
          switch (ways[i]) {
            case STORED -> plane;
            case BYTES -> bytes;
            case REPEATS -> repeats;
          };
    }
    return size > WORTHWHILE * sample.length
        ? Optional.empty()
        : Optional.of(new ChunkPacking(ways));
  }

  private static int sizeOf(byte[] bytes, int from, int count, Way way) {
    ZlibStream stream = new ZlibStream(count);
    stream.add(bytes, from, count, way);
    return stream.size;
  }

  byte[] pack(byte[] raw) {
    byte[] shuffled = shuffle(raw, ways.length);
    int plane = raw.length / ways.length;
    ZlibStream stream = new ZlibStream(raw.length / 2);
    stream.begin();
    for (int i = 0; i < ways.length; i++) {
      stream.add(shuffled, i * plane, plane, ways[i]);
    }
    return stream.end(shuffled);
  }

  /**
   * Puts byte i of all elements before byte i + 1 of any, so that similar bytes lie side by side.
   */
  private static byte[] shuffle(byte[] raw, int width) {
    if (width == 1) {
      return raw;
    }
    int elements = raw.length / width;
    byte[] out = new byte[raw.length];
    for (int i = 0; i < width; i++) {
      for (int e = 0, p = i; e < elements; e++, p += width) {
        out[i * elements + e] = raw[p];
      }
    }
    return out;
  }

  /** A zlib stream that grows block by block; every block ends at a whole byte. */
  private static final class ZlibStream {
    private byte[] out;
    private int size;

    ZlibStream(int expected) {
      this.out = new byte[expected + 64];
    }

    void begin() {
      put(0x78, 0x01);
    }

    void add(byte[] bytes, int from, int count, Way way) {
      switch (way) {
        case STORED -> store(bytes, from, count);
        case BYTES -> deflate(bytes, from, count, Deflater.HUFFMAN_ONLY);
        case REPEATS -> deflate(bytes, from, count, Deflater.DEFAULT_STRATEGY);
      }
    }

    private void store(byte[] bytes, int from, int count) {
      for (int done = 0; done < count; done += STORED_BLOCK) {
        int length = Math.min(STORED_BLOCK, count - done);
        beginStored(0, length);
        reserve(length);
        System.arraycopy(bytes, from + done, out, size, length);
        size += length;
      }
    }

    private void beginStored(int last, int length) {
      put(last, length, length >> 8, ~length, ~length >> 8);
    }

    private void deflate(byte[] bytes, int from, int count, int strategy) {
      Deflater deflater = new Deflater(LEVEL, true);
      try {
        deflater.setStrategy(strategy);
        deflater.setInput(bytes, from, count);
        do {
          reserve(1);
          size += deflater.deflate(out, size, out.length - size, Deflater.SYNC_FLUSH);
        } while (!deflater.needsInput() || size == out.length);
      } finally {
        deflater.end();
      }
    }

    byte[] end(byte[] all) {
      beginStored(1, 0);
      Adler32 checksum = new Adler32();
      checksum.update(all);
      int sum = (int) checksum.getValue();
      put(sum >> 24, sum >> 16, sum >> 8, sum);
      return Arrays.copyOf(out, size);
    }

    private void put(int... bytes) {
      reserve(bytes.length);
      for (int b : bytes) {
        out[size++] = (byte) b;
      }
    }

    private void reserve(int more) {
      if (size + more > out.length) {
        out = Arrays.copyOf(out, 2 * (size + more));
      }
    }
  }
}
