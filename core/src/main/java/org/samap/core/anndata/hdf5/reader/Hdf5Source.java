package org.samap.core.anndata.hdf5.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Supplier;

/** An open HDF5 file. Its objects can be used from any thread until it is closed. */
public final class Hdf5Source implements AutoCloseable {
  private static final long COPIED_AT_ONCE = 1L << 22;

  private final FileBytes file;
  private final Superblock superblock;
  private final GlobalHeaps heaps;
  private final StoredGroup root;

  private Hdf5Source(FileBytes file, Superblock superblock) {
    this.file = file;
    this.superblock = superblock;
    this.heaps = new GlobalHeaps(superblock.bytes());
    this.root = StoredGroup.root(this, superblock.root());
  }

  /**
   * @throws IOException if the file cannot be read
   * @throws Hdf5Exception if it is not an HDF5 file, or is damaged
   */
  public static Hdf5Source open(Path path) throws IOException {
    FileBytes file = FileBytes.map(path);
    try {
      return guarded(() -> new Hdf5Source(file, Superblock.find(file)));
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  FileBytes bytes() {
    return superblock.bytes();
  }

  public StoredGroup root() {
    return root;
  }

  /**
   * Copies all bytes of the file to another one, to which more will be added.
   *
   * @throws Hdf5Exception if nothing can be added to the end of this file
   */
  public void copyTo(FileChannel copy) throws IOException {
    guarded(superblock::growing);
    for (long at = 0; at < file.size(); at += COPIED_AT_ONCE) {
      ByteBuffer slice = file.upTo(at, COPIED_AT_ONCE);
      while (slice.hasRemaining()) {
        copy.write(slice);
      }
    }
  }

  /** The position that addresses count from. */
  public long start() {
    return superblock.start();
  }

  /**
   * The superblock, at {@link #start}, of a copy that has grown.
   *
   * @param end the end of the copy, counted from its first byte
   * @param root the address of its root group
   */
  public ByteBuffer beginning(long end, long root) {
    return ByteBuffer.wrap(superblock.with(end, root));
  }

  /**
   * The bytes of a text. {@code reference} holds its length, heap and number, and is moved past
   * them.
   */
  public byte[] text(ByteBuffer reference) {
    int length = reference.getInt();
    long heap = bytes().address(reference);
    int index = reference.getInt();
    return index == 0 || length <= 0 ? new byte[0] : heaps.object(heap, index, length);
  }

  /** The number of bytes from the superblock on. */
  public long size() {
    return bytes().size();
  }

  public boolean isOpen() {
    return bytes().isOpen();
  }

  @Override
  public void close() {
    bytes().close();
  }

  /** Reports any failure to read a structure as damage. */
  static <T> T guarded(Supplier<T> read) {
    try {
      return read.get();
    } catch (Hdf5Exception | IllegalStateException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Hdf5Exception.damaged("one of its structures is broken");
    }
  }
}
