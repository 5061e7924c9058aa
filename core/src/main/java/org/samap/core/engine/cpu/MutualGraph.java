package org.samap.core.engine.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
 * MutualTiles} makes {@value #ROWS} of them at once. {@link EdgeCut} then cuts them, and only the
 * remaining edges are kept.
 *
 * <p>Time: O(budget x K) per cell and iteration. Memory besides the result: the {@link Holders},
 * made once for all iterations; 1 MB and 8 bytes per cell for each thread; and the candidates of a
 * block.
 */
final class MutualGraph {
  /** The rows of a block share a word of {@link Holders}. */
  static final int ROWS = Holders.WORD;

  private final SpeciesAxis cells;
  private final CellOrder order;
  private final List<Holders> holders;
  private final double least;
  private final Workers workers;

  /**
   * @param order of the cells; all else is in places
   * @param neighborhoods the neighbourhoods of each species
   * @param least entries of C below this count as 0
   */
  MutualGraph(
      SpeciesAxis cells,
      CellOrder order,
      List<Neighborhoods> neighborhoods,
      double least,
      Workers workers) {
    this.cells = cells;
    this.order = order;
    this.holders =
        IntStream.range(0, cells.species())
            .mapToObj(s -> Holders.of(neighborhoods.get(s), cells.size(s), workers))
            .toList();
    this.least = least;
    this.workers = workers;
  }

  /** The rows [from, to) of a species, in places. */
  private record Block(int species, int from, int to) {}

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
    void cut(Rows rows, Sink left);
  }

  /**
   * Makes D block by block and keeps the entries that the cut leaves.
   *
   * @param q cells x cells, without entries inside a species
   * @param cuts makes a cut for each thread
   * @param phase counts the blocks
   * @return cells x cells
   */
  SparseMatrix of(SparseMatrix q, Supplier<? extends Cut> cuts, Progress.Phase phase) {
    SparseMatrix sees = order.inPlaces(q, 0, workers);
    List<Block> blocks = new ArrayList<>();
    for (int s = 0; s < cells.species(); s++) {
      for (int p = cells.start(s); p < cells.end(s); p += ROWS) {
        blocks.add(new Block(s, p, Math.min(cells.end(s), p + ROWS)));
      }
    }
    Kept[] kept = new Kept[blocks.size()];
    Queue<Maker> makers = new ConcurrentLinkedQueue<>();
    workers
        .counting(phase)
        .forEach(
            kept.length,
            b -> {
              Maker idle = makers.poll();
              Maker maker = idle == null ? new Maker(sees, cuts.get()) : idle;
              kept[b] = maker.make(blocks.get(b));
              makers.add(maker);
            });
    return assemble(kept);
  }

  private SparseMatrix assemble(Kept[] kept) {
    int n = cells.total();
    int[] offsets = new int[n + 1];
    for (Kept k : kept) {
      for (int r = 0; r < k.rows; r++) {
        offsets[order.cellAt()[k.first + r] + 1] = k.offsets[r + 1] - k.offsets[r];
      }
    }
    for (int c = 0; c < n; c++) {
      offsets[c + 1] = Math.addExact(offsets[c], offsets[c + 1]);
    }
    int[] columns = new int[offsets[n]];
    float[] values = new float[offsets[n]];
    for (Kept k : kept) {
      for (int r = 0; r < k.rows; r++) {
        int at = offsets[order.cellAt()[k.first + r]];
        int length = k.offsets[r + 1] - k.offsets[r];
        System.arraycopy(k.columns, k.offsets[r], columns, at, length);
        System.arraycopy(k.values, k.offsets[r], values, at, length);
      }
    }
    return SparseMatrix.of(n, n, offsets, columns, values);
  }

  /** Makes blocks of rows. Used by one thread at a time. */
  private final class Maker {
    private final MutualTiles tiles;
    private final Cut cut;
    private final Rows rows = new Rows();

    Maker(SparseMatrix sees, Cut cut) {
      this.tiles = new MutualTiles(cells, holders, sees, least);
      this.cut = cut;
    }

    Kept make(Block block) {
      rows.begin(block.from, block.to);
      tiles.fill(rows, block.species);
      Kept kept = new Kept(block.from, block.to - block.from);
      cut.cut(rows, kept);
      return kept;
    }
  }

  /** The entries that remain of a block's rows: columns are cells, ascending. */
  private final class Kept implements Sink {
    private final int first;
    private final int rows;
    private final int[] offsets;
    private int[] columns = new int[16];
    private float[] values = new float[16];
    private int row;
    private int size;

    Kept(int first, int rows) {
      this.first = first;
      this.rows = rows;
      this.offsets = new int[rows + 1];
    }

    @Override
    public void add(int place, double value) {
      if (size == columns.length) {
        columns = Arrays.copyOf(columns, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      // Inserted at its place in the row, which is short.
      int cell = order.cellAt()[place];
      int at = size++;
      for (; at > offsets[row] && columns[at - 1] > cell; at--) {
        columns[at] = columns[at - 1];
        values[at] = values[at - 1];
      }
      columns[at] = cell;
      values[at] = (float) value;
    }

    @Override
    public void endRow() {
      offsets[++row] = size;
    }
  }
}
