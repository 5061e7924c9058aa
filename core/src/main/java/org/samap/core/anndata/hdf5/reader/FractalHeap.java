package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.number;
import static org.samap.core.anndata.hdf5.reader.FileBytes.part;
import static org.samap.core.anndata.hdf5.reader.FileBytes.signed;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u16;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;
import static org.samap.core.anndata.hdf5.reader.FileBytes.widthOf;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A heap for the links of a group with many members, or for the attributes of an object that has
 * many or long ones. Objects lie in blocks; a table lists the blocks, and their sizes double from
 * row to row.
 */
final class FractalHeap {
  private final FileBytes file;
  private final int idLength;
  private final int offsetWidth;
  private final int lengthWidth;
  private final int width;
  private final long startSize;
  private final long mostDirect;
  private final long root;
  private final int rootRows;
  private final long hugeIndex;
  private final Map<Long, ByteBuffer> huge = new HashMap<>();

  private FractalHeap(FileBytes file, long address) {
    this.file = file;
    int size = 26 + 12 * file.lengthSize() + 3 * file.offsetSize();
    ByteBuffer b = signed(file.at(address, size), "FRHP");
    skip(b, 1);
    idLength = u16(b);
    if (u16(b) != 0) {
      throw Hdf5Exception.unsupported("its names or attributes are compressed");
    }
    skip(b, 1);
    long mostManaged = number(b, 4);
    file.length(b);
    hugeIndex = file.address(b);
    file.length(b);
    file.address(b);
    for (int i = 0; i < 8; i++) {
      file.length(b);
    }
    width = u16(b);
    startSize = file.length(b);
    mostDirect = file.length(b);
    offsetWidth = (u16(b) + 7) / 8;
    skip(b, 2);
    root = file.address(b);
    rootRows = u16(b);
    lengthWidth = Math.min(widthOf(mostDirect), widthOf(mostManaged));
    file.checked(address, size);
    if (width == 0 || startSize <= 0 || mostDirect < startSize) {
      throw Hdf5Exception.damaged("the heap at %d is broken".formatted(address));
    }
  }

  static FractalHeap at(FileBytes file, long address) {
    return new FractalHeap(file, address);
  }

  /** The object with an identifier. */
  ByteBuffer object(ByteBuffer id) {
    int flags = u8(id);
    return switch (flags >> 4 & 3) {
      case 0 -> managed(number(id, offsetWidth), number(id, lengthWidth));
      case 1 -> hugeObject(id);
      case 2 -> tiny(flags, id);
      default -> throw Hdf5Exception.damaged("a reference of an unknown kind");
    };
  }

  private ByteBuffer tiny(int flags, ByteBuffer id) {
    boolean extended = idLength > 17;
    int length = extended ? ((flags & 0x0F) << 8 | u8(id)) + 1 : (flags & 0x0F) + 1;
    return part(id, length);
  }

  private ByteBuffer hugeObject(ByteBuffer id) {
    if (idLength - 1 >= file.offsetSize() + file.lengthSize()) {
      return file.at(file.address(id), file.length(id));
    }
    if (huge.isEmpty()) {
      RecordTree.read(
          file,
          hugeIndex,
          r -> {
            ByteBuffer content = file.at(file.address(r), file.length(r));
            huge.put(file.length(r), content);
          });
    }
    ByteBuffer found = huge.get(number(id, Math.min(idLength - 1, file.lengthSize())));
    if (found == null) {
      throw Hdf5Exception.damaged("a reference into a heap leads nowhere");
    }
    return found.duplicate().order(found.order());
  }

  private ByteBuffer managed(long offset, long length) {
    if (rootRows == 0) {
      return file.at(root + offset, length);
    }
    return within(root, rootRows, offset, length);
  }

  /** Looks in a table for the block that holds an offset. */
  private ByteBuffer within(long table, int rows, long offset, long length) {
    long row = 0;
    long start = 0;
    int prefix = 5 + file.offsetSize() + offsetWidth;
    while (row < rows) {
      long blockSize = row < 2 ? startSize : startSize << (row - 1);
      if (blockSize <= 0) {
        break;
      }
      if (offset < start + width * blockSize) {
        long column = (offset - start) / blockSize;
        ByteBuffer b = signed(file.at(table, prefix), "FHIB");
        skip(b, 1);
        ByteBuffer entry =
            file.at(table + prefix + (row * width + column) * file.offsetSize(), file.offsetSize());
        long block = file.address(entry);
        long inBlock = offset - start - column * blockSize;
        if (blockSize <= mostDirect) {
          return file.at(block + inBlock, length);
        }
        return within(block, rowsOf(blockSize), inBlock, length);
      }
      start += width * blockSize;
      row++;
    }
    throw Hdf5Exception.damaged("a reference into a heap leads beyond it");
  }

  private int rowsOf(long blockSize) {
    return Long.numberOfTrailingZeros(Long.highestOneBit(blockSize))
        - Long.numberOfTrailingZeros(Long.highestOneBit(startSize * width))
        + 1;
  }
}
