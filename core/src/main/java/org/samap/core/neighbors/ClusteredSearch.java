package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Compares every query with the points of the lists nearest to it (an inverted file, as in Jegou,
 * Douze, Schmid, Product quantization for nearest neighbor search, 2011,
 * doi:10.1109/TPAMI.2010.57), in float32 tiles of a space of at most {@value #MOST_DIMENSIONS}
 * dimensions, and at once in float64 by all columns where the product comes near enough to those of
 * the nearest so far ({@link Refined}), while the block's other queries use the same points.
 *
 * <p>Queries are taken in the order of their nearest lists, and lists follow near ones. So those of
 * a block want nearly the same lists, and a panel of points is compared with all fours of them that
 * want its list.
 *
 * <p>Where that promises to cost less, because the leading directions hardly tell which points are
 * nearest, all columns are compared at once, of the points of the nearest lists.
 *
 * <p>How many lists a query needs, and how near is near enough, is read off the exact answers of a
 * sample before the search ({@link Rehearsal}, {@link Effort}).
 *
 * <p>Memory: the forms of the points in list order, at most 4 x {@value #MOST_DIMENSIONS} bytes
 * each, and 20 bytes.
 */
final class ClusteredSearch {
  static final int MOST_DIMENSIONS = 384;

  private static final Kernels KERNELS = Kernels.best();
  private static final int PANEL = Kernels.TILE_COLUMNS;
  static final int BLOCK = 256;

  private final Answers answers;
  private final Space space;
  private final Lists lists;
  private final float[][] panels;

  ClusteredSearch(Answers answers, Space space, long seed, Workers workers) {
    MeasuredRows points = answers.points();
    this.answers = answers;
    this.space = space;
    this.lists = Lists.of(points, space, listsFor(points.count()), seed, workers);
    this.panels = new float[lists.count()][];
    workers.forEach(
        panels.length,
        l -> {
          int from = lists.start(l);
          int to = lists.start(l + 1);
          panels[l] = new float[Math.ceilDiv(to - from, PANEL) * PANEL * space.width()];
          space.panels(points, lists.members(), from, to, panels[l]);
        });
  }

  /** More lists are finer, but each costs every query a product, and panels should be full. */
  static int listsFor(int points) {
    return (int) Math.max(1, Math.min(4 * Math.sqrt(points), points / 128.0));
  }

  /**
   * Sets the answers of all queries; by the exact search if that promises to be the faster, or if
   * the reduced space does not find enough.
   *
   * @param space of at most {@value #MOST_DIMENSIONS} dimensions, for queries and points
   * @param truth exact answers of a sample
   */
  static void search(Answers answers, Space space, ExactSample truth, long seed, Workers workers) {
    ClusteredSearch search = new ClusteredSearch(answers, space, seed, workers);
    int[] order = search.inListOrder(workers);
    Effort effort = Effort.of(search, new Rehearsal(search, order, truth, workers), workers);
    switch (effort.way()) {
      case REFINING -> search.refine(order, effort, workers);
      case ALL_COLUMNS -> ListScan.search(answers, order, search, effort.probes(), workers);
      case EXACT -> ExactSearch.search(answers, workers);
    }
  }

  private void refine(int[] order, Effort effort, Workers workers) {
    workers.forRanges(
        order.length,
        BLOCK,
        (from, to) -> {
          for (Refined found : scan(order, from, to, effort.probes(), effort.margin())) {
            found.set();
          }
        });
  }

  Answers answers() {
    return answers;
  }

  Space space() {
    return space;
  }

  Lists lists() {
    return lists;
  }

  /** The queries, those with the same nearest list one after the other. */
  int[] inListOrder(Workers workers) {
    int[] all = answers.queries().all();
    int[] nearest =
        answers.self()
            ? IntStream.of(all).map(lists::listOf).toArray()
            : lists.nearest(answers.queries(), all, workers);
    long[] keys = new long[all.length];
    Arrays.setAll(keys, q -> ((long) nearest[q] << 32) | q);
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /**
   * Compares a block of at most 256 queries.
   *
   * @param probes lists that each query is compared with at least
   * @param margin see {@link Refined}
   */
  Refined[] scan(int[] queries, int from, int to, int probes, double margin) {
    int width = space.width();
    float[] forms = space.queries(answers.queries(), queries, from, to);
    Refined[] found = new Refined[to - from];
    Arrays.setAll(found, i -> new Refined(answers, queries[from + i], margin));
    long[] wantedBy = wantedBy(forms, to - from, probes);
    float[] tile = new float[Kernels.TILE_ROWS * PANEL];
    // The nearest points come first, so that others are soon refused.
    for (int list : lists.nearestFirst(forms, to - from)) {
      int end = lists.start(list + 1);
      for (int p = lists.start(list); wantedBy[list] != 0 && p < end; p += PANEL) {
        int count = Math.min(PANEL, end - p);
        int panel = (p - lists.start(list)) * width;
        for (long fours = wantedBy[list]; fours != 0; fours &= fours - 1) {
          int q = Long.numberOfTrailingZeros(fours) * Kernels.TILE_ROWS;
          KERNELS.tile(forms, q * width, width, panels[list], panel, width, tile);
          for (int r = 0; r < Kernels.TILE_ROWS && q + r < found.length; r++) {
            found[q + r].take(tile, r * PANEL, r * PANEL + count, lists.members(), p);
          }
        }
      }
    }
    return found;
  }

  /** For each list a bit for every four of at most 256 queries of which one wants it. */
  long[] wantedBy(int[] queries, int from, int to, int probes) {
    return wantedBy(space.queries(answers.queries(), queries, from, to), to - from, probes);
  }

  private long[] wantedBy(float[] forms, int count, int probes) {
    Shortlist[] nearest = new Shortlist[count];
    Arrays.setAll(nearest, i -> new Shortlist(probes));
    lists.rank(forms, nearest);
    long[] wantedBy = new long[lists.count()];
    for (int i = 0; i < count; i++) {
      for (int list : nearest[i].points()) {
        wantedBy[list] |= 1L << (i / Kernels.TILE_ROWS);
      }
    }
    return wantedBy;
  }
}
