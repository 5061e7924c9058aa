package org.samap.core.anndata.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.samap.core.anndata.Store.Fault;
import org.samap.core.anndata.Values;

/**
 * Shards: chunks in a chunk, with an index of where each lies. What lies at no place was not
 * written.
 *
 * @param chunk the lengths of a chunk in a shard
 * @param inner how these are encoded
 * @param index how the index is encoded
 */
record Shards(int[] chunk, ChunkCodecs inner, Index index) implements ChunkCodecs.Serializer {
  private static final long NOWHERE = -1;
  private static final int ENTRY = 2 * Long.BYTES;

  /**
   * The index: begin and size of every chunk.
   *
   * @param atStart whether it lies at the start of a shard, not at the end
   * @param bigEndian the order of its bytes
   * @param checked whether a checksum follows
   */
  record Index(boolean atStart, boolean bigEndian, boolean checked) {}

  /** Reads what a box shares with a shard. */
  void read(Blob shard, long[] start, int[] shape, ValueBox box, Values fill) {
    int rank = shape.length;
    long[] first = new long[rank];
    long[] last = new long[rank];
    int[] counts = new int[rank];
    for (int a = 0; a < rank; a++) {
      counts[a] = shape[a] / chunk[a];
      first[a] = Math.max(0, box.from(a) - start[a]) / chunk[a];
      last[a] = (Math.min(box.end(a), start[a] + shape[a]) - start[a] - 1) / chunk[a];
    }
    ByteBuffer places = index(shard, ValueBox.product(counts));
    ChunkRange.forEach(
        first,
        last,
        at -> {
          int number = 0;
          long[] from = new long[rank];
          for (int a = 0; a < rank; a++) {
            number = number * counts[a] + (int) at[a];
            from[a] = start[a] + at[a] * chunk[a];
          }
          long offset = places.getLong(number * ENTRY);
          long size = places.getLong(number * ENTRY + Long.BYTES);
          if (offset != NOWHERE || size != NOWHERE) {
            inner.read(shard.part(offset, size), from, chunk, box, fill);
          }
        });
  }

  private ByteBuffer index(Blob shard, int chunks) {
    long size = (long) chunks * ENTRY + (index.checked() ? Integer.BYTES : 0);
    if (size > shard.size()) {
      throw Fault.damaged("a shard of %d bytes is too short for its index".formatted(shard.size()));
    }
    byte[] bytes = shard.part(index.atStart() ? 0 : shard.size() - size, size).all();
    return ByteBuffer.wrap(index.checked() ? Packing.CRC32C.unpack(bytes, bytes.length) : bytes)
        .order(index.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }
}
