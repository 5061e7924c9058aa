package org.samap.core.anndata.hdf5.reader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A data set: elements of one type along some axes. Elements that were never written have the fill
 * value. Safe for many threads.
 */
public final class StoredDataset implements StoredNode {
  /** A box of more bytes is large. */
  private static final long LARGE = 1L << 22;

  /** A large box is read only if at least one byte in so many was written. */
  private static final long MOST_UNWRITTEN = 64;

  private final FileBytes file;
  private final String path;
  private final ObjectMessages header;
  private final StoredType type;
  private final Dataspace space;
  private final StoredLayout layout;
  private final ChunkFilters filters;
  private final byte[] fill;
  private @Nullable ChunkTable chunks;
  private @Nullable Map<String, StoredAttribute> attributes;

  private StoredDataset(FileBytes file, String path, ObjectMessages header) {
    this.file = file;
    this.path = path;
    this.header = header;
    this.space = Dataspace.read(file, header.get(ObjectMessages.DATASPACE));
    this.type = TypeReader.read(header.get(ObjectMessages.DATATYPE));
    this.layout =
        space.isNull()
            ? new StoredLayout.Contiguous(FileBytes.UNDEFINED)
            : StoredLayout.read(file, header);
    this.filters =
        header.find(ObjectMessages.FILTERS).map(ChunkFilters::read).orElseGet(ChunkFilters::none);
    this.fill = FillValue.read(header);
    if (type.size() == 0 && !space.isNull()) {
      throw Hdf5Exception.damaged("its elements have no bytes");
    }
    if (fill.length != 0 && fill.length != type.size()) {
      throw Hdf5Exception.damaged(
          "its fill value has %d bytes, an element %d".formatted(fill.length, type.size()));
    }
  }

  static StoredDataset of(FileBytes file, String path, ObjectMessages header) {
    return new StoredDataset(file, path, header);
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public synchronized Map<String, StoredAttribute> attributes() {
    if (attributes == null) {
      attributes = Hdf5Source.guarded(() -> AttributeTable.read(file, header));
    }
    return attributes;
  }

  @Override
  public SequencedMap<String, ByteBuffer> attributeMessages() {
    return Hdf5Source.guarded(() -> AttributeTable.messages(file, header));
  }

  public StoredType type() {
    return type;
  }

  /** Whether it has no elements and no axes (h5py's Empty). */
  public boolean isNull() {
    return space.isNull();
  }

  /** The lengths of the axes; empty for a scalar. */
  public long[] shape() {
    return space.shape().clone();
  }

  /** The lengths of a chunk; empty if there are no chunks. */
  public Optional<int[]> chunk() {
    return layout instanceof StoredLayout.Chunked c
        ? Optional.of(c.chunk().clone())
        : Optional.empty();
  }

  /** The bytes of the elements of a box, row by row. */
  public byte[] slice(long[] from, int[] count) {
    long[] shape = space.shape();
    long elements = 1;
    for (int a = 0; a < shape.length; a++) {
      if (from[a] < 0 || count[a] < 0 || from[a] > shape[a] - count[a]) {
        throw new IllegalArgumentException(
            "%s elements from %s of %s"
                .formatted(Arrays.toString(count), Arrays.toString(from), Arrays.toString(shape)));
      }
      elements = Math.multiplyExact(elements, count[a]);
    }
    long bytes = Math.multiplyExact(elements, type.size());
    return Hdf5Source.guarded(() -> read(from, count, bytes));
  }

  private byte[] read(long[] from, int[] count, long bytes) {
    if (bytes > Integer.MAX_VALUE - 8) {
      throw Hdf5Exception.unsupported("more than 2 GiB of it are read at once");
    }
    if (bytes == 0) {
      return new byte[0];
    }
    requireWritten(bytes);
    Box box = new Box(from, count, (int) bytes, type.size());
    switch (layout) {
      case StoredLayout.Compact c -> readCompact(c.bytes(), box);
      case StoredLayout.Contiguous c -> readContiguous(c.address(), box);
      case StoredLayout.Chunked c -> readChunks(c, box);
    }
    return box.bytes();
  }

  /** Fails if the shape tells of far more bytes than were written; then it is damaged. */
  private void requireWritten(long bytes) {
    if (layout instanceof StoredLayout.Contiguous c && c.address() != FileBytes.UNDEFINED) {
      if (space.size() > (file.size() - c.address()) / type.size()) {
        throw Hdf5Exception.damaged("its %,d values go beyond the file".formatted(space.size()));
      }
    } else if (bytes > LARGE) {
      long written = layout instanceof StoredLayout.Chunked c ? writtenBytes(c) : 0;
      if (bytes / MOST_UNWRITTEN > written) {
        throw Hdf5Exception.damaged(
            "its shape tells of %,d bytes, but %,d were written".formatted(bytes, written));
      }
    }
  }

  private long writtenBytes(StoredLayout.Chunked c) {
    filters.requireKnown();
    ChunkGrid grid = ChunkGrid.of(space, c.chunk(), type.size());
    return chunks(c, grid).writtenBytes();
  }

  private void readCompact(ByteBuffer stored, Box box) {
    if (stored.remaining() / type.size() < space.size()) {
      throw Hdf5Exception.damaged("its values are cut off");
    }
    byte[] all = new byte[(int) space.size() * type.size()];
    stored.get(stored.position(), all);
    box.copyFrom(all, new long[space.shape().length], space.shape());
  }

  private void readContiguous(long address, Box box) {
    if (address == FileBytes.UNDEFINED) {
      box.fill(fill);
    } else {
      box.copyRows(file, address, space.shape());
    }
  }

  private void readChunks(StoredLayout.Chunked c, Box box) {
    filters.requireKnown();
    ChunkGrid grid = ChunkGrid.of(space, c.chunk(), type.size());
    ChunkTable table = chunks(c, grid);
    box.fill(fill);
    int rank = grid.rank();
    long[] at = new long[rank];
    long[] first = new long[rank];
    long[] last = new long[rank];
    for (int a = 0; a < rank; a++) {
      first[a] = box.from(a) / grid.chunk()[a];
      last[a] = (box.from(a) + box.count(a) - 1) / grid.chunk()[a];
      at[a] = first[a];
    }
    long[] lengths = Arrays.stream(grid.chunk()).asLongStream().toArray();
    long[] start = new long[rank];
    for (int a = 0; a >= 0; ) {
      int found = table.find(grid.number(at));
      if (found >= 0) {
        boolean plain = !c.wholeEdges() && grid.isEdge(at);
        for (int d = 0; d < rank; d++) {
          start[d] = at[d] * lengths[d];
        }
        int mask = plain ? -1 : table.mask(found);
        box.copyFrom(filters.decode(table.packed(found), mask, grid.chunkBytes()), start, lengths);
      }
      a = rank - 1;
      while (a >= 0 && ++at[a] > last[a]) {
        at[a] = first[a];
        a--;
      }
    }
  }

  private synchronized ChunkTable chunks(StoredLayout.Chunked c, ChunkGrid grid) {
    if (chunks == null) {
      chunks = ChunkTable.read(file, c, grid, !filters.isEmpty());
    }
    return chunks;
  }
}
