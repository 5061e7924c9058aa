package org.samap.core.anndata.zarr;

import org.samap.core.anndata.Store.Fault;

/** Some bytes of a store, read in parts: a chunk, a shard, or a chunk in a shard. */
interface Blob {

  long size();

  /**
   * Reads some of the bytes.
   *
   * @throws Fault if there are fewer
   */
  byte[] read(long from, int length);

  default byte[] all() {
    if (size() > Integer.MAX_VALUE - 8) {
      throw Fault.unsupported("a chunk takes more than 2 GiB");
    }
    return read(0, (int) size());
  }

  /**
   * Some of these bytes by themselves.
   *
   * @throws Fault if there are fewer
   */
  default Blob part(long from, long length) {
    if (from < 0 || length < 0 || from > size() - length) {
      throw Fault.damaged(
          "%d bytes from %d on are named, but a shard has %d".formatted(length, from, size()));
    }
    return new Part(this, from, length);
  }

  /** Bytes in memory. */
  record InMemory(byte[] bytes) implements Blob {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public byte[] read(long from, int length) {
      byte[] out = new byte[length];
      System.arraycopy(bytes, (int) from, out, 0, length);
      return out;
    }
  }

  /** Bytes of a larger blob. */
  record Part(Blob whole, long from, long size) implements Blob {
    @Override
    public byte[] read(long at, int length) {
      return whole.read(from + at, length);
    }
  }
}
