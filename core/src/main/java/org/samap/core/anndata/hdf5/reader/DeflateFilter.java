package org.samap.core.anndata.hdf5.reader;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflate (HDF5 filter 1, gzip). */
final class DeflateFilter implements ChunkFilter {
  /** One byte of deflated data stands for at most this many. */
  private static final long MOST_A_BYTE = 1032;

  @Override
  public byte[] decode(byte[] packed, int[] settings, int most) throws DataFormatException {
    return inflate(packed, most);
  }

  static byte[] inflate(byte[] packed, int most) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] out = new byte[(int) Math.min(most, MOST_A_BYTE * packed.length)];
      int size = 0;
      while (!inflater.finished()) {
        int read = inflater.inflate(out, size, out.length - size);
        size += read;
        if (read == 0 && !inflater.finished()) {
          requireEnd(inflater, size == out.length, most);
        }
      }
      return size == out.length ? out : Arrays.copyOf(out, size);
    } finally {
      inflater.end();
    }
  }

  /** Fails if more bytes follow, or if the data is cut off. */
  private static void requireEnd(Inflater inflater, boolean full, int most)
      throws DataFormatException {
    if (full && inflater.inflate(new byte[1]) > 0) {
      throw new DataFormatException("more than the " + most + " bytes of a chunk");
    }
    if (!inflater.finished()) {
      throw new DataFormatException("it ends too early");
    }
  }
}
