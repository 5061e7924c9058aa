package org.samap.core.engine.cpu;

import java.util.Arrays;
import java.util.List;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Pearson's correlation of projected cells, for the candidates of some blocks of rows. These rows
 * have most candidates in common, so every candidate is multiplied with all of them, at the speed
 * of a matrix product. Fetching a candidate from anywhere in memory takes as long as multiplying it
 * with a block.
 *
 * <p>The rows are standardised (mean 0, length 1) and packed into panels, column by column. As the
 * rows sum to 0, the candidates need no standardisation: a product is the correlation times the
 * candidate's length about its mean.
 *
 * <p>Time O(rows x union of their candidates x components); the products are float32, with errors
 * of about 1e-7. Memory O(components) per thread besides the candidates.
 */
final class RowCorrelations {
  private static final int PANEL = Kernels.TILE_COLUMNS;
  private static final int FOURS = PANEL / Kernels.TILE_ROWS;
  private static final int PANELS_OF_BLOCK = MutualGraph.ROWS / PANEL;
  private static final int ROWS = MutualGraph.BLOCKS * MutualGraph.ROWS;

  /** The number of components that are summed in one chain. */
  private static final int CHAIN = 128;

  private final Standardized cells;
  private final Kernels kernels = Kernels.best();
  private final int width;
  private final float[][] panels;
  private final float[] candidates;

  /** The products of each group of four candidates with a panel of rows. */
  private final float[][] tiles;

  private final float[] part = new float[Kernels.TILE_ROWS * PANEL];
  private final float[][] results = new float[ROWS][64];

  /** How many candidates of each row have their correlation. */
  private final int[] taken = new int[ROWS];

  /** The candidates as bits, all 0 between blocks, and the words that are not 0. */
  private final long[] wanted;

  private int[] words = new int[64];

  RowCorrelations(Standardized cells) {
    this.cells = cells;
    this.width = cells.width();
    this.panels = new float[ROWS / PANEL][PANEL * width];
    this.candidates = new float[PANEL * width];
    this.tiles = new float[FOURS][Kernels.TILE_ROWS * PANEL];
    this.wanted = new long[Math.ceilDiv(cells.places(), Long.SIZE)];
  }

  /** The correlations of the candidates of a block's row, in their order. */
  float[] row(int block, int row) {
    return results[block * MutualGraph.ROWS + row];
  }

  /** Computes the correlations of all rows of some blocks. */
  void compute(List<MutualGraph.Rows> blocks) {
    int[] union = union(blocks);
    for (int b = 0; b < blocks.size(); b++) {
      begin(blocks.get(b), b * MutualGraph.ROWS);
    }
    for (int from = 0; from < union.length; from += PANEL) {
      int to = Math.min(union.length, from + PANEL);
      for (int u = from; u < to; u++) {
        cells.copy(union[u], candidates, (u - from) * width);
      }
      for (int p = 0; p < blocks.size() * PANELS_OF_BLOCK; p++) {
        multiply(blocks.get(p / PANELS_OF_BLOCK), p, union, from, to);
      }
    }
  }

  /** Packs the rows of a block, which are numbered from {@code at} on. */
  private void begin(MutualGraph.Rows block, int at) {
    for (int r = 0; r < block.count(); r++) {
      int row = at + r;
      taken[row] = 0;
      cells.writeStandardized(block.first() + r, panels[row / PANEL], row % PANEL, PANEL);
      if (results[row].length < block.size(r)) {
        results[row] = new float[Math.max(block.size(r), 2 * results[row].length)];
      }
    }
  }

  /** Multiplies the candidates union[from..to) with a panel of a block's rows. */
  private void multiply(MutualGraph.Rows block, int panel, int[] union, int from, int to) {
    int first = panel % PANELS_OF_BLOCK * PANEL;
    int end = Math.min(block.count(), first + PANEL);
    if (!wantsAny(block, panel, first, end, union[to - 1])) {
      return;
    }
    for (int u = from; u < to; u += Kernels.TILE_ROWS) {
      multiply(u - from, panels[panel], tiles[(u - from) / Kernels.TILE_ROWS]);
    }
    for (int r = first; r < end; r++) {
      take(block, r, panel * PANEL + r - first, union, from, to);
    }
  }

  /** Whether some row has a candidate without its correlation up to a place. */
  private boolean wantsAny(MutualGraph.Rows block, int panel, int first, int end, int place) {
    for (int r = first; r < end; r++) {
      int next = taken[panel * PANEL + r - first];
      if (next < block.size(r) && block.places(r)[next] <= place) {
        return true;
      }
    }
    return false;
  }

