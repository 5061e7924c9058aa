package org.samap.core.anndata.hdf5.reader;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/** LZF (registered HDF5 filter 32000), as h5py writes it. */
final class LzfFilter implements ChunkFilter {
  @Override
  public byte[] decode(byte[] packed, int[] settings, int most) throws DataFormatException {
    byte[] out = new byte[most];
    int o = 0;
    try {
      for (int i = 0; i < packed.length; ) {
        int control = packed[i++] & 0xFF;
        if (control < 32) {
          System.arraycopy(packed, i, out, o, control + 1);
          i += control + 1;
          o += control + 1;
        } else {
          int run = control >> 5;
          if (run == 7) {
            run += packed[i++] & 0xFF;
          }
          int distance = ((control & 31) << 8 | (packed[i++] & 0xFF)) + 1;
          for (int end = o + run + 2; o < end; o++) {
            out[o] = out[o - distance];
          }
        }
      }
    } catch (IndexOutOfBoundsException e) {
      throw new DataFormatException(
          "it is broken, or has more than the " + most + " bytes of a chunk");
    }
    return o == most ? out : Arrays.copyOf(out, o);
  }
}
