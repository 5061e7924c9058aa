package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The beginning of a file.
 *
 * @param bytes the file from the superblock on
 * @param root the address of the root group
 */
record Superblock(FileBytes bytes, long root) {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
  private static final int MOST = 128;

  /** Looks for the superblock at 0, 512, 1024, 2048, ... */
  static Superblock find(FileBytes file) {
    for (long at = 0; at < file.size(); at = at == 0 ? 512 : 2 * at) {
      ByteBuffer b = file.upTo(at, MOST);
      if (b.remaining() >= SIGNATURE.length
          && b.slice(0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE))) {
        return read(file, at, b.order(ByteOrder.LITTLE_ENDIAN).position(SIGNATURE.length));
      }
    }
    throw Hdf5Exception.unsupported("it is not an HDF5 file");
  }

  private static Superblock read(FileBytes file, long at, ByteBuffer b) {
    int version = u8(b);
    if (version > 3) {
      throw Hdf5Exception.unsupported("its superblock is of version " + version);
    }
    skip(b, version < 2 ? 4 : 0);
    int offsets = u8(b);
    int lengths = u8(b);
    if ((offsets != 4 && offsets != 8) || (lengths != 4 && lengths != 8)) {
      throw Hdf5Exception.unsupported("its addresses are of " + offsets + " bytes");
    }
    FileBytes bytes = file.from(at, offsets, lengths);
    if (version >= 2) {
      skip(b, 1);
      bytes.address(b);
      bytes.address(b);
      return of(file, bytes, bytes.address(b), bytes.address(b));
    }
    skip(b, version == 1 ? 13 : 9);
    bytes.address(b);
    bytes.address(b);
    long end = bytes.address(b);
    bytes.address(b);
    bytes.address(b);
    return of(file, bytes, end, bytes.address(b));
  }

  private static Superblock of(FileBytes file, FileBytes bytes, long end, long root) {
    if (file.size() < end) {
      throw Hdf5Exception.damaged(
          "truncated: %d of %d bytes are there".formatted(file.size(), end));
    }
    return new Superblock(bytes, root);
  }
}