  /**
   * Products of four candidates with a panel, in short chains, as long ones gather rounding errors.
   */
  private void multiply(int first, float[] panel, float[] tile) {
    kernels.tile(candidates, first * width, width, panel, 0, Math.min(CHAIN, width), tile);
    for (int c = CHAIN; c < width; c += CHAIN) {
      int n = Math.min(CHAIN, width - c);
      kernels.tile(candidates, first * width + c, width, panel, c * PANEL, n, part);
      kernels.axpy(1, part, 0, tile, 0, part.length);
    }
  }

  /** Takes a row's products with those of the candidates union[from..to) that are its own. */
  private void take(MutualGraph.Rows block, int r, int row, int[] union, int from, int to) {
    int[] places = block.places(r);
    int next = taken[row];
    for (int u = from; u < to && next < block.size(r); u++) {
      if (places[next] == union[u]) {
        int j = u - from;
        float[] tile = tiles[j / Kernels.TILE_ROWS];
        float product = tile[j % Kernels.TILE_ROWS * PANEL + row % PANEL];
        results[row][next] = product * cells.inverseLength(places[next]);
        next++;
      }
    }
    taken[row] = next;
  }

  /** The candidates of any row, ascending. */
  private int[] union(List<MutualGraph.Rows> blocks) {
    int used = 0;
    for (MutualGraph.Rows block : blocks) {
      for (int r = 0; r < block.count(); r++) {
        used = want(block.places(r), block.size(r), used);
      }
    }
    Arrays.sort(words, 0, used);
    int count = 0;
    for (int w = 0; w < used; w++) {
      count += Long.bitCount(wanted[words[w]]);
    }
    int[] union = new int[count];
    int n = 0;
    for (int w = 0; w < used; w++) {
      int word = words[w];
      for (long left = wanted[word]; left != 0; left &= left - 1) {
        union[n++] = word * Long.SIZE + Long.numberOfTrailingZeros(left);
      }
      wanted[word] = 0;
    }
    return union;
  }

  /** Sets the bits of a row's candidates; returns the number of words that are not 0. */
  private int want(int[] places, int size, int before) {
    int used = before;
    for (int e = 0; e < size; e++) {
      int word = places[e] / Long.SIZE;
      if (wanted[word] == 0) {
        words = used == words.length ? Arrays.copyOf(words, 2 * used) : words;
        words[used++] = word;
      }
      wanted[word] |= 1L << places[e];
    }
    return used;
  }

  /** The projected cells, with the mean and length of each. */
  static final class Standardized {
    private final SpeciesAxis cells;
    private final CellOrder order;
    private final List<CellMatrix> projected;

    /** The mean and 1 / length about the mean of every cell; 0 for a cell without variance. */
    private final float[] means;

    private final float[] inverseLengths;

    Standardized(SpeciesAxis cells, CellOrder order, List<CellMatrix> projected, Workers workers) {
      this.cells = cells;
      this.order = order;
      this.projected = projected;
      this.means = new float[cells.total()];
      this.inverseLengths = new float[cells.total()];
      for (int s = 0; s < cells.species(); s++) {
        CellMatrix m = projected.get(s);
        int start = cells.start(s);
        workers.forRanges(
            m.rows(),
            1024,
            (from, to) -> {
              for (int c = from; c < to; c++) {
                standardize(m, c, start + c);
              }
            });
      }
    }

    private void standardize(CellMatrix m, int row, int cell) {
      double sum = 0;
      double squares = 0;
      float[] values = m.values(row);
      for (int i = m.offset(row); i < m.offset(row) + m.columns(); i++) {
        sum += values[i];
        squares += (double) values[i] * values[i];
      }
      double mean = sum / m.columns();
      double length = Math.sqrt(Math.max(0, squares - sum * mean));
      means[cell] = (float) mean;
      inverseLengths[cell] = length == 0 ? 0 : (float) (1 / length);
    }

    int width() {
      return projected.getFirst().columns();
    }

    int places() {
      return cells.total();
    }

    float inverseLength(int place) {
      return inverseLengths[order.cellAt()[place]];
    }

    void copy(int place, float[] to, int at) {
      int cell = order.cellAt()[place];
      int s = cells.speciesOf(cell);
      CellMatrix m = projected.get(s);
      m.copyRow(cell - cells.start(s), to, at);
    }

    /** Writes a cell with mean 0 and length 1 to every {@code stride}-th place. */
    void writeStandardized(int place, float[] to, int at, int stride) {
      int cell = order.cellAt()[place];
      int s = cells.speciesOf(cell);
      CellMatrix m = projected.get(s);
      int row = cell - cells.start(s);
      float[] values = m.values(row);
      int from = m.offset(row);
      float mean = means[cell];
      float factor = inverseLengths[cell];
      for (int i = 0; i < m.columns(); i++) {
        to[at + i * stride] = (values[from + i] - mean) * factor;
      }
    }
  }
}
