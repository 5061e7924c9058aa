package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;

/**
 * The lengths of the axes of a data set or attribute.
 *
 * @param isNull whether it has no elements and no axes (a null dataspace)
 * @param shape the lengths; empty for a scalar
 * @param most the most that the lengths can grow to, -1 for no limit
 */
record Dataspace(boolean isNull, long[] shape, long[] most) {

  static Dataspace read(FileBytes file, ByteBuffer b) {
    int version = u8(b);
    int rank = u8(b);
    int flags = u8(b);
    if (version != 1 && version != 2) {
      throw Hdf5Exception.unsupported("its shape is of version " + version);
    }
    boolean isNull = version == 2 && u8(b) == 2;
    skip(b, version == 1 ? 5 : 0);
    long[] shape = new long[rank];
    for (int a = 0; a < rank; a++) {
      shape[a] = file.length(b);
      if (shape[a] < 0) {
        throw Hdf5Exception.damaged("an axis of negative length");
      }
    }
    long[] most = shape.clone();
    for (int a = 0; a < rank && (flags & 1) != 0; a++) {
      most[a] = file.length(b);
    }
    return new Dataspace(isNull, shape, most);
  }

  /** The number of elements. */
  long size() {
    long size = isNull ? 0 : 1;
    for (long d : shape) {
      try {
        size = Math.multiplyExact(size, d);
      } catch (ArithmeticException e) {
        throw Hdf5Exception.damaged("it has more elements than can be counted");
      }
    }
    return size;
  }
}
