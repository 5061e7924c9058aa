package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.number;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Says where the written chunks of a data set lie. Memory: 24 bytes for each of them, none for the
 * others.
 */
final class ChunkTable {
  /** A byte of a packed chunk rarely stands for more. */
  private static final long MOST_OF_A_BYTE = 2048;

  private final FileBytes file;
  private final ChunkGrid grid;
  private long[] numbers = new long[16];
  private long[] addresses = new long[16];
  private int[] sizes = new int[16];
  private int[] masks = new int[16];
  private int count;

  private ChunkTable(FileBytes file, ChunkGrid grid) {
    this.file = file;
    this.grid = grid;
  }

  static ChunkTable read(
      FileBytes file, StoredLayout.Chunked layout, ChunkGrid grid, boolean filtered) {
    ChunkTable table = new ChunkTable(file, grid);
    if (layout.address() != FileBytes.UNDEFINED) {
      switch (layout.index()) {
        case OLD_TREE -> table.addOldTree(layout.address());
        case SINGLE -> table.addSingle(layout);
        case IMPLICIT -> table.addImplicit(layout.address());
        case FIXED_ARRAY -> FixedArray.read(file, layout.address(), table::addElement);
        case EXTENSIBLE_ARRAY -> ExtensibleArray.read(file, layout.address(), table::addElement);
        case TREE -> RecordTree.read(file, layout.address(), r -> table.addRecord(r, filtered));
      }
    }
    return table.sorted();
  }

  /** The index of the chunk with a number, or -1 if it was never written. */
  int find(long number) {
    int at = Arrays.binarySearch(numbers, 0, count, number);
    return at < 0 ? -1 : at;
  }

  /** About the most bytes of elements that were written. */
  long writtenBytes() {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += Math.min(grid.chunkBytes(), MOST_OF_A_BYTE * sizes[i]);
    }
    return bytes;
  }

  /** The bytes of a chunk as they lie in the file. */
  byte[] packed(int chunk) {
    byte[] packed = new byte[sizes[chunk]];
    file.at(addresses[chunk], packed.length).get(packed);
    return packed;
  }

  /** A bit for each filter, set if the chunk skips it. */
  int mask(int chunk) {
    return masks[chunk];
  }

  private void addOldTree(long address) {
    int rank = grid.rank();
    OldTree.visit(
        file,
        address,
        OldTree.chunkKey(rank),
        (key, child) -> {
          long size = number(key, 4);
          int mask = key.getInt();
          long[] at = new long[rank];
          for (int a = 0; a < rank; a++) {
            at[a] = key.getLong() / grid.chunk()[a];
          }
          add(at, child, size, mask);
        });
  }

  private void addSingle(StoredLayout.Chunked layout) {
    long size = layout.single().size();
    add(
        new long[grid.rank()],
        layout.address(),
        size < 0 ? grid.chunkBytes() : size,
        layout.single().mask());
  }

  /** Adds chunks of one size that lie one after the other. */
  private void addImplicit(long address) {
    long chunks =
        IntStream.range(0, grid.rank()).mapToLong(grid::count).reduce(1, Math::multiplyExact);
    long most = file.size() / grid.chunkBytes();
    if (chunks > most) {
      throw Hdf5Exception.damaged("its %,d chunks go beyond the file".formatted(chunks));
    }
    for (long i = 0; i < chunks; i++) {
      add(grid.place(i), address + i * grid.chunkBytes(), grid.chunkBytes(), 0);
    }
  }

  /**
   * Adds an element of an array of chunks: its address, and size and filter mask if there are
   * filters.
   */
  private void addElement(long number, ByteBuffer element) {
    int sizeWidth = element.remaining() - file.offsetSize() - 4;
    long address = file.address(element);
    boolean filtered = sizeWidth > 0;
    long size = filtered ? number(element, sizeWidth) : grid.chunkBytes();
    add(grid.place(number), address, size, filtered ? element.getInt() : 0);
  }

  private void addRecord(ByteBuffer record, boolean filtered) {
    int sizeWidth = record.remaining() - file.offsetSize() - 4 - 8 * grid.rank();
    long address = file.address(record);
    long size = filtered ? number(record, sizeWidth) : grid.chunkBytes();
    int mask = filtered ? record.getInt() : 0;
    long[] at = new long[grid.rank()];
    for (int a = 0; a < at.length; a++) {
      at[a] = record.getLong();
    }
    add(at, address, size, mask);
  }

  private void add(long[] at, long address, long size, int mask) {
    if (address == FileBytes.UNDEFINED || !grid.contains(at)) {
      return; // never written, or left over from when the data set was larger
    }
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw Hdf5Exception.damaged("a chunk of %d bytes".formatted(size));
    }
    if (count == numbers.length) {
      int more = 2 * count;
      numbers = Arrays.copyOf(numbers, more);
      addresses = Arrays.copyOf(addresses, more);
      sizes = Arrays.copyOf(sizes, more);
      masks = Arrays.copyOf(masks, more);
    }
    numbers[count] = grid.number(at);
    addresses[count] = address;
    sizes[count] = (int) size;
    masks[count++] = mask;
  }

  private ChunkTable sorted() {
    boolean rising = true;
    for (int i = 1; i < count && rising; i++) {
      rising = numbers[i - 1] < numbers[i];
    }
    if (rising) {
      return this;
    }
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted((a, b) -> Long.compare(numbers[a], numbers[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    ChunkTable sorted = new ChunkTable(file, grid);
    sorted.count = count;
    sorted.numbers = Arrays.stream(order).mapToLong(i -> numbers[i]).toArray();
    sorted.addresses = Arrays.stream(order).mapToLong(i -> addresses[i]).toArray();
    sorted.sizes = Arrays.stream(order).map(i -> sizes[i]).toArray();
    sorted.masks = Arrays.stream(order).map(i -> masks[i]).toArray();
    return sorted;
  }
}
