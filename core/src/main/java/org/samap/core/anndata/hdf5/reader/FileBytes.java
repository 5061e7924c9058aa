package org.samap.core.anndata.hdf5.reader;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The bytes of an open file, mapped as a whole, so that reading needs no system call. Addresses
 * count from the superblock. Safe for many threads.
 */
final class FileBytes implements AutoCloseable {
  /** The address of something that has no place in the file. */
  static final long UNDEFINED = -1;

  private static final int SIGNATURE = 4;

  private final Arena arena;
  private final MemorySegment bytes;
  private final int offsetSize;
  private final int lengthSize;

  private FileBytes(Arena arena, MemorySegment bytes, int offsetSize, int lengthSize) {
    this.arena = arena;
    this.bytes = bytes;
    this.offsetSize = offsetSize;
    this.lengthSize = lengthSize;
  }

  @SuppressWarnings("MustBeClosedChecker") // the arena lives until this is closed
  static FileBytes map(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path)) {
      return new FileBytes(
          arena, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), 8, 8);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** The same bytes from the superblock on, with the widths of numbers that it gives. */
  FileBytes from(long superblock, int offsetBytes, int lengthBytes) {
    return new FileBytes(arena, bytes.asSlice(superblock), offsetBytes, lengthBytes);
  }

  long size() {
    return bytes.byteSize();
  }

  int offsetSize() {
    return offsetSize;
  }

  int lengthSize() {
    return lengthSize;
  }

  boolean isOpen() {
    return arena.scope().isAlive();
  }

  @Override
  public void close() {
    arena.close();
  }

  /** A range of bytes, little-endian. */
  ByteBuffer at(long address, long length) {
    if (address < 0 || length < 0 || length > size() - address || length > Integer.MAX_VALUE) {
      throw Hdf5Exception.damaged(
          "%d bytes at %d lie outside its %d bytes".formatted(length, address, size()));
    }
    return bytes.asSlice(address, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Up to {@code most} bytes, fewer at the end of the file. */
  ByteBuffer upTo(long address, long most) {
    return at(address, Math.min(most, Math.max(0, size() - address)));
  }

  /**
   * A structure without its last four bytes, which are its checksum; fails if they do not match.
   */
  ByteBuffer checked(long address, long length) {
    ByteBuffer b = at(address, length);
    byte[] content = new byte[b.remaining() - 4];
    b.get(content);
    if (Lookup3.hash(content) != b.getInt()) {
      throw Hdf5Exception.damaged("the checksum at %d does not match".formatted(address));
    }
    return b.flip().limit(content.length);
  }

  /** Skips a signature of four letters; fails at another one. */
  static ByteBuffer signed(ByteBuffer b, String signature) {
    byte[] found = new byte[SIGNATURE];
    b.get(found);
    if (!signature.equals(new String(found, StandardCharsets.ISO_8859_1))) {
      throw Hdf5Exception.damaged("a structure '" + signature + "' is not where it belongs");
    }
    return b;
  }

  /** Reads an address, {@link #UNDEFINED} if it points nowhere. */
  long address(ByteBuffer b) {
    long value = number(b, offsetSize);
    boolean undefined = offsetSize < Long.BYTES && value == (1L << (8 * offsetSize)) - 1;
    return undefined ? UNDEFINED : value;
  }

  /** Reads a length. */
  long length(ByteBuffer b) {
    return number(b, lengthSize);
  }

  /** Reads an unsigned number of some bytes. */
  static long number(ByteBuffer b, int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value |= (b.get() & 0xFFL) << (8 * i);
    }
    return value;
  }

  static int u8(ByteBuffer b) {
    return b.get() & 0xFF;
  }

  static int u16(ByteBuffer b) {
    return b.getShort() & 0xFFFF;
  }

  /** Skips bytes. */
  static void skip(ByteBuffer b, int count) {
    b.position(b.position() + count);
  }

  /** The next bytes, as a buffer of their own. */
  static ByteBuffer part(ByteBuffer b, int length) {
    if (length < 0 || length > b.remaining()) {
      throw Hdf5Exception.damaged(
          "a part of %d bytes in a structure of %d".formatted(length, b.remaining()));
    }
    ByteBuffer part = b.slice(b.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    skip(b, length);
    return part;
  }

  /** Reads text up to a zero, or to the end. */
  static String text(ByteBuffer b) {
    int length = 0;
    while (length < b.remaining() && b.get(b.position() + length) != 0) {
      length++;
    }
    byte[] content = new byte[length];
    b.get(content);
    return new String(content, StandardCharsets.UTF_8);
  }

  /** The fewest bytes that hold every number up to {@code most}. */
  static int widthOf(long most) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(most) + 7) / 8);
  }
}
