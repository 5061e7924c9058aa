package org.samap.core.anndata;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.Filter;

/**
 * LZF (registered HDF5 filter 32000), as h5py writes it: a chunk that did not become smaller is
 * stored as it is, and for texts the settings do not tell the size of a chunk.
 */
final class LzfFilter implements Filter {
  static final int ID = 32000;

  private static final int CHUNK_BYTES = 2;

  @Override
  public int getId() {
    return ID;
  }

  @Override
  public String getName() {
    return "lzf";
  }

  @Override
  public byte[] decode(byte[] encoded, int[] settings) {
    int size =
        settings.length > CHUNK_BYTES && settings[CHUNK_BYTES] > 0
            ? settings[CHUNK_BYTES]
            : Filters.CHUNK_BYTES.get();
    if (encoded.length == size) {
      return encoded;
    }
    try {
      return decompress(encoded, size);
    } catch (IndexOutOfBoundsException e) {
      throw new HdfFilterException("damaged lzf data", e);
    }
  }

  private static byte[] decompress(byte[] in, int size) {
    byte[] out = new byte[size];
    int o = 0;
    for (int i = 0; i < in.length; ) {
      int control = in[i++] & 0xFF;
      if (control < 32) {
        System.arraycopy(in, i, out, o, control + 1);
        i += control + 1;
        o += control + 1;
      } else {
        int run = control >> 5;
        if (run == 7) {
          run += in[i++] & 0xFF;
        }
        int distance = ((control & 31) << 8 | (in[i++] & 0xFF)) + 1;
        for (int end = o + run + 2; o < end; o++) {
          out[o] = out[o - distance];
        }
      }
    }
    return out;
  }
}
