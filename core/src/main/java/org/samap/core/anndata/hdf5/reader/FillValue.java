package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.part;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;

/** The value of elements that were never written. */
final class FillValue {
  private FillValue() {}

  /** The bytes of the value; none if it is zero. */
  static byte[] read(ObjectMessages header) {
    return header
        .find(ObjectMessages.FILL_VALUE)
        .map(FillValue::content)
        .or(() -> header.find(ObjectMessages.OLD_FILL_VALUE).map(FillValue::sized))
        .orElseGet(() -> new byte[0]);
  }

  private static byte[] content(ByteBuffer b) {
    int version = u8(b);
    if (version < 1 || version > 3) {
      throw Hdf5Exception.unsupported("its fill value is of version " + version);
    }
    boolean defined;
    if (version == 3) {
      defined = (u8(b) & 0x20) != 0;
    } else {
      skip(b, 2);
      defined = u8(b) != 0;
    }
    return defined ? sized(b) : new byte[0];
  }

  private static byte[] sized(ByteBuffer b) {
    ByteBuffer value = part(b, Math.max(0, b.getInt()));
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    for (byte x : bytes) {
      if (x != 0) {
        return bytes;
      }
    }
    return new byte[0];
  }
}
