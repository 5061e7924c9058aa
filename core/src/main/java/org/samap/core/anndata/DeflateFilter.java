package org.samap.core.anndata;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.Filter;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflate (HDF5 filter 1, gzip), into an array of the size that a chunk has. */
final class DeflateFilter implements Filter {
  static final int ID = 1;

  @Override
  public int getId() {
    return ID;
  }

  @Override
  public String getName() {
    return "deflate";
  }

  @Override
  public byte[] decode(byte[] encoded, int[] settings) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(encoded);
      byte[] out = new byte[Filters.CHUNK_BYTES.orElse(4 * encoded.length + 64)];
      int size = 0;
      while (true) {
        int read = inflater.inflate(out, size, out.length - size);
        size += read;
        if (inflater.finished()) {
          return size == out.length ? out : Arrays.copyOf(out, size);
        }
        if (size == out.length) {
          out = Arrays.copyOf(out, Math.addExact(size, size / 2 + 64)); // a checksum may follow
        } else if (read == 0) {
          throw new HdfFilterException("deflated data that ends too early");
        }
      }
    } catch (DataFormatException e) {
      throw new HdfFilterException("damaged deflated data", e);
    } finally {
      inflater.end();
    }
  }
}
