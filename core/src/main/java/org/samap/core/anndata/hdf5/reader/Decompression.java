package org.samap.core.anndata.hdf5.reader;

import java.util.zip.DataFormatException;

/** The compression methods that other formats than HDF5 use for their chunks, too. */
public final class Decompression {
  private static final int[] NO_SETTINGS = {};

  private Decompression() {}

  /**
   * Unpacks a Blosc 1 container.
   *
   * @param most the bytes that it may hold
   * @throws DataFormatException if it is broken, holds more, or its inner codec is not supported
   */
  public static byte[] blosc(byte[] container, int most) throws DataFormatException {
    try {
      return new BloscFilter().decode(container, NO_SETTINGS, most);
    } catch (Hdf5Exception e) {
      throw new DataFormatException(e.reason());
    } catch (ArithmeticException e) {
      throw new DataFormatException("its header is broken");
    }
  }

  /**
   * Unpacks one block of LZ4, without a frame.
   *
   * @param length the bytes that it holds
   * @throws DataFormatException if it is broken or holds more
   */
  public static byte[] lz4(byte[] block, int length) throws DataFormatException {
    try {
      return Lz4Filter.decompress(block, length);
    } catch (IndexOutOfBoundsException e) {
      throw new DataFormatException("it is broken");
    }
  }
}
