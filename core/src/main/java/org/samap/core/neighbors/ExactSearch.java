package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Compares every query with every point in float32 tiles, keeps somewhat more than k candidates and
 * ranks those in float64. A bound on the rounding of float32 proves that no other point belongs to
 * the k nearest; a query for which it does not (many points at the same distance) is compared with
 * all points in float64. So the answer is that of a float64 computation.
 *
 * <p>Queries in blocks times points in panels of 32, one column per point, so that a panel is used
 * from the nearest cache by all queries of a block. The float32 forms of both sides meet in one
 * product s whose order is that of nearness: the cosine, or for Euclidean distance q.p - |p|^2/2,
 * where the second term is one more column.
 */
final class ExactSearch {
  private static final Kernels KERNELS = Kernels.best();
  private static final int PANEL = Kernels.TILE_COLUMNS;
  private static final int BLOCK = 64;
  private static final double ROUNDING = 0x1p-24;

  private final Answers answers;
  private final boolean euclidean;
  private final int width;
  private final float[][] panels;
  private final double largestNorm;

  private ExactSearch(Answers answers, Workers workers) {
    Rows points = answers.points();
    this.answers = answers;
    this.euclidean = points.metric() == Metric.EUCLIDEAN;
    this.width = points.columns() + (euclidean ? 1 : 0);
    this.panels = new float[Math.ceilDiv(points.count(), PANEL)][];
    workers.forEach(panels.length, i -> panels[i] = panel(i * PANEL));
    double largest = 0;
    for (int p = 0; p < points.count(); p++) {
      largest = Math.max(largest, points.squaredNorm(p));
    }
    this.largestNorm = Math.sqrt(largest);
  }

  static Neighbors search(Answers answers, Workers workers) {
    ExactSearch search = new ExactSearch(answers, workers);
    workers.forRanges(answers.queries().count(), BLOCK, search::searchBlock);
    return answers.toNeighbors();
  }

  private float[] panel(int first) {
    float[] out = new float[width * PANEL];
    float[] row = new float[width];
    for (int j = 0; j < PANEL && first + j < answers.points().count(); j++) {
      answers.points().write(first + j, row, 0);
      if (euclidean) {
        row[width - 1] = (float) (-0.5 * KERNELS.dotInDouble(row, 0, row, 0, width - 1));
      }
      for (int i = 0; i < width; i++) {
        out[i * PANEL + j] = row[i];
      }
    }
    return out;
  }

  private void searchBlock(int from, int to) {
    float[] rows =
        new float[Math.ceilDiv(to - from, Kernels.TILE_ROWS) * Kernels.TILE_ROWS * width];
    Candidates[] candidates = new Candidates[to - from];
    for (int q = from; q < to; q++) {
      answers.queries().write(q, rows, (q - from) * width);
      if (euclidean) {
        rows[(q - from + 1) * width - 1] = 1;
      }
      candidates[q - from] = new Candidates(q);
    }
    float[] tile = new float[Kernels.TILE_ROWS * PANEL];
    for (int panel = 0; panel < panels.length; panel++) {
      int first = panel * PANEL;
      int count = Math.min(PANEL, answers.points().count() - first);
      for (int q = 0; q < to - from; q += Kernels.TILE_ROWS) {
        KERNELS.tile(rows, q * width, width, panels[panel], 0, width, tile);
        for (int r = 0; r < Kernels.TILE_ROWS && q + r < to - from; r++) {
          candidates[q + r].take(tile, r * PANEL, first, count);
        }
      }
    }
    for (Candidates c : candidates) {
      answers.set(c.query, c.ranked());
    }
  }

  /** The best points of one query so far. */
  private final class Candidates {
    private final int query;
    private final Nearest nearest;
    private float limit = Float.NEGATIVE_INFINITY;

    Candidates(int query) {
      this.query = query;
      int wanted = answers.wanted();
      this.nearest = new Nearest((int) Math.min(answers.others(), wanted + wanted / 2 + 8L));
    }

    void take(float[] s, int offset, int first, int count) {
      int end = offset + count;
      for (int j = KERNELS.firstAbove(limit, s, offset, end);
          j < end;
          j = KERNELS.firstAbove(limit, s, j + 1, end)) {
        int point = first + j - offset;
        if (!answers.isSelf(query, point)) {
          nearest.offer(-s[j], point);
          limit = (float) -nearest.limit();
        }
      }
    }

    Nearest ranked() {
      int[] indices = new int[nearest.size()];
      Arrays.setAll(indices, nearest::index);
      Nearest best = answers.rank(query, indices, indices.length);
      return nearest.size() == answers.others() || isProven(best) ? best : answers.rankAll(query);
    }

    /**
     * Whether the last of the best is nearer than any point outside the candidates can be. The
     * chain of n fused multiply-adds is wrong by at most n u (1 + ...) times the product of the
     * lengths, u = 2^-24, and the rounding of both rows to float32 adds 2 u.
     */
    private boolean isProven(Nearest best) {
      if (best.size() < answers.wanted()) {
        return false;
      }
      if (best.size() == 0) {
        return true;
      }
      double last = best.key(best.size() - 1);
      double error = (width + 8) * 1.01 * ROUNDING;
      if (!euclidean) {
        return last - 1 < nearest.limit() - error;
      }
      double squaredNorm = answers.queries().squaredNorm(query);
      double lengths = Math.sqrt(squaredNorm) + largestNorm;
      return 0.5 * (last * last - squaredNorm) < nearest.limit() - error * lengths * lengths;
    }
  }
}
