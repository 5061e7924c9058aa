package org.samap.core.anndata.zarr;

import java.util.Arrays;
import org.samap.core.anndata.Store.Fault;
import org.samap.core.anndata.Values;

/**
 * What an array is and how it is stored.
 *
 * @param type of the elements
 * @param shape the lengths of the axes
 * @param chunk the lengths of a chunk
 * @param fill the element where no chunk is
 * @param keys the names of the chunks
 * @param codecs how a chunk is encoded
 */
record ArrayMetadata(
    ElementType type, long[] shape, int[] chunk, Values fill, ChunkKeys keys, ChunkCodecs codecs) {
  private static final int MOST_AXES = 32;

  ArrayMetadata {
    requireSize(shape, type);
    requireChunk(chunk, shape.length, type);
  }

  private static void requireSize(long[] shape, ElementType type) {
    if (shape.length > MOST_AXES) {
      throw Fault.unsupported("it has %d axes".formatted(shape.length));
    }
    try {
      long size = Math.max(1, type.width());
      for (long length : shape) {
        size = Math.multiplyExact(size, Math.max(1, length));
      }
    } catch (ArithmeticException e) {
      throw Fault.damaged("its shape %s is too large".formatted(Arrays.toString(shape)));
    }
  }

  private static void requireChunk(int[] chunk, int rank, ElementType type) {
    if (chunk.length != rank) {
      throw Fault.damaged("its chunks have %d axes, itself %d".formatted(chunk.length, rank));
    }
    long bytes = Math.max(1, type.width());
    for (int length : chunk) {
      bytes *= length;
      if (length <= 0) {
        throw Fault.damaged("its chunks are empty");
      }
      if (bytes > Integer.MAX_VALUE - 8) {
        throw Fault.unsupported("its chunks are larger than 2 GiB");
      }
    }
  }

  /** The lengths of chunks; one along an empty axis. */
  static int[] lengths(long[] chunk, long[] shape) {
    int[] out = new int[chunk.length];
    for (int a = 0; a < out.length; a++) {
      long length = chunk[a] == 0 && a < shape.length && shape[a] == 0 ? 1 : chunk[a];
      if (length > Integer.MAX_VALUE) {
        // A chunk that is longer than the array, as some writers make, cannot be held.
        throw Fault.unsupported("its chunks are larger than 2 GiB");
      }
      out[a] = (int) length;
    }
    return out;
  }

  static ArrayMetadata of(Hierarchy.Entry entry) {
    return entry.version() == 2
        ? MetadataV2.read(entry.metadata())
        : MetadataV3.read(entry.metadata());
  }
}
