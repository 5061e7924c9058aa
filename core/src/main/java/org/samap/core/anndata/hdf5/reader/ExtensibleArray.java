package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.signed;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;

/**
 * The chunks of a data set that can grow along one axis. The first few are in the index itself, the
 * others in blocks of growing size. The index lists the first blocks; further tables list the rest.
 */
final class ExtensibleArray {
  private final FileBytes file;
  private final FixedArray.Elements elements;
  private final int width;
  private final int inIndex;
  private final long smallestBlock;
  private final int leastPointers;
  private final long page;
  private final int tables;
  private final int offsetWidth;
  private final long count;

  private ExtensibleArray(FileBytes file, ByteBuffer b, FixedArray.Elements elements) {
    this.file = file;
    this.elements = elements;
    skip(b, 2);
    width = u8(b);
    int bits = u8(b);
    inIndex = u8(b);
    smallestBlock = u8(b);
    leastPointers = u8(b);
    int pageBits = u8(b);
    for (int i = 0; i < 4; i++) {
      file.length(b);
    }
    count = file.length(b);
    file.length(b);
    if (Long.bitCount(smallestBlock) != 1
        || Integer.bitCount(leastPointers) != 1
        || bits > 63
        || pageBits > 30
        || width < file.offsetSize()) {
      throw Hdf5Exception.damaged("the index of its chunks is broken");
    }
    page = 1L << pageBits;
    tables = 1 + bits - Long.numberOfTrailingZeros(smallestBlock);
    offsetWidth = (bits + 7) / 8;
  }

  static void read(FileBytes file, long address, FixedArray.Elements elements) {
    int size = 16 + 6 * file.lengthSize() + file.offsetSize();
    ByteBuffer b = signed(file.checked(address, size), "EAHD");
    ExtensibleArray array = new ExtensibleArray(file, b, elements);
    long index = file.address(b);
    if (index != FileBytes.UNDEFINED) {
      array.readIndex(index);
    }
  }

  private void readIndex(long address) {
    int ownTables = 2 * Integer.numberOfTrailingZeros(leastPointers);
    int blocks = 2 * (leastPointers - 1);
    int head = 6 + file.offsetSize();
    long size =
        head
            + (long) inIndex * width
            + (long) (blocks + Math.max(0, tables - ownTables)) * file.offsetSize()
            + 4;
    ByteBuffer b = signed(file.checked(address, size), "EAIB").position(head);
    FixedArray.read(b, 0, inIndex, width, elements);
    long first = inIndex;
    for (int table = 0; table < tables && first < count; table++) {
      long blocksHere = 1L << (table / 2);
      long inBlock = smallestBlock << ((table + 1) / 2);
      if (table < ownTables) {
        for (long block = 0; block < blocksHere; block++) {
          readBlock(file.address(b), first + block * inBlock, inBlock, new byte[0]);
        }
      } else {
        readTable(file.address(b), first, blocksHere, inBlock);
      }
      first += blocksHere * inBlock;
    }
  }

  private void readTable(long address, long first, long blocks, long inBlock) {
    if (address == FileBytes.UNDEFINED) {
      return;
    }
    int pagesBytes = inBlock > page ? (int) Math.ceilDiv(inBlock / page, 8) : 0;
    long head = 6L + file.offsetSize() + offsetWidth;
    long size = head + blocks * pagesBytes + blocks * file.offsetSize() + 4;
    ByteBuffer b = signed(file.checked(address, size), "EASB").position((int) head);
    byte[] written = new byte[Math.toIntExact(blocks * pagesBytes)];
    b.get(written);
    for (long block = 0; block < blocks; block++) {
      byte[] pages = new byte[pagesBytes];
      System.arraycopy(written, (int) block * pagesBytes, pages, 0, pagesBytes);
      readBlock(file.address(b), first + block * inBlock, inBlock, pages);
    }
  }

  private void readBlock(long address, long first, long inBlock, byte[] pages) {
    if (address == FileBytes.UNDEFINED) {
      return;
    }
    int head = 6 + file.offsetSize() + offsetWidth;
    if (inBlock <= page) {
      ByteBuffer b = signed(file.checked(address, head + inBlock * width + 4), "EADB");
      FixedArray.read(b.position(head), first, inBlock, width, elements);
      return;
    }
    signed(file.checked(address, head + 4L), "EADB");
    long step = page * width + 4;
    for (int p = 0; p < inBlock / page; p++) {
      if ((pages[p / 8] & 0x80 >> (p % 8)) != 0) {
        FixedArray.read(
            file.checked(address + head + 4 + p * step, step),
            first + p * page,
            page,
            width,
            elements);
      }
    }
  }
}
