package org.samap.core.expression;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides where expression is kept. A small matrix lies on the heap as it is, 8 bytes a value. A
 * larger one is packed, some 3 bytes a value, and lies off the heap while a budget of bytes lasts.
 * Beyond the budget it goes to its own file in a work folder, mapped into memory. The values read
 * are the same in all three places. Releasing a matrix frees its memory and file; closing the store
 * frees those of all matrices. After that no thread may read them.
 */
public final class ExpressionStore implements AutoCloseable {
  /**
   * A matrix of up to this many values (64 MB) is not packed. Packed rows take about a nanosecond a
   * value more to read, in every pass.
   */
  public static final long SMALL = 8L << 20;

  private final long largestOnHeap;
  private final Set<Place> places;
  private final AtomicLong offHeapLeft;
  private final Optional<Path> folder;

  private ExpressionStore(long largestOnHeap, long offHeap, Optional<Path> folder) {
    this(largestOnHeap, ConcurrentHashMap.newKeySet(), new AtomicLong(offHeap), folder);
  }

  private ExpressionStore(
      long largestOnHeap, Set<Place> places, AtomicLong offHeapLeft, Optional<Path> folder) {
    this.largestOnHeap = largestOnHeap;
    this.places = places;
    this.offHeapLeft = offHeapLeft;
    this.folder = folder;
  }

  /** Keeps every matrix on the heap. */
  public static ExpressionStore heap() {
    return new ExpressionStore(Long.MAX_VALUE, 0, Optional.empty());
  }

  /** Packs every matrix and keeps it off the heap. */
  static ExpressionStore offHeap() {
    return new ExpressionStore(-1, Long.MAX_VALUE, Optional.empty());
  }

  /** Packs every matrix and keeps it in a file in a folder. */
  static ExpressionStore mapped(Path folder) {
    return new ExpressionStore(-1, 0, Optional.of(folder));
  }

  /**
   * Keeps small matrices on the heap, others off it within a budget, and the rest in files.
   *
   * @param small the most values of a matrix on the heap, usually {@link #SMALL}
   * @param budget the most bytes to use off the heap
   * @param folder holds the files; it is made when it is needed
   */
  public static ExpressionStore automatic(long small, long budget, Path folder) {
    return new ExpressionStore(small, budget, Optional.of(folder));
  }

  /**
   * This store, for the parts of one matrix: they lie on the heap if the whole matrix would.
   *
   * @param entries the most values of the whole
   */
  public ExpressionStore forPartsOf(long entries) {
    return entries <= largestOnHeap ? this : new ExpressionStore(-1, places, offHeapLeft, folder);
  }

  /**
   * Begins a matrix.
   *
   * @param entries the most values that it can have
   */
  public Builder builder(int cells, int genes, long entries) {
    return new Builder(cells, genes, entries <= largestOnHeap);
  }

  /**
   * Frees the memory of a matrix, which cannot be read after that. The heap frees its own matrices
   * when they are unused.
   */
  public void release(Expression matrix) {
    if (matrix instanceof PackedExpression packed && places.remove(packed.place())) {
      packed.place().close();
    }
  }

  /** Frees all memory and files; after that only matrices on the heap can be read. */
  @Override
  public void close() {
    List<RuntimeException> failures = new ArrayList<>();
    for (Place place : places) {
      try {
        place.close();
      } catch (RuntimeException e) {
        failures.add(e); // the others must still be closed
      }
    }
    places.clear();
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  /** Holds the packed blocks of one matrix: its own memory, and a file if it needs one. */
  final class Place implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final AtomicLong offHeap = new AtomicLong();
    private Optional<BlockFile> file = Optional.empty();

    private Place() {
      places.add(this);
    }

    private MemorySegment keep(byte[] bytes) {
      long left = offHeapLeft.getAndUpdate(l -> l < bytes.length ? l : l - bytes.length);
      if (left < bytes.length) {
        return file().append(bytes, arena);
      }
      offHeap.addAndGet(bytes.length);
      MemorySegment segment = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
      return segment;
    }

    private synchronized BlockFile file() {
      Path where = folder.orElseThrow(() -> new IllegalStateException("no work folder"));
      BlockFile opened = file.orElseGet(() -> BlockFile.in(where));
      file = Optional.of(opened);
      return opened;
    }

    /** The number of bytes in the file. */
    synchronized long fileBytes() {
      return file.map(BlockFile::size).orElse(0L);
    }

    @Override
    public synchronized void close() {
      try {
        arena.close();
      } finally {
        file.ifPresent(BlockFile::close);
        offHeapLeft.addAndGet(offHeap.getAndSet(0));
      }
    }
  }

  /** Takes the blocks of a matrix, in any order, from many threads. */
  public final class Builder {
    private final int cells;
    private final int genes;
    private final RowBlock[] rows;
    private final PackedBlock[] packed;
    private final Optional<Place> place;

    private Builder(int cells, int genes, boolean onHeap) {
      this.cells = cells;
      this.genes = genes;
      this.place = onHeap ? Optional.empty() : Optional.of(new Place());
      int blocks = Math.ceilDiv(cells, Expression.BLOCK_CELLS);
      this.rows = new RowBlock[onHeap ? blocks : 0];
      this.packed = new PackedBlock[onHeap ? 0 : blocks];
    }

    /** Takes a block; its first cell says where it belongs. */
    public void put(RowBlock block) {
      int b = block.firstCell() / Expression.BLOCK_CELLS;
      if (place.isPresent()) {
        packed[b] = PackedBlock.of(block, genes, place.get()::keep);
      } else {
        rows[b] = block;
      }
    }

    /** Makes the matrix; all blocks must have been put. */
    public Expression build() {
      return place.isPresent()
          ? new PackedExpression(cells, genes, packed, place.get())
          : HeapExpression.of(cells, genes, rows);
    }
  }
}
