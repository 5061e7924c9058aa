package org.samap.core.anndata.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.samap.core.run.Workers;

/**
 * Writes one HDF5 file from the front to the back. Fill {@link #root}, closing every group and data
 * set after its content, then call {@link #finish}. Not thread-safe: one thread writes, the workers
 * compress. That thread may not itself be a task of the workers.
 */
public final class Hdf5Writer {
  private static final int SUPERBLOCK = 48;

  private final FileChannel channel;
  private final Workers workers;
  private final StringHeap heap = new StringHeap(this);
  private final Hdf5Group root = new Hdf5Group(this);
  private long end = SUPERBLOCK;

  private Hdf5Writer(FileChannel channel, Workers workers) {
    this.channel = channel;
    this.workers = workers;
  }

  /** A writer to an empty file. */
  public static Hdf5Writer to(FileChannel channel, Workers workers) {
    return new Hdf5Writer(channel, workers);
  }

  public Hdf5Group root() {
    return root;
  }

  /** Closes the root group and writes what makes the file valid. */
  public void finish() throws IOException {
    long rootAddress = root.close();
    heap.flush();
    Bytes b = new Bytes().u8(0x89).ascii("HDF\r\n").u8(0x1A).ascii("\n");
    b.u8(2).u8(8).u8(8).u8(0).u64(0).u64(Bytes.UNDEFINED).u64(end).u64(rootAddress);
    write(0, b.checksum().buffer());
    if (channel.size() < end) {
      write(end - 1, ByteBuffer.allocate(1));
    }
  }

  Workers workers() {
    return workers;
  }

  StringHeap heap() {
    return heap;
  }

  /** Reserves room at the end of the file. */
  long allocate(long size) {
    long address = end;
    end += (size + 7) & ~7L;
    return address;
  }

  void write(long address, ByteBuffer bytes) throws IOException {
    long position = address;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  long append(Bytes bytes) throws IOException {
    long address = allocate(bytes.size());
    write(address, bytes.buffer());
    return address;
  }
}
