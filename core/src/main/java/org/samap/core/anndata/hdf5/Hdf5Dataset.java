package org.samap.core.anndata.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A data set that is being written. Elements are appended in row order and written chunk by chunk,
 * shuffled and deflated. A chunk is a range of the first axis of about 256 KiB. A data set of up to
 * one kibibyte is not compressed. Neither is one whose first chunk hardly shrinks: principal
 * components, for example, are noise to a compressor and cost it the most time.
 */
public final class Hdf5Dataset {
  private static final int CHUNK_BYTES = 1 << 18;
  private static final int SMALL = 1 << 10;

  /**
   * Chunks that are compressed at the same time; a constant, so that their places in the file do
   * not depend on the threads.
   */
  private static final int WAVE = 16;

  /** The length of a first axis that grows with what is appended. */
  public static final long OPEN = -1;

  private enum Space {
    ARRAY,
    SCALAR,
    EMPTY
  }

  private final Hdf5Writer file;
  private final Hdf5Type type;
  private final Space space;
  private final long rows;
  private final long[] rowShape;
  private final long rowBytes;
  private final long chunkRows;
  private final Attributes attributes = new Attributes();
  private final ChunkIndex index = new ChunkIndex();
  private final List<byte[]> full = new ArrayList<>();
  private byte[] chunk = new byte[SMALL];

  /** How chunks are packed, if that is worth the time; the first one decides for all. */
  private Optional<ChunkPacking> packing = Optional.empty();

  private int filled;
  private long bytes;

  private Hdf5Dataset(Hdf5Writer file, Hdf5Type type, Space space, long... shape) {
    this.file = file;
    this.type = type;
    this.space = space;
    this.rows = shape.length == 0 ? 1 : shape[0];
    this.rowShape = Arrays.copyOfRange(shape, Math.min(1, shape.length), shape.length);
    long size = type.size();
    for (long d : this.rowShape) {
      size = Math.multiplyExact(size, d);
    }
    this.rowBytes = size;
    this.chunkRows = Math.max(1, CHUNK_BYTES / Math.max(1, rowBytes));
    if (rowBytes > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException("a row of " + rowBytes + " bytes; 1 GiB is the most");
    }
  }

  static Hdf5Dataset array(Hdf5Writer file, Hdf5Type type, long... shape) {
    return new Hdf5Dataset(file, type, Space.ARRAY, shape);
  }

  static Hdf5Dataset scalar(Hdf5Writer file, Hdf5Type type) {
    return new Hdf5Dataset(file, type, Space.SCALAR);
  }

  static Hdf5Dataset empty(Hdf5Writer file) {
    return new Hdf5Dataset(file, Hdf5Type.FLOAT32, Space.EMPTY);
  }

  public void attribute(String name, String value) throws IOException {
    Hdf5Group.textAttribute(attributes, file, name, new long[0], value);
  }

  /** Appends elements; their bytes are little-endian. */
  public void append(ByteBuffer elements) throws IOException {
    bytes += elements.remaining();
    int chunkBytes = (int) (chunkRows * rowBytes);
    while (elements.hasRemaining()) {
      int count = Math.min(elements.remaining(), chunkBytes - filled);
      if (filled + count > chunk.length) {
        chunk =
            Arrays.copyOf(chunk, Math.min(chunkBytes, Math.max(2 * chunk.length, filled + count)));
      }
      elements.get(chunk, filled, count);
      filled += count;
      if (filled == chunkBytes) {
        full.add(chunk);
        chunk = new byte[chunkBytes];
        filled = 0;
        if (full.size() == WAVE) {
          flush();
        }
      }
    }
  }

  /** Appends texts to a data set of type {@link Hdf5Type#STRING}. */
  public void append(String... texts) throws IOException {
    for (int from = 0; from < texts.length; from += CHUNK_BYTES / 16) {
      append(file.heap().store(texts, from, Math.min(texts.length, from + CHUNK_BYTES / 16)));
    }
  }

  /** Stores texts and returns their elements, to put into records of a compound type. */
  public ByteBuffer references(String... texts) throws IOException {
    return file.heap().store(texts, 0, texts.length);
  }

  long close() throws IOException {
    if (space != Space.EMPTY && bytes != rows() * rowBytes) {
      throw new IllegalArgumentException(
          bytes + " bytes for " + rows() + " rows of " + rowBytes + " bytes");
    }
    ObjectHeader header = new ObjectHeader();
    header.add(ObjectHeader.DATASPACE, dataspace());
    header.add(ObjectHeader.DATATYPE, new Bytes().bytes(type.message()));
    boolean chunked = bytes > SMALL && space == Space.ARRAY;
    header.add(ObjectHeader.FILL_VALUE, new Bytes().u8(3).u8(chunked ? 0x0B : 0x0A));
    if (chunked) {
      addChunks(header);
    } else {
      addContiguous(header);
    }
    attributes.addTo(header, file);
    return header.write(file);
  }

  private Bytes dataspace() {
    return switch (space) {
      case SCALAR -> Attributes.dataspace();
      case EMPTY -> new Bytes().u8(2).u8(0).u8(0).u8(2);
      case ARRAY -> {
        long[] shape = new long[rowShape.length + 1];
        shape[0] = rows();
        System.arraycopy(rowShape, 0, shape, 1, rowShape.length);
        yield Attributes.dataspace(shape);
      }
    };
  }

  private long rows() {
    return rows == OPEN ? bytes / rowBytes : rows;
  }

  private void addContiguous(ObjectHeader header) throws IOException {
    long address = Bytes.UNDEFINED;
    if (bytes > 0) {
      address = file.allocate(bytes);
      file.write(address, ByteBuffer.wrap(chunk, 0, filled));
    }
    header.add(ObjectHeader.LAYOUT, new Bytes().u8(3).u8(1).u64(address).u64(bytes));
  }

  private void addChunks(ObjectHeader header) throws IOException {
    long rowsOfChunk = chunkRows;
    if (filled > 0) {
      if (index.count() == 0 && full.isEmpty()) {
        rowsOfChunk = rows();
        full.add(Arrays.copyOf(chunk, filled));
      } else {
        full.add(Arrays.copyOf(Arrays.copyOf(chunk, filled), (int) (chunkRows * rowBytes)));
      }
    }
    flush();
    int rank = rowShape.length + 1;
    long tree = index.write(file, rank, rowsOfChunk);
    Bytes layout = new Bytes().u8(3).u8(2).u8(rank + 1).u64(tree).u32((int) rowsOfChunk);
    for (long d : rowShape) {
      layout.u32((int) d);
    }
    header.add(ObjectHeader.LAYOUT, layout.u32(type.size()));
    if (packing.isEmpty()) {
      return;
    }
    Bytes filters = new Bytes().u8(2).u8(type.size() > 1 ? 2 : 1);
    if (type.size() > 1) {
      filters.u16(2).u16(1).u16(1).u32(type.size());
    }
    header.add(ObjectHeader.FILTERS, filters.u16(1).u16(1).u16(1).u32(ChunkPacking.LEVEL));
  }

  private void flush() throws IOException {
    if (index.count() == 0 && !full.isEmpty()) {
      packing = ChunkPacking.of(full.getFirst(), type.size());
    }
    byte[][] packed = full.toArray(byte[][]::new);
    packing.ifPresent(
        how -> file.workers().forEach(packed.length, i -> packed[i] = how.pack(packed[i])));
    for (byte[] p : packed) {
      long address = file.allocate(p.length);
      file.write(address, ByteBuffer.wrap(p));
      index.add(address, p.length);
    }
    full.clear();
  }
}
