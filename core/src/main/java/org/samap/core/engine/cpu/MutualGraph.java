package org.samap.core.engine.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * The graph D of mutual edges across species (SPEC 5.5). With Q the nearest neighbours in other
 * species and M the neighbourhoods inside species, C = Q M^T: C_ij is how much of cell i's
 * neighbours lies in the neighbourhood of cell j. Small entries count as 0. D_ij = sqrt(C_ij C_ji).
 *
 * <p>Rows with successive places in {@link CellOrder} have most candidates in common, so {@link
 * MutualTiles} makes {@value #ROWS} of them at once. {@link EdgeCut} then cuts {@value #BLOCKS}
 * such blocks together, and only the remaining edges are kept.
 *
 * <p>Time: O(budget x K) per cell and iteration. Memory besides the result: the {@link Holders},
 * made once for all iterations; 1 MB and 8 bytes per cell for each thread; and the candidates of
 * {@value #BLOCKS} blocks.
 */
final class MutualGraph {
  /** The rows of a block share a word of {@link Holders}. */
  static final int ROWS = Holders.WORD;

  /** The blocks that are cut together, which reads their common candidates once. */
  static final int BLOCKS = 4;

  private final SpeciesAxis cells;
  private final CellOrder order;
  private final List<Holders> holders;
  private final double least;
  private final Workers workers;

  /**
   * @param order of the cells; all else is in places
   * @param holders of each species, from its neighbourhoods
   * @param least entries of C below this count as 0
   */
  MutualGraph(
      SpeciesAxis cells, CellOrder order, List<Holders> holders, double least, Workers workers) {
    this.cells = cells;
    this.order = order;
    this.holders = holders;
    this.least = least;
    this.workers = workers;
  }

  /** The rows [from, to) of a species, in places: {@value #BLOCKS} blocks or fewer. */
  private record Group(int species, int from, int to) {}

  /** Some rows of D, in places. */
  static final class Rows {
    private int first;
    private int count;
    private final int[] sizes = new int[ROWS];
    private final int[][] places = new int[ROWS][64];
    private final double[][] values = new double[ROWS][64];

    /** The place of the first row. */
    int first() {
      return first;
    }

    int count() {
      return count;
    }

    /** The number of entries of a row, which is counted from the first row. */
    int size(int row) {
      return sizes[row];
    }

    /** The columns of a row's entries, ascending; the first {@link #size} are valid. */
    int[] places(int row) {
      return places[row];
    }

    double[] values(int row) {
      return values[row];
    }

    private void begin(int from, int to) {
      first = from;
      count = to - from;
      Arrays.fill(sizes, 0);
    }

    /** Adds an entry; the columns of a row must ascend. */
    void add(int row, int place, double value) {
      int n = sizes[row];
      if (n == places[row].length) {
        places[row] = Arrays.copyOf(places[row], 2 * n);
        values[row] = Arrays.copyOf(values[row], 2 * n);
      }
      places[row][n] = place;
      values[row][n] = value;
      sizes[row]++;
    }
  }

  /** Receives the entries that remain of each row. */
  interface Sink {
    /** Adds an entry to the current row; columns can come in any order. */
    void add(int place, double value);

    void endRow();
  }

  /** Decides which entries of rows remain. Used by one thread. */
  @FunctionalInterface
  interface Cut {
    /**
     * @param blocks successive rows, at most {@value #BLOCKS} blocks
     */
    void cut(List<Rows> blocks, Sink left);
  }

  /**
   * Makes D some blocks at a time and keeps the entries that the cut leaves.
   *
   * @param q cells x cells, without entries inside a species
   * @param cuts makes a cut for each thread
   * @param phase counts the groups of blocks
   * @return cells x cells
   */
  SparseMatrix of(SparseMatrix q, Supplier<? extends Cut> cuts, Progress.Phase phase) {
    SparseMatrix sees = order.inPlaces(q, 0, workers);
    List<Group> groups = new ArrayList<>();
    for (int s = 0; s < cells.species(); s++) {
      for (int p = cells.start(s); p < cells.end(s); p += BLOCKS * ROWS) {
        groups.add(new Group(s, p, Math.min(cells.end(s), p + BLOCKS * ROWS)));
      }
    }
    KeptRows[] kept = new KeptRows[groups.size()];
    Queue<Maker> makers = new ConcurrentLinkedQueue<>();
    workers
        .counting(phase)
        .forEach(
            kept.length,
            g -> {
              Maker idle = makers.poll();
              Maker maker = idle == null ? new Maker(sees, cuts.get()) : idle;
              kept[g] = maker.make(groups.get(g));
              makers.add(maker);
            });
    return KeptRows.matrix(order, kept);
  }

  /** Makes groups of rows. Used by one thread at a time. */
  private final class Maker {
    private final MutualTiles tiles;
    private final Cut cut;
    private final List<Rows> blocks = Stream.generate(Rows::new).limit(BLOCKS).toList();

    Maker(SparseMatrix sees, Cut cut) {
      this.tiles = new MutualTiles(cells, holders, sees, least);
      this.cut = cut;
    }

    KeptRows make(Group group) {
      int count = Math.ceilDiv(group.to - group.from, ROWS);
      for (int b = 0; b < count; b++) {
        int first = group.from + b * ROWS;
        blocks.get(b).begin(first, Math.min(group.to, first + ROWS));
        tiles.fill(blocks.get(b), group.species);
      }
      KeptRows kept = new KeptRows(order, group.from, group.to - group.from);
      cut.cut(blocks.subList(0, count), kept);
      return kept;
    }
  }
}
