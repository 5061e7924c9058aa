package org.samap.core.anndata;

import com.github.luben.zstd.ZstdInputStream;
import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.Filter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Zstandard frames (registered HDF5 filter 32015). */
final class ZstdFilter implements Filter {
  static final int ID = 32015;

  @Override
  public int getId() {
    return ID;
  }

  @Override
  public String getName() {
    return "zstd";
  }

  @Override
  public byte[] decode(byte[] encoded, int[] settings) {
    return decompress(encoded);
  }

  static byte[] decompress(byte[] frame) {
    try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(frame))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new HdfFilterException("damaged zstd data", e);
    }
  }
}
