package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Compares every query with every point in float32 tiles, keeps somewhat more than k candidates and
 * ranks those in float64. A bound on the rounding of float32 proves that no other point belongs to
 * the k nearest; a query for which it does not (many points at the same distance) is compared with
 * all points in float64. So the answer is that of a float64 computation.
 *
 * <p>Queries in blocks times points in panels of 32, one column per point, so that a panel is used
 * from the nearest cache by all queries of a block. Panels are made for a chunk of the points at a
 * time, which the outer cache holds, once per 16,384 queries.
 *
 * <p>Time: queries x points x columns multiply-adds. Memory: 16 MB of panels, and the candidates of
 * 16,384 queries.
 *
 * <p>With a {@link Reach} each block of queries is compared with the points of some lists only, and
 * its answer is the best of those, without a proof.
 */
final class ExactSearch {
  private static final Kernels KERNELS = Kernels.best();
  private static final int PANEL = Kernels.TILE_COLUMNS;
  private static final int BLOCK = 64;

  /** With lists, where each panel is used by a part of the block only. */
  private static final int BLOCK_IN_LISTS = 256;

  private static final int QUERIES = 1 << 14;
  private static final int CHUNK_FLOATS = 1 << 22;
  private static final double ROUNDING = 0x1p-24;

  private final Answers answers;
  private final Space space;
  private final int[] queries;
  private final int[] points;
  private final Optional<Reach> reach;
  private final int block;
  private final Candidates[] candidates;
  private final float[][] panels;
  private final double largestNorm;

  /**
   * Which lists of points each block of queries is compared with.
   *
   * @param wantedBy of each block, for each list a bit for every four queries of which one wants it
   */
  private record Reach(Lists lists, long[][] wantedBy) {

    static Reach of(ClusteredSearch search, int[] queries, int probes, Workers workers) {
      long[][] wantedBy = new long[Math.ceilDiv(queries.length, BLOCK_IN_LISTS)][];
      workers.forRanges(
          queries.length,
          BLOCK_IN_LISTS,
          (from, to) ->
              wantedBy[from / BLOCK_IN_LISTS] = search.wantedBy(queries, from, to, probes));
      return new Reach(search.lists(), wantedBy);
    }

    /** The points of all lists that any block wants, list by list. */
    int[] points() {
      return IntStream.range(0, lists.count())
          .filter(list -> Arrays.stream(wantedBy).anyMatch(block -> block[list] != 0))
          .flatMap(lists::pointsOf)
          .toArray();
    }

    /** The fours of a block that want any list from that of one point to that of a later one. */
    long wanting(int block, int firstPoint, int lastPoint) {
      long fours = 0;
      for (int list = lists.listOf(firstPoint); list <= lists.listOf(lastPoint); list++) {
        fours |= wantedBy[block][list];
      }
      return fours;
    }
  }

  /**
   * @param queries whose answers to set
   */
  private ExactSearch(Answers answers, int[] queries, Optional<Reach> reach) {
    this.answers = answers;
    this.space = Space.full(answers.points());
    this.queries = queries;
    this.reach = reach;
    this.block = reach.isPresent() ? BLOCK_IN_LISTS : BLOCK;
    this.points = reach.map(Reach::points).orElseGet(answers.points()::all);
    int kept = Effort.atLeast(answers);
    this.candidates = new Candidates[queries.length];
    Arrays.setAll(candidates, q -> new Candidates(queries[q], kept));
    int perPanel = space.width() * PANEL;
    int most = Math.max(1, CHUNK_FLOATS / perPanel);
    this.panels = new float[Math.min(most, Math.ceilDiv(points.length, PANEL))][perPanel];
    double largest = 0;
    for (int p = 0; space.isEuclidean() && p < points.length; p++) {
      largest = Math.max(largest, answers.points().squaredNorm(p));
    }
    this.largestNorm = Math.sqrt(largest);
  }

  /** Sets the answers of the queries given. */
  static void search(Answers answers, int[] queries, Workers workers) {
    for (int from = 0; from < queries.length; from += QUERIES) {
      int to = Math.min(queries.length, from + QUERIES);
      new ExactSearch(answers, Arrays.copyOfRange(queries, from, to), Optional.empty())
          .run(workers);
    }
  }

