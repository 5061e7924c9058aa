package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u16;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The superblock, which begins a file.
 *
 * @param bytes the file from the superblock on
 * @param start where the superblock lies in the file
 * @param version its version
 * @param endAt the position in it of the end of the file
 * @param rootAt the position in it of the address of the root group
 */
record Superblock(FileBytes bytes, long start, int version, int endAt, int rootAt) {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
  private static final int MOST = 128;

  /** The position of the node widths before version 2; the values that the library uses follow. */
  private static final int WIDTHS = 16;

  private static final int LEAF_MEMBERS = 4;
  private static final int TREE_CHILDREN = 16;
  private static final int CHUNKS = 32;

  /** Messages of the extension of a superblock. */
  private static final int NODE_WIDTHS = 0x13;

  private static final int FREE_SPACE = 0x17;
  private static final int CACHE_IMAGE = 0x18;

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
    skip(b, version >= 2 ? 1 : version == 1 ? 13 : 9);
    bytes.address(b);
    bytes.address(b);
    int endAt = b.position();
    long end = bytes.address(b);
    if (version < 2) {
      bytes.address(b);
      bytes.address(b);
    }
    int rootAt = b.position();
    bytes.address(b);
    if (file.size() < end) {
      throw Hdf5Exception.damaged(
          "truncated: %d of %d bytes are there".formatted(file.size(), end));
    }
    return new Superblock(bytes, at, version, endAt, rootAt);
  }

  /** The address of the root group. */
  long root() {
    return bytes.address(bytes.at(rootAt, bytes.offsetSize()));
  }

  /**
   * The superblock for a copy of the file that has grown at the end.
   *
   * @param end the end of the copy, counted from its beginning
   * @param root the address of its root group
   */
  byte[] with(long end, long root) {
    ByteBuffer old = bytes.at(0, rootAt + bytes.offsetSize() + (version < 2 ? 24 : 4));
    byte[] content = new byte[old.remaining()];
    old.get(content);
    ByteBuffer b = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    b.putLong(endAt, end).putLong(rootAt, root);
    int rest = rootAt + bytes.offsetSize();
    if (version < 2) {
      Arrays.fill(content, rest, content.length, (byte) 0); // cached data of the old root
    } else {
      b.putInt(rest, Lookup3.hash(Arrays.copyOf(content, rest)));
    }
    return content;
  }

  /**
   * Returns this superblock; fails if nothing can be added at the end. That is so if new nodes
   * would have other widths than the file says, or if the library would take them for free space.
   */
  Superblock growing() {
    boolean usual = bytes.offsetSize() == Long.BYTES && bytes.lengthSize() == Long.BYTES;
    ByteBuffer b = bytes.at(0, rootAt).position(WIDTHS);
    if (version < 2) {
      usual &= u16(b) == LEAF_MEMBERS && u16(b) == TREE_CHILDREN;
      skip(b, 4);
      usual &= version == 0 || u16(b) == CHUNKS;
    } else {
      skip(b, 4);
      long extension = bytes.address(b);
      usual &= extension == FileBytes.UNDEFINED || isUsual(ObjectMessages.at(bytes, extension));
    }
    if (!usual) {
      throw Hdf5Exception.unsupported(
          "it is made with rare settings of the HDF5 library (widths of nodes or addresses, kept"
              + " free space)");
    }
    return this;
  }

  private static boolean isUsual(ObjectMessages extension) {
    if (extension.has(CACHE_IMAGE)) {
      return false;
    }
    boolean freeSpaceLost =
        extension.find(FREE_SPACE).map(b -> u8(b) == 1 && u16(b) < 1 << 8).orElse(true);
    return freeSpaceLost
        && extension
            .find(NODE_WIDTHS)
            .map(
                b -> {
                  skip(b, 1);
                  return u16(b) == CHUNKS && u16(b) == TREE_CHILDREN && u16(b) == LEAF_MEMBERS;
                })
            .orElse(true);
  }
}
