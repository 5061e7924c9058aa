package org.samap.core.anndata.hdf5.codec;

import java.util.zip.DataFormatException;

/**
 * Decodes blocks of Snappy, as they are without a frame: the length of the content in base 128,
 * then elements. The two lowest bits of an element's first byte say whether literal bytes follow
 * (0), or bytes are copied from before, from a distance of 11 (1), 16 (2) or 32 bits (3).
 */
public final class Snappy {
  private static final int LONGEST_HEADER = 5;
  private static final int SHORT_LITERAL = 60;

  private final byte[] in;
  private final byte[] out;
  private int i;
  private int o;

  private Snappy(byte[] in, byte[] out) {
    this.in = in;
    this.out = out;
  }

  /**
   * @param length the bytes that the block holds; no more are made
   * @throws DataFormatException if it is broken, or holds more or fewer
   */
  public static byte[] decompress(byte[] block, int length) throws DataFormatException {
    byte[] out = new byte[length];
    try {
      new Snappy(block, out).run();
    } catch (IndexOutOfBoundsException e) {
      throw new DataFormatException("a block of snappy is broken");
    }
    return out;
  }

  private void run() throws DataFormatException {
    long length = length();
    if (length != out.length) {
      throw new DataFormatException(
          "a block of snappy holds %d of %d bytes".formatted(length, out.length));
    }
    while (i < in.length) {
      int tag = in[i++] & 0xFF;
      switch (tag & 3) {
        case 0 -> literal(tag >> 2);
        case 1 -> copy((tag >> 5) << 8 | (int) number(1), 4 + (tag >> 2 & 7));
        case 2 -> copy(number(2), 1 + (tag >> 2));
        default -> copy(number(4), 1 + (tag >> 2));
      }
    }
    if (o != out.length) {
      throw new DataFormatException("a block of snappy ends too early");
    }
  }

  private long length() {
    long length = 0;
    for (int n = 0; n < LONGEST_HEADER; n++) {
      int b = in[i++];
      length |= (long) (b & 0x7F) << (7 * n);
      if (b >= 0) {
        return length;
      }
    }
    return -1;
  }

  private void literal(int size) {
    long length = 1 + (size < SHORT_LITERAL ? size : number(size - SHORT_LITERAL + 1));
    int bytes = (int) Math.min(length, Integer.MAX_VALUE);
    System.arraycopy(in, i, out, o, bytes);
    i += bytes;
    o += bytes;
  }

  /** The ranges may overlap: bytes that were just written are copied again. */
  private void copy(long distance, int length) throws DataFormatException {
    if (distance == 0 || distance > o) {
      throw new DataFormatException("a block of snappy is broken");
    }
    for (int end = o + length; o < end; o++) {
      out[o] = out[o - (int) distance];
    }
  }

  /** A number without a sign, lowest byte first. */
  private long number(int bytes) {
    long number = 0;
    for (int b = 0; b < bytes; b++) {
      number |= (in[i++] & 0xFFL) << (8 * b);
    }
    return number;
  }
}