  /**
   * Sets the answers of the queries given, comparing all columns but only the lists nearest to
   * each.
   *
   * @param queries those with the same nearest list one after the other
   */
  static void searchInLists(
      Answers answers, int[] queries, ClusteredSearch search, int probes, Workers workers) {
    for (int from = 0; from < queries.length; from += QUERIES) {
      int to = Math.min(queries.length, from + QUERIES);
      int[] some = Arrays.copyOfRange(queries, from, to);
      Reach reach = Reach.of(search, some, probes, workers);
      new ExactSearch(answers, some, Optional.of(reach)).run(workers);
    }
  }

  private void run(Workers workers) {
    int chunk = panels.length * PANEL;
    for (int start = 0; start < points.length; start += chunk) {
      int first = start;
      int end = Math.min(points.length, start + chunk);
      workers.forRanges(
          end - first,
          PANEL,
          (from, to) ->
              space.panels(
                  answers.points(), points, first + from, first + to, panels[from / PANEL]));
      workers.forRanges(queries.length, block, (from, to) -> scan(from, to, first, end));
    }
    workers.forRanges(queries.length, block, this::rank);
  }

  /** A block of queries with the points of the chunk. */
  private void scan(int from, int to, int firstPoint, int endPoint) {
    int width = space.width();
    float[] rows = space.queries(answers.queries(), queries, from, to);
    float[] tile = new float[Kernels.TILE_ROWS * PANEL];
    long all = -1L >>> (Long.SIZE - Math.ceilDiv(to - from, Kernels.TILE_ROWS));
    for (int p = firstPoint; p < endPoint; p += PANEL) {
      int count = Math.min(PANEL, endPoint - p);
      long fours =
          reach.isPresent()
              ? reach.get().wanting(from / block, points[p], points[p + count - 1])
              : all;
      float[] panel = panels[(p - firstPoint) / PANEL];
      for (; fours != 0; fours &= fours - 1) {
        int q = from + Long.numberOfTrailingZeros(fours) * Kernels.TILE_ROWS;
        KERNELS.tile(rows, (q - from) * width, width, panel, 0, width, tile);
        for (int r = 0; r < Kernels.TILE_ROWS && q + r < to; r++) {
          int skip = answers.self() ? queries[q + r] : -1;
          candidates[q + r].take(tile, r * PANEL, r * PANEL + count, points, p, skip);
        }
      }
    }
  }

  private void rank(int from, int to) {
    for (int q = from; q < to; q++) {
      Candidates c = candidates[q];
      if (reach.isPresent()) {
        // A row without length is equally far from all.
        boolean open = answers.queries().hasNoDirection(c.query()) || c.size() < answers.wanted();
        answers.set(
            c.query(),
            open ? answers.rankAll(c.query()) : answers.rank(c.query(), c.points(), c.size()));
        continue;
      }
      double limit = c.limit();
      Nearest best = answers.rank(c.query(), c.points(), c.size());
      boolean proven = c.size() == answers.others() || isProven(c.query(), best, limit);
      answers.set(c.query(), proven ? best : answers.rankAll(c.query()));
    }
  }

  /**
   * Whether the last of the best is nearer than any point outside the candidates can be. The chain
   * of n fused multiply-adds is wrong by at most n u (1 + ...) times the product of the lengths, u
   * = 2^-24, and the rounding of both rows to float32 adds 2 u.
   *
   * @param limit minus the least product of the candidates
   */
  private boolean isProven(int query, Nearest best, double limit) {
    if (best.size() < answers.wanted()) {
      return false;
    }
    if (best.size() == 0) {
      return true;
    }
    double last = best.key(best.size() - 1);
    double error = (space.width() + 8) * 1.01 * ROUNDING;
    if (!space.isEuclidean()) {
      return last - 1 < limit - error;
    }
    double lengths = Math.sqrt(answers.queries().squaredNorm(query)) + largestNorm;
    return -answers.queries().product(query, last) < limit - error * lengths * lengths;
  }
}
