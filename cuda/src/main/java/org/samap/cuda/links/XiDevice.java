package org.samap.cuda.links;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.engine.Agreement;
import org.samap.core.engine.GeneEdges;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Progress;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Kernel;
import org.samap.cuda.driver.GridShape;

/**
 * Chatterjee's coefficient of edges, pair by pair of species, on one device. The ranks of a block
 * of genes of the later species stay on the device while the genes of the earlier one are sorted,
 * tile by tile, and compared with them. Where all ranks fit there is one block. Blocks of genes of
 * either species get smaller the less memory there is; as every edge is compared by itself and in
 * whole numbers, that changes nothing.
 *
 * <p>Per edge: 12 bytes a cell, 4 of them from anywhere in a column of ranks. Memory: the graph of
 * the pair, 4 bytes a cell and gene of a block, and that of {@link SortedColumns}.
 */
final class XiDevice implements AutoCloseable {
  private static final String MODULE = "link_ranks";
  private static final int THREADS = 256;
  private static final int JUMPS_OF_BLOCK = 1 << 14;

  private final LinkTask task;
  private final LinkedGenes genes;
  private final SpeciesAxis cells;
  private final DeviceStream stream;
  private final double[] xi;

  private XiDevice(LinkTask task, DeviceStream stream, double[] xi) {
    this.task = task;
    this.genes = task.genes();
    this.cells = task.cells();
    this.stream = stream;
    this.xi = xi;
  }

  /**
   * @param xi takes the coefficients
   */
  static XiDevice open(Device device, LinkTask task, double[] xi) {
    device.kernel(MODULE, "ranks_jump"); // before memory is short, as a module takes some
    return new XiDevice(task, device.stream(), xi);
  }

  /**
   * Finds the coefficients of a share of the edges: those to an equal part of the genes of the
   * later species, for each pair.
   *
   * @return false if smoothed values are too large to be ranked here
   */
  boolean compare(int share, int shares, Progress.Phase phase) {
    try {
      for (GeneEdges.Pair pair : genes.pairs()) {
        if (pair.from() < pair.to() && cells.size(pair.a()) + cells.size(pair.b()) > 0) {
          long size = genes.axis().size(pair.b());
          int start = genes.axis().start(pair.b());
          int from = start + (int) (size * share / shares);
          compare(pair, from, start + (int) (size * (share + 1) / shares), phase);
        }
      }
      return true;
    } catch (TooLargeException e) {
      return false;
    }
  }

  private void compare(GeneEdges.Pair pair, int from, int to, Progress.Phase phase) {
    try (DeviceArena arena = stream.device().arena()) {
      PairCells over = PairCells.upload(arena, stream, task, pair);
      long room = stream.device().freeMemory() / 2;
      long most = room / ((long) Integer.BYTES * over.count());
      new BlockSize((int) Math.min(most, to - from), 1)
          .forBlocks(to - from, (f, t) -> compareWith(pair, over, from + f, from + t, phase));
    }
  }

  /** Compares the edges of the genes [from, to) of the later species. */
  private void compareWith(
      GeneEdges.Pair pair, PairCells over, int from, int to, Progress.Phase phase) {
    try (DeviceArena arena = stream.device().arena()) {
      Ranks ranks = rank(arena, pair, over, from, to);
      int start = genes.axis().start(pair.a());
      int size = genes.axis().size(pair.a());
      new BlockSize(size, 1)
          .forBlocks(size, (f, t) -> compareBlock(pair, over, ranks, start + f, start + t, phase));
    }
  }

  /**
   * The ranks of some genes.
   *
   * @param values genes x cells
   * @param spreads of each gene
   */
  private record Ranks(int from, int to, DeviceMemory values, double[] spreads) {}

