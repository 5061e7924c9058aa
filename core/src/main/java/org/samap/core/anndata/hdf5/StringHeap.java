package org.samap.core.anndata.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Global heap collections, which hold texts of variable length. */
final class StringHeap {
  /** A collection is written when it reaches this size; a longer text gets one of its own. */
  private static final int COLLECTION = 1 << 16;

  private static final int HEADER = 16;

  private final Hdf5Writer file;
  private Bytes objects = new Bytes();
  private int count;
  private long address = Bytes.UNDEFINED;

  StringHeap(Hdf5Writer file) {
    this.file = file;
  }

  /** Stores texts and returns the elements that refer to them, 16 bytes each. */
  ByteBuffer store(String[] texts, int from, int to) throws IOException {
    ByteBuffer references = ByteBuffer.allocate(16 * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = from; i < to; i++) {
      byte[] text = texts[i].getBytes(StandardCharsets.UTF_8);
      references.putInt(text.length);
      if (text.length == 0) {
        references.putLong(0).putInt(0);
      } else {
        int index = add(text);
        references.putLong(address).putInt(index);
      }
    }
    return references.flip();
  }

  private int add(byte[] text) throws IOException {
    int size = HEADER + padded(text.length);
    if (count > 0 && HEADER + objects.size() + size > COLLECTION) {
      flush();
    }
    if (count == 0) {
      address = file.allocate(Math.max(COLLECTION, HEADER + size));
    }
    objects.u16(++count).u16(1).u32(0).u64(text.length).bytes(text);
    objects.zeros(padded(text.length) - text.length);
    return count;
  }

  /** Writes the current collection, if it holds anything. */
  void flush() throws IOException {
    if (count == 0) {
      return;
    }
    int size = Math.max(COLLECTION, HEADER + objects.size());
    int free = size - HEADER - objects.size();
    Bytes collection = new Bytes().ascii("GCOL").u8(1).zeros(3).u64(size).bytes(objects.array());
    if (free >= HEADER) {
      collection.u16(0).u16(0).u32(0).u64(free).zeros(free - HEADER);
    } else {
      collection.zeros(free);
    }
    file.write(address, collection.buffer());
    objects = new Bytes();
    count = 0;
  }

  private static int padded(int length) {
    return (length + 7) & ~7;
  }
}
