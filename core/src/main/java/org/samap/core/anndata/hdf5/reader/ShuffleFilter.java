package org.samap.core.anndata.hdf5.reader;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Shuffle (HDF5 filter 2): the first bytes of all elements come before all second bytes, and so on.
 * Bytes left over from whole elements follow unchanged. Elements of four bytes, which are the most
 * common, are put together and stored at once.
 */
final class ShuffleFilter implements ChunkFilter {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  @Override
  public byte[] decode(byte[] packed, int[] settings, int most) {
    int width = settings[0];
    if (width <= 1) {
      return packed;
    }
    byte[] out = new byte[packed.length];
    int n = packed.length / width;
    if (width == Integer.BYTES) {
      decodeFours(packed, out, n);
    } else {
      for (int b = 0; b < width && n > 0; b++) {
        for (int e = 0; e < n; e++) {
          out[e * width + b] = packed[b * n + e];
        }
      }
    }
    System.arraycopy(packed, n * width, out, n * width, packed.length - n * width);
    return out;
  }

  private static void decodeFours(byte[] in, byte[] out, int n) {
    for (int e = 0; e < n; e++) {
      int low = (in[e] & 0xFF) | ((in[n + e] & 0xFF) << 8);
      int high = (in[2 * n + e] & 0xFF) | (in[3 * n + e] << 8);
      INT.set(out, 4 * e, low | (high << 16));
    }
  }
}
