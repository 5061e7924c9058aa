package org.samap.core.anndata.hdf5.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Supplier;

/** An open HDF5 file. What was read of it can be used from any thread until it is closed. */
public final class Hdf5Source implements AutoCloseable {
  private final Superblock superblock;
  private final GlobalHeaps heaps;
  private final StoredGroup root;

  private Hdf5Source(Superblock superblock) {
    this.superblock = superblock;
    this.heaps = new GlobalHeaps(superblock.bytes());
    this.root = StoredGroup.root(this, superblock.root());
  }

  /**
   * @throws IOException if the file cannot be read
   * @throws Hdf5Exception if it is no HDF5 file, or damaged
   */
  public static Hdf5Source open(Path path) throws IOException {
    FileBytes file = FileBytes.map(path);
    try {
      return guarded(() -> new Hdf5Source(Superblock.find(file)));
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
   * The bytes of a text of which {@code reference} holds length, heap and number; reads past it.
   */
  public byte[] text(ByteBuffer reference) {
    int length = reference.getInt();
    long heap = bytes().address(reference);
    int index = reference.getInt();
    return index == 0 || length <= 0 ? new byte[0] : heaps.object(heap, index, length);
  }

  public boolean isOpen() {
    return bytes().isOpen();
  }

  @Override
  public void close() {
    bytes().close();
  }

  /** Whatever goes wrong in reading a structure means that it is damaged. */
  static <T> T guarded(Supplier<T> read) {
    try {
      return read.get();
    } catch (Hdf5Exception | IllegalStateException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Hdf5Exception.damaged("a structure of it is broken");
    }
  }
}
