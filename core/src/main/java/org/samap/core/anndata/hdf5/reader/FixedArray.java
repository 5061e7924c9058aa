package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.part;
import static org.samap.core.anndata.hdf5.reader.FileBytes.signed;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;

/**
 * The chunks of a data set of fixed size: one array, sometimes in pages, some of which can be
 * empty.
 */
final class FixedArray {
  /** Takes an element and its number. */
  interface Elements {
    void accept(long number, ByteBuffer element);
  }

  private FixedArray() {}

  static void read(FileBytes file, long address, Elements elements) {
    int size = 12 + file.offsetSize() + file.lengthSize();
    ByteBuffer b = signed(file.checked(address, size), "FAHD");
    skip(b, 2);
    int width = u8(b);
    int pageBits = u8(b);
    long count = file.length(b);
    long block = file.address(b);
    if (block == FileBytes.UNDEFINED) {
      return;
    }
    if (pageBits > 30 || width < file.offsetSize() || count < 0) {
      throw Hdf5Exception.damaged("the index of its chunks is broken");
    }
    int head = 6 + file.offsetSize();
    long page = 1L << pageBits;
    if (count <= page) {
      read(
          signed(file.checked(block, head + count * width + 4), "FADB").position(head),
          0,
          count,
          width,
          elements);
      return;
    }
    long pages = Math.ceilDiv(count, page);
    long bitmap = Math.ceilDiv(pages, 8);
    ByteBuffer written = signed(file.checked(block, head + bitmap + 4), "FADB").position(head);
    long at = block + head + bitmap + 4;
    for (long p = 0; p < pages; p++) {
      long here = Math.min(page, count - p * page);
      if ((written.get(head + (int) (p / 8)) & 0x80 >> (p % 8)) != 0) {
        read(file.checked(at, here * width + 4), p * page, here, width, elements);
      }
      at += here * width + 4;
    }
  }

  static void read(ByteBuffer b, long first, long count, int width, Elements elements) {
    for (long i = 0; i < count; i++) {
      elements.accept(first + i, part(b, width));
    }
  }
}
