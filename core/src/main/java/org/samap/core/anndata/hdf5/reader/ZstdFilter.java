package org.samap.core.anndata.hdf5.reader;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;

/** Zstandard frames (registered HDF5 filter 32015). */
final class ZstdFilter implements ChunkFilter {
  @Override
  public byte[] decode(byte[] packed, int[] settings, int most) throws DataFormatException {
    return decompress(packed, most);
  }

  static byte[] decompress(byte[] frame, int most) throws DataFormatException {
    try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(frame))) {
      byte[] out = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new DataFormatException("more than the " + most + " bytes of a chunk");
      }
      return out;
    } catch (IOException e) {
      throw new DataFormatException(e.getMessage());
    }
  }
}
