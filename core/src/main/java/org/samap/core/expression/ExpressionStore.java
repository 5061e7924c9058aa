package org.samap.core.expression;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.samap.core.run.InputException;

/**
 * Where expression is kept. A small matrix lies on the heap as it is, 8 bytes a value. A larger one
 * is packed, some 3 bytes a value: off the heap as long as a budget of bytes lasts, and beyond it
 * in a file of a work folder, mapped into memory, from which the system reads what it has no room
 * to keep. What is read is the same in all three places.
 *
 * <p>The file has no name as soon as it exists, where the system allows that, so that nothing is
 * left behind even if the program is killed; elsewhere it goes when the store is closed.
 */
public final class ExpressionStore implements AutoCloseable {
  /**
   * Up to this many values a matrix stays as it is: 64 MB. Reading packed rows costs about a
   * nanosecond a value more, in every pass.
   */
  private static final long SMALL = 8L << 20;

  private final long largestOnHeap;
  private final AtomicLong offHeapLeft;
  private final Optional<Path> folder;
  private Optional<FileChannel> file = Optional.empty();

  private ExpressionStore(long largestOnHeap, long offHeap, Optional<Path> folder) {
    this.largestOnHeap = largestOnHeap;
    this.offHeapLeft = new AtomicLong(offHeap);
    this.folder = folder;
  }

  /** Everything on the heap. */
  public static ExpressionStore heap() {
    return new ExpressionStore(Long.MAX_VALUE, 0, Optional.empty());
  }

  /** Everything packed, off the heap. */
  public static ExpressionStore offHeap() {
    return new ExpressionStore(-1, Long.MAX_VALUE, Optional.empty());
  }

  /** Everything packed, in a file in a folder. */
  public static ExpressionStore mapped(Path folder) {
    return new ExpressionStore(-1, 0, Optional.of(folder));
  }

  /**
   * Small matrices on the heap, others off it within a budget, and the rest in a file.
   *
   * @param budget bytes that may be taken off the heap
   * @param folder for the file; it is made when it is needed
   */
  public static ExpressionStore automatic(long budget, Path folder) {
    return new ExpressionStore(SMALL, budget, Optional.of(folder));
  }

  /**
   * Begins a matrix.
   *
   * @param entries how many values it has at most
   */
  public Builder builder(int cells, int genes, long entries) {
    return new Builder(cells, genes, entries <= largestOnHeap);
  }

  /**
   * Gives the memory of a matrix back, after which it cannot be read any more. What lies on the
   * heap goes when nobody refers to it.
   */
  public void release(Expression matrix) {
    if (matrix instanceof PackedExpression packed) {
      offHeapLeft.addAndGet(packed.release());
    }
  }

  /** Whether something was put into the file. */
  public synchronized boolean usesFile() {
    return file.isPresent();
  }

  private MemorySegment keep(byte[] bytes, Arena arena, AtomicLong offHeap) {
    if (offHeapLeft.addAndGet(-bytes.length) >= 0) {
      offHeap.addAndGet(bytes.length);
      MemorySegment segment = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
      return segment;
    }
    offHeapLeft.addAndGet(bytes.length);
    return append(bytes, arena);
  }

  private synchronized MemorySegment append(byte[] bytes, Arena arena) {
    Path where = folder.orElseThrow(() -> new IllegalStateException("no work folder"));
    try {
      FileChannel channel = file.isPresent() ? file.get() : open(where);
      file = Optional.of(channel);
      long start = channel.size();
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left, start + left.position());
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, start, bytes.length, arena);
    } catch (IOException e) {
      throw new InputException(
          "%s: cannot keep expression in this work folder (%s); name another with --work, or give more --memory"
              .formatted(where, e.getMessage()),
          e);
    }
  }

  private static FileChannel open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path path = Files.createTempFile(folder, "samap-", ".expression");
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      Files.delete(path);
    } catch (IOException e) {
      // This system keeps open files: closing will delete it.
    }
    return channel;
  }

  /** Ends the writing; matrices that were built can still be read. */
  @Override
  public synchronized void close() {
    try {
      if (file.isPresent()) {
        file.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the blocks of a matrix, in any order, from many threads. */
  public final class Builder {
    private final int cells;
    private final int genes;
    private final boolean onHeap;
    private final RowBlock[] rows;
    private final PackedBlock[] packed;
    private final Arena arena = Arena.ofShared();
    private final AtomicLong offHeap = new AtomicLong();

    private Builder(int cells, int genes, boolean onHeap) {
      this.cells = cells;
      this.genes = genes;
      this.onHeap = onHeap;
      int blocks = Math.ceilDiv(cells, Expression.BLOCK_CELLS);
      this.rows = new RowBlock[onHeap ? blocks : 0];
      this.packed = new PackedBlock[onHeap ? 0 : blocks];
    }

    /** Takes a block; its place follows from its first cell. */
    public void put(RowBlock block) {
      int b = block.firstCell() / Expression.BLOCK_CELLS;
      if (onHeap) {
        rows[b] = block;
      } else {
        packed[b] = PackedBlock.of(block, genes, bytes -> keep(bytes, arena, offHeap));
      }
    }

    /** The matrix, when all blocks are there. */
    public Expression build() {
      return onHeap
          ? HeapExpression.of(cells, genes, rows)
          : new PackedExpression(cells, genes, packed, arena, offHeap.get());
    }
  }
}
