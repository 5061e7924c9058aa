package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Compares some queries with some points in float32 tiles and keeps the best of each query.
 *
 * <p>Blocks of queries are multiplied with panels of 32 points, one column per point, so that all
 * queries of a block use a panel from the nearest cache. Panels are made for a chunk of the points
 * at a time, which the outer cache holds.
 *
 * <p>Time: queries x points x columns multiply-adds. Memory: 16 MB of panels, and the shortlists of
 * the queries.
 */
final class TileScan {
  private static final Kernels KERNELS = Kernels.best();
  private static final int PANEL = Kernels.TILE_COLUMNS;
  private static final int CHUNK_FLOATS = 1 << 22;

  /** The most panels of rows that are compared together. */
  private static final int LARGEST_BLOCK = 256 / PANEL;

  private final Answers answers;
  private final Space space;
  private final int[] queries;
  private final int[] points;
  private final int block;
  private final Wanted wanted;
  private final Shortlist[] shortlists;
  private final float[][] panels;

  /** Says which points the queries of a block are compared with. */
  @FunctionalInterface
  interface Wanted {

    /**
     * A bit for every four queries of a block, set if one of the four wants a point of the panel.
     *
     * @param first the first point of the panel
     */
    long fours(int block, int first, int last);
  }

  private TileScan(Answers answers, int[] queries, int[] points, int block, Wanted wanted) {
    this.answers = answers;
    this.space = Space.full(answers.points());
    this.queries = queries;
    this.points = points;
    this.block = block;
    this.wanted = wanted;
    this.shortlists = new Shortlist[queries.length];
    this.panels = panelsFor(space, points.length);
  }

  /** Panels for a chunk of this many points: whole blocks, so that no block lies in two chunks. */
  static float[][] panelsFor(Space space, int points) {
    int perPanel = space.width() * PANEL;
    int most = Math.max(1, CHUNK_FLOATS / perPanel / LARGEST_BLOCK) * LARGEST_BLOCK;
    return new float[Math.min(most, Math.ceilDiv(points, PANEL))][perPanel];
  }

  /**
   * The best points of each of the queries, in their order.
   *
   * @param block the number of queries compared together, at most 256
   */
  static Shortlist[] scan(
      Answers answers, int[] queries, int[] points, int block, Wanted wanted, Workers workers) {
    TileScan scan = new TileScan(answers, queries, points, block, wanted);
    int kept = Effort.atLeast(answers);
    Arrays.setAll(scan.shortlists, q -> new Shortlist(kept));
    int chunk = scan.panels.length * PANEL;
    for (int start = 0; start < points.length; start += chunk) {
      scan.scanChunk(start, Math.min(points.length, start + chunk), workers);
    }
    return scan.shortlists;
  }

  private void scanChunk(int first, int end, Workers workers) {
    workers.forRanges(
        end - first,
        PANEL,
        (from, to) ->
            space.panels(answers.points(), points, first + from, first + to, panels[from / PANEL]));
    workers.forRanges(queries.length, block, (from, to) -> scanBlock(from, to, first, end));
  }

  /** Compares a block of queries with the points of the chunk. */
  private void scanBlock(int from, int to, int firstPoint, int endPoint) {
    float[] forms = space.queries(answers.queries(), queries, from, to);
    float[] tile = new float[Kernels.TILE_ROWS * PANEL];
    for (int p = firstPoint; p < endPoint; p += PANEL) {
      int end = Math.min(endPoint, p + PANEL);
      long fours = wanted.fours(from / block, points[p], points[end - 1]);
      scanPanel(forms, from, to, fours, panels[(p - firstPoint) / PANEL], p, end, tile);
    }
  }

  /**
   * Compares the groups of four of a block with a panel of points. A separate method, because short
   * methods are compiled early.
   */
  private void scanPanel(
      float[] forms, int from, int to, long wantedBy, float[] panel, int p, int end, float[] tile) {
    int width = space.width();
    for (long fours = wantedBy; fours != 0; fours &= fours - 1) {
      int q = from + Long.numberOfTrailingZeros(fours) * Kernels.TILE_ROWS;
      KERNELS.tile(forms, (q - from) * width, width, panel, 0, width, tile);
      for (int r = 0; r < Kernels.TILE_ROWS && q + r < to; r++) {
        int skip = answers.self() ? queries[q + r] : -1;
        shortlists[q + r].take(tile, r * PANEL, r * PANEL + end - p, points, p, skip);
      }
    }
  }
}
