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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  public static final long SMALL = 8L << 20;

  private final long largestOnHeap;
  private final Set<Arena> arenas = ConcurrentHashMap.newKeySet();
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
  static ExpressionStore offHeap() {
    return new ExpressionStore(-1, Long.MAX_VALUE, Optional.empty());
  }

  /** Everything packed, in a file in a folder. */
  static ExpressionStore mapped(Path folder) {
    return new ExpressionStore(-1, 0, Optional.of(folder));
  }

  /**
   * Small matrices on the heap, others off it within a budget, and the rest in a file.
   *
   * @param small values that a matrix on the heap may have, usually {@link #SMALL}
   * @param budget bytes that may be taken off the heap
   * @param folder for the file; it is made when it is needed
   */
  public static ExpressionStore automatic(long small, long budget, Path folder) {
    return new ExpressionStore(small, budget, Optional.of(folder));
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
    if (matrix instanceof PackedExpression packed && arenas.remove(packed.arena())) {
      offHeapLeft.addAndGet(packed.release());
    }
  }

  /** Whether something was put into the file. */
  synchronized boolean usesFile() {
    return file.isPresent();
  }

  private MemorySegment keep(byte[] bytes, Arena arena, AtomicLong offHeap) {
    long left = offHeapLeft.getAndUpdate(l -> l < bytes.length ? l : l - bytes.length);
    if (left >= bytes.length) {
      offHeap.addAndGet(bytes.length);
      MemorySegment segment = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
      return segment;
    }
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
    try {
      return FileChannel.open(
          path,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } finally {
      deleteIfPossible(path);
    }
  }

  /** Where a system keeps open files, closing will delete it. */
  private static void deleteIfPossible(Path path) {
    if (!path.toFile().delete()) {
      path.toFile().deleteOnExit();
    }
  }

  /**
   * Gives all memory back, and the file; nothing can be read any more but what lies on the heap.
   */
  @Override
  public synchronized void close() {
    arenas.forEach(Arena::close);
    arenas.clear();
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
      arenas.add(arena);
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