  private Ranks rank(DeviceArena arena, GeneEdges.Pair pair, PairCells over, int from, int to) {
    int n = over.count();
    DeviceMemory values = arena.ints((long) n * (to - from));
    DeviceMemory sums = arena.doubles(to - from);
    double[] spreads = new double[to - from];
    try (DeviceArena own = stream.device().arena()) {
      SortedColumns columns =
          new SortedColumns(own, stream, task, pair.b(), n, over.graph(), from, to);
      int blocks = Math.ceilDiv(n, THREADS);
      DeviceMemory parts = own.doubles((long) columns.tile() * blocks);
      for (int first = from; first < to; first += columns.tile()) {
        int count = Math.min(columns.tile(), to - first);
        DeviceMemory words = columns.sorted(first, count);
        kernel("ranks_rank")
            .launch(
                stream,
                new GridShape(blocks, count, THREADS),
                words,
                n,
                columns.indexBits(),
                values.from((long) (first - from) * n * Integer.BYTES),
                parts);
        kernel("ranks_spread")
            .launch(
                stream,
                GridShape.of(1, THREADS),
                parts,
                blocks,
                count,
                sums.from((long) (first - from) * Double.BYTES));
      }
      stream.download(sums, spreads);
    }
    return new Ranks(from, to, values, spreads);
  }

  /**
   * Compares the edges between the genes [from, to) of the earlier species and those with ranks.
   */
  private void compareBlock(
      GeneEdges.Pair pair, PairCells over, Ranks ranks, int from, int to, Progress.Phase phase) {
    try (DeviceArena arena = stream.device().arena()) {
      SortedColumns columns =
          new SortedColumns(arena, stream, task, pair.a(), over.count(), over.graph(), from, to);
      int most = mostEdges(pair, ranks, columns.tile(), from, to);
      DeviceMemory firsts = arena.ints(most);
      DeviceMemory seconds = arena.ints(most);
      DeviceMemory jumps = arena.longs(most);
      for (int first = from; first < to; first += columns.tile()) {
        int end = Math.min(to, first + columns.tile());
        int[] edges = edges(pair, ranks, first, end);
        if (edges.length > 0) {
          int start = first;
          DeviceMemory words = columns.sorted(first, end - first);
          stream.upload(Arrays.stream(edges).map(e -> genes.first()[e] - start).toArray(), firsts);
          stream.upload(
              Arrays.stream(edges).map(e -> genes.second()[e] - ranks.from).toArray(), seconds);
          DeviceMemory sums = jumps.slice(0, (long) edges.length * Long.BYTES);
          stream.clear(sums);
          kernel("ranks_jump")
              .launch(
                  stream,
                  new GridShape(edges.length, Math.ceilDiv(over.count(), JUMPS_OF_BLOCK), THREADS),
                  words,
                  ranks.values,
                  firsts,
                  seconds,
                  over.count(),
                  columns.indexBits(),
                  sums);
          long[] jumped = new long[edges.length];
          stream.download(sums, jumped);
          for (int i = 0; i < edges.length; i++) {
            double spread = ranks.spreads[genes.second()[edges[i]] - ranks.from];
            xi[edges[i]] = Agreement.xi(over.count(), (double) jumped[i], spread);
          }
          phase.advance(edges.length);
        }
      }
    }
  }

  private int mostEdges(GeneEdges.Pair pair, Ranks ranks, int tile, int from, int to) {
    int most = 0;
    for (int first = from; first < to; first += tile) {
      most = Math.max(most, edges(pair, ranks, first, Math.min(to, first + tile)).length);
    }
    return most;
  }

  /** The edges between the genes [from, to) of the earlier species and those with ranks. */
  private int[] edges(GeneEdges.Pair pair, Ranks ranks, int from, int to) {
    return IntStream.range(genes.firstEdge(pair, from), genes.firstEdge(pair, to))
        .filter(e -> genes.second()[e] >= ranks.from && genes.second()[e] < ranks.to)
        .toArray();
  }

  private Kernel kernel(String name) {
    return stream.device().kernel(MODULE, name);
  }

  @Override
  public void close() {
    stream.close();
  }
}
