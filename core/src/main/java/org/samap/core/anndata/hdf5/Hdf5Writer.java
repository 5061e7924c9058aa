package org.samap.core.anndata.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.samap.core.anndata.hdf5.reader.Hdf5Exception;
import org.samap.core.anndata.hdf5.reader.Hdf5Source;
import org.samap.core.run.Workers;

/**
 * Writes one HDF5 file from front to back. Fill {@link #root}, then call {@link #finish}. Not
 * thread-safe: one thread writes, while the workers compress. That thread must not itself run a
 * task of the workers.
 */
public final class Hdf5Writer {
  private static final int SUPERBLOCK = 48;

  /** Makes the beginning of a file. */
  private interface Beginning {
    /**
     * Takes the position of the end, counted from the first byte, and the address of the root
     * group.
     */
    ByteBuffer of(long end, long root);
  }

  private final FileChannel channel;
  private final Workers workers;
  private final Beginning beginning;

  /** The position that addresses count from. */
  private final long start;

  private final StringHeap heap = new StringHeap(this);
  private final Hdf5Group root = new Hdf5Group(this);
  private long end;

  private Hdf5Writer(
      FileChannel channel, Workers workers, Beginning beginning, long start, long end) {
    this.channel = channel;
    this.workers = workers;
    this.beginning = beginning;
    this.start = start;
    this.end = end;
  }

  /** Writes to an empty file. */
  public static Hdf5Writer to(FileChannel channel, Workers workers) {
    return new Hdf5Writer(channel, workers, Hdf5Writer::superblock, 0, SUPERBLOCK);
  }

  /**
   * Writes to a copy of a file. {@link #root} starts with everything in the root of the original.
   * New content comes after the last byte; all other bytes except the superblock stay.
   *
   * @throws Hdf5Exception if nothing can be added to the end of the file
   */
  public static Hdf5Writer copy(Hdf5Source original, FileChannel channel, Workers workers)
      throws IOException {
    original.copyTo(channel);
    long end = (channel.size() - original.start() + 7) & ~7L;
    Hdf5Writer writer =
        new Hdf5Writer(channel, workers, original::beginning, original.start(), end);
    writer.root.takeFrom(original.root());
    return writer;
  }

  public Hdf5Group root() {
    return root;
  }

  /** Closes the root group and writes the superblock, which makes the file valid. */
  public void finish() throws IOException {
    long rootAddress = root.close();
    heap.flush();
    write(0, beginning.of(start + end, rootAddress));
    if (channel.size() < start + end) {
      write(end - 1, ByteBuffer.allocate(1));
    }
  }

  private static ByteBuffer superblock(long end, long root) {
    Bytes b = new Bytes().u8(0x89).ascii("HDF\r\n").u8(0x1A).ascii("\n");
    b.u8(2).u8(8).u8(8).u8(0).u64(0).u64(Bytes.UNDEFINED).u64(end).u64(root);
    return b.checksum().buffer();
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
    long position = start + address;
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
