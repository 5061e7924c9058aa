package org.samap.cuda.links;

import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.GridShape;

/**
 * The cells of a pair of species in the order of the smoothed expression of a gene of one of them,
 * for tiles of up to {@value #TILE} genes. A tile's expression is written as a dense matrix,
 * smoothed in float64 in the order of the CPU engine, rounded to whole numbers of 1e-9 and sorted
 * by radix, 8 bits a pass.
 *
 * <p>Per tile: 128 bytes for each edge of the graph to the species, and 32 bytes a word and pass.
 * Memory: the rows of the genes, 128 bytes a cell of the species, and 16 bytes a cell of the pair
 * and gene of a tile.
 */
final class SortedColumns {
  /** As in link_ranks.cu. */
  private static final int TILE = 32;

  private static final int WORDS_OF_BLOCK = 4096;
  private static final int DIGITS = 256;
  private static final int DIGIT_BITS = 8;
  private static final int THREADS = 256;

  /** Beyond this the CPU engine's float64 values can be equal where whole numbers differ. */
  private static final int EXACT_BITS = 52;

  private final LinkTask task;
  private final int species;
  private final DeviceStream stream;
  private final SmoothingGraph graph;
  private final int rows;
  private final int indexBits;
  private final int blocks;
  private final int tile;
  private final CellRows expression;
  private final DeviceMemory x;
  private final DeviceMemory range;
  private final DeviceMemory counts;
  private DeviceMemory words;
  private DeviceMemory other;

  /**
   * @param rows the cells of the pair
   * @param graph their edges
   * @param from the first gene that will be asked for
   * @param to the gene after the last that will be asked for
   */
  SortedColumns(
      DeviceArena arena,
      DeviceStream stream,
      LinkTask task,
      int species,
      int rows,
      SmoothingGraph graph,
      int from,
      int to) {
    this.task = task;
    this.species = species;
    this.stream = stream;
    this.graph = graph;
    this.rows = rows;
    this.indexBits = bits(rows - 1L);
    this.blocks = Math.ceilDiv(rows, WORDS_OF_BLOCK);
    this.tile = Math.min(TILE, to - from);
    this.x = arena.floats((long) task.cells().size(species) * TILE);
    this.range = arena.longs(2);
    this.counts = arena.ints((long) tile * blocks * DIGITS);
    this.words = arena.longs((long) tile * rows);
    this.other = arena.longs((long) tile * rows);
    this.expression = new CellRows(arena, stream, task.cells().total(), from, to);
    task.addAll(species, expression, stream);
    expression.finish();
  }

  /** The genes of a tile. */
  int tile() {
    return tile;
  }

  /** The bits of a word that hold the place of a cell among those of the pair. */
  int indexBits() {
    return indexBits;
  }

  /**
   * Smooths and sorts some genes, at most a tile.
   *
   * @return genes x cells: sorted words, valid until the next call
   * @throws TooLargeException if values do not fit beside the cells' places
   */
  DeviceMemory sorted(int first, int genes) {
    smooth(first, genes);
    long[] ends = new long[2];
    stream.download(range, ends);
    int valueBits = bits(ends[1] - ends[0]);
    if (valueBits > EXACT_BITS || valueBits + indexBits > Long.SIZE) {
      throw new TooLargeException();
    }
    GridShape all = new GridShape(Math.ceilDiv(rows, THREADS), genes, THREADS);
    stream
        .device()
        .kernel("link_ranks", "ranks_pack")
        .launch(stream, all, words, rows, ends[0], indexBits);
    for (int shift = indexBits; shift < indexBits + valueBits; shift += DIGIT_BITS) {
      sortBy(shift, genes);
    }
    return words;
  }

  private void smooth(int first, int genes) {
    Device device = stream.device();
    int start = task.cells().start(species);
    int size = task.cells().size(species);
    stream.clear(x);
    device
        .kernel("link_ranks", "ranks_fill")
        .launch(
            stream,
            GridShape.covering((long) size * TILE, THREADS),
            expression.words(),
            expression.starts(),
            expression.lengths(),
            start,
            size,
            first,
            genes,
            x);
    stream.upload(new long[] {-1, 0}, range); // unsigned
    device
        .kernel("link_ranks", "ranks_smooth")
        .launch(
            stream,
            GridShape.of(Math.ceilDiv(rows, TILE), THREADS),
            x,
            start,
            graph.starts(),
            task.cells().species(),
            species,
            graph.columns(),
            graph.weights(),
            rows,
            genes,
            words,
            range);
  }

  private void sortBy(int shift, int genes) {
    Device device = stream.device();
    GridShape grid = new GridShape(blocks, genes, THREADS);
    device.kernel("link_ranks", "ranks_count").launch(stream, grid, words, rows, shift, counts);
    device
        .kernel("link_ranks", "ranks_offsets")
        .launch(stream, GridShape.of(genes, DIGITS), counts, blocks);
    device
        .kernel("link_ranks", "ranks_scatter")
        .launch(stream, grid, words, other, counts, rows, shift);
    DeviceMemory sorted = other;
    other = words;
    words = sorted;
  }

  /** The bits of an unsigned number. */
  private static int bits(long x) {
    return Long.SIZE - Long.numberOfLeadingZeros(x);
  }
}
