package org.samap.core.anndata.hdf5.reader;

import java.util.zip.DataFormatException;

/** A filter that chunks are packed with. */
interface ChunkFilter {
  /**
   * Undoes the filter.
   *
   * @param packed the bytes of a chunk
   * @param settings the numbers that the data set keeps for the filter
   * @param most the most bytes that can come out
   * @throws DataFormatException if the filter cannot have made these bytes, or more would come out
   */
  byte[] decode(byte[] packed, int[] settings, int most) throws DataFormatException;
}
