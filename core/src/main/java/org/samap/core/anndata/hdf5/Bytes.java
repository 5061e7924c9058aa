package org.samap.core.anndata.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.samap.core.anndata.hdf5.reader.Lookup3;

/** A growing sequence of bytes; numbers are little-endian, like all HDF5 metadata. */
final class Bytes {
  /** An address that points nowhere. */
  static final long UNDEFINED = -1L;

  private byte[] array = new byte[64];
  private int size;

  int size() {
    return size;
  }

  Bytes u8(int value) {
    return number(value, 1);
  }

  Bytes u16(int value) {
    return number(value, 2);
  }

  Bytes u32(int value) {
    return number(value, 4);
  }

  Bytes u64(long value) {
    return number(value, 8);
  }

  /** Appends the lowest {@code width} bytes of a number. */
  Bytes number(long value, int width) {
    reserve(width);
    for (int i = 0; i < width; i++) {
      array[size++] = (byte) (value >>> (8 * i));
    }
    return this;
  }

  Bytes bytes(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, array, size, more.length);
    size += more.length;
    return this;
  }

  Bytes ascii(String text) {
    return bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  Bytes zeros(int count) {
    reserve(count);
    size += count;
    return this;
  }

  /** Appends the Jenkins checksum of all bytes so far. */
  Bytes checksum() {
    return u32(Lookup3.hash(array()));
  }

  byte[] array() {
    return Arrays.copyOf(array, size);
  }

  ByteBuffer buffer() {
    return ByteBuffer.wrap(array, 0, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void reserve(int more) {
    if (size + more > array.length) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
    }
  }
}
