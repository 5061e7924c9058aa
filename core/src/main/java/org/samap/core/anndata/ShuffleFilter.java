package org.samap.core.anndata;

import io.jhdf.filter.Filter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Shuffle (HDF5 filter 2): the first bytes of all elements stand before all second ones, and so on.
 * Bytes that make up no whole element follow as they are. Elements of four bytes, which nearly all
 * data are made of, are put together and stored at once.
 */
final class ShuffleFilter implements Filter {
  static final int ID = 2;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  @Override
  public int getId() {
    return ID;
  }

  @Override
  public String getName() {
    return "shuffle";
  }

  @Override
  public byte[] decode(byte[] encoded, int[] settings) {
    int width = settings[0];
    if (width <= 1) {
      return encoded;
    }
    byte[] out = new byte[encoded.length];
    int n = encoded.length / width;
    if (width == Integer.BYTES) {
      decodeFours(encoded, out, n);
    } else {
      for (int b = 0; b < width; b++) {
        for (int e = 0; e < n; e++) {
          out[e * width + b] = encoded[b * n + e];
        }
      }
    }
    System.arraycopy(encoded, n * width, out, n * width, encoded.length - n * width);
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
