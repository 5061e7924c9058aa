package org.samap.core.anndata.hdf5.reader;

import java.util.zip.DataFormatException;

/** What chunks are packed with. */
interface ChunkFilter {
  /**
   * Undoes the filter.
   *
   * @param packed the bytes of a chunk
   * @param settings the numbers that the data set keeps for the filter
   * @param most the bytes that may come of it
   * @throws DataFormatException if the bytes are none that the filter makes, or there would be more
   */
  byte[] decode(byte[] packed, int[] settings, int most) throws DataFormatException;
}
