package org.samap.core.anndata.hdf5.reader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/** Fletcher's checksum (HDF5 filter 3), in the last four bytes. */
final class Fletcher32Filter implements ChunkFilter {
  private static final int BYTES = 4;

  @Override
  public byte[] decode(byte[] packed, int[] settings, int most) throws DataFormatException {
    int size = packed.length - BYTES;
    int stored = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt(size);
    int sum = checksum(packed, size);
    int swapped = (sum & 0x00FF00FF) << 8 | (sum & 0xFF00FF00) >>> 8; // as old versions stored it
    if (stored != sum && stored != swapped) {
      throw new DataFormatException("the checksum does not match");
    }
    return Arrays.copyOf(packed, size);
  }

  private static int checksum(byte[] data, int size) {
    long first = 0;
    long second = 0;
    for (int i = 0; i < size; i += 2) {
      int low = i + 1 < size ? data[i + 1] & 0xFF : 0;
      first += (data[i] & 0xFF) << 8 | low;
      second += first;
      if (i % 512 == 510) {
        first = fold(first);
        second = fold(second);
      }
    }
    return (int) (fold(second) << 16 | fold(first));
  }

  private static long fold(long sum) {
    long folded = sum;
    while (folded > 0xFFFF) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return folded;
  }
}
