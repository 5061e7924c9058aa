package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Compares every row of one side with every row of another, or of the same side, in float32 tiles.
 * Each product is computed once and offered to both rows. For a side with itself only half of the
 * tiles are computed.
 *
 * <p>A task compares a block of rows with all panels of 32 rows of the other side; within one side,
 * only with panels from its own on. Panels are made for a chunk of rows at a time, as in {@link
 * TileScan}. Tasks share the shortlists, one task at a time; the final content of a shortlist does
 * not depend on their order.
 *
 * <p>Time: rows x rows x columns multiply-adds, half of that for a side with itself. Memory: 16 MB
 * of panels, and the shortlists of all rows, with 16 bytes for each point in one.
 */
final class PairScan {
  private static final Kernels KERNELS = Kernels.best();
  private static final int PANEL = Kernels.TILE_COLUMNS;
  private static final int TILE = Kernels.TILE_ROWS * PANEL;

  private final Space space;
  private final Side a;
  private final Side b;
  private final boolean self;
  private final int block;
  private final float[][] panels;

  /** Rows with their shortlists. */
  private record Side(MeasuredRows rows, int[] ids, PanelShortlists[] panels) {

    static Side of(Answers answers) {
      MeasuredRows rows = answers.queries();
      int kept = Effort.atLeast(answers);
      PanelShortlists[] panels =
          IntStream.range(0, Math.ceilDiv(rows.count(), PANEL))
              .mapToObj(p -> new PanelShortlists(Math.min(PANEL, rows.count() - p * PANEL), kept))
              .toArray(PanelShortlists[]::new);
      return new Side(rows, rows.all(), panels);
    }

    Shortlist shortlist(int row) {
      return panels[row / PANEL].shortlist(row % PANEL);
    }
  }

  private PairScan(Side a, Side b, boolean self) {
    this.space = Space.full(a.rows);
    this.a = a;
    this.b = b;
    this.self = self;
    this.block = blockOf(a.rows.count());
    this.panels = TileScan.panelsFor(space, b.rows.count());
  }

  /**
   * The rows of a task. Larger blocks offer several products to a shortlist of the other side while
   * it is in the cache, but small data need small blocks to keep many threads busy.
   */
  private static int blockOf(int rows) {
    return rows < 8192 ? 128 : 256;
  }

  /** The best of the other rows for each row. */
  static Shortlist[] among(Answers answers, Workers workers) {
    Side side = Side.of(answers);
    new PairScan(side, side, true).run(workers);
    return shortlists(side);
  }

  /**
   * The best rows of the other side for each row of both sides.
   *
   * @param there the answers of the first side
   * @param back the answers of the second side
   */
  static Shortlist[][] between(Answers there, Answers back, Workers workers) {
    Side a = Side.of(there);
    Side b = Side.of(back);
    new PairScan(a, b, false).run(workers);
    return new Shortlist[][] {shortlists(a), shortlists(b)};
  }

  private static Shortlist[] shortlists(Side side) {
    return Arrays.stream(side.ids).mapToObj(side::shortlist).toArray(Shortlist[]::new);
  }

  private void run(Workers workers) {
    int chunk = panels.length * PANEL;
    int count = b.rows.count();
    for (int start = 0; start < count; start += chunk) {
      int first = start;
      int end = Math.min(count, start + chunk);
      workers.forRanges(
          end - first,
          PANEL,
          (from, to) ->
              space.panels(b.rows, b.ids, first + from, first + to, panels[from / PANEL]));
      int rows = self ? end : a.rows.count();
      workers.forRanges(rows, block, (from, to) -> scan(from, to, first, end));
    }
  }

  /** Compares a block of rows with the panels of the chunk, or with those from its own on. */
  private void scan(int from, int to, int firstRow, int endRow) {
    float[] forms = space.queries(a.rows, a.ids, from, to);
    float[] products = new float[block * PANEL];
    float[] tile = new float[TILE];
    int least = self ? Math.max(0, (from - firstRow) / PANEL) : 0;
    int count = Math.ceilDiv(endRow - firstRow, PANEL) - least;
    // Tasks begin at different panels, so that they do not wait for each other's shortlists.
    int begin = self ? 0 : from / PANEL;
    for (int i = 0; i < count; i++) {
      int panel = least + (begin + i) % count;
      multiply(forms, to - from, panels[panel], tile, products);
      offer(products, from, to, firstRow + panel * PANEL);
    }
  }

  /**
   * Multiplies the rows of a block with a panel. A separate method, because short methods are
   * compiled early.
   */
  private void multiply(float[] forms, int rows, float[] panel, float[] tile, float[] products) {
    int width = space.width();
    for (int r = 0; r < rows; r += Kernels.TILE_ROWS) {
      KERNELS.tile(forms, r * width, width, panel, 0, width, tile);
      System.arraycopy(tile, 0, products, r * PANEL, TILE);
    }
  }

  /**
   * Offers products to the shortlists. A block with itself has every product twice, so one side
   * takes them.
   */
  private void offer(float[] products, int from, int to, int other) {
    int others = Math.min(PANEL, b.rows.count() - other);
    boolean own = self && other < to;
    for (int q = from; q < to; q += PANEL) {
      PanelShortlists some = a.panels[q / PANEL];
      if (own) {
        some.takeOwnRows(products, (q - from) * PANEL, q, other, others);
      } else {
        some.takeRows(products, (q - from) * PANEL, other, others);
      }
    }
    if (!own) {
      b.panels[other / PANEL].takeColumns(products, from, to - from);
    }
  }
}
