package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Compares every query with the points of its nearest lists: an inverted file, as in Jegou, Douze,
 * Schmid, Product quantization for nearest neighbor search, 2011, doi:10.1109/TPAMI.2010.57. Points
 * are first compared in float32 tiles of a space of at most {@value #MOST_DIMENSIONS} dimensions. A
 * point whose product comes near those of the nearest so far is at once compared in float64 by all
 * columns ({@link Refined}), while the block's other queries use the same points.
 *
 * <p>Queries are sorted by their nearest lists, and adjacent lists are near each other. So the
 * queries of a block want nearly the same lists. A panel of points is compared with every group of
 * four queries that wants its list.
 *
 * <p>If the leading directions say little about which points are nearest, it can be cheaper to
 * compare the points of the nearest lists by all columns at once ({@link ListScan}).
 *
 * <p>The exact answers of a sample tell, before the search, how many lists a query needs and how
 * near a product must come ({@link Rehearsal}, {@link Effort}).
 *
 * <p>Memory per point: its form in list order, at most 4 x {@value #MOST_DIMENSIONS} bytes, and 20
 * bytes.
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
    this.lists = Lists.of(points, space, seed, workers);
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

  /**
   * Sets the answers of all queries. Uses the exact search if it is expected to be faster or if the
   * reduced space does not find enough.
   *
   * @param space the space of queries and points, of at most {@value #MOST_DIMENSIONS} dimensions
   * @param truth the exact answers of a sample
   */
  static void search(Answers answers, Space space, ExactSample truth, long seed, Workers workers) {
    ClusteredSearch search = new ClusteredSearch(answers, space, seed, workers);
    int[] order = search.inListOrder(workers);
    Rehearsal rehearsal = Rehearsal.ofFours(answers.rows(), search.lists, order, truth, workers);
    Effort effort = Effort.of(search, rehearsal, workers);
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

  /** The queries, sorted so that those with the same nearest list are together. */
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
   * @param probes the least number of lists that each query is compared with
   * @param margin see {@link Refined}
   */
  Refined[] scan(int[] queries, int from, int to, int probes, double margin) {
    int width = space.width();
    float[] forms = space.queries(answers.queries(), queries, from, to);
    Refined[] found = new Refined[to - from];
    Arrays.setAll(found, i -> new Refined(answers, queries[from + i], margin));
    long[] wantedBy = wantedBy(forms, to - from, probes);
    float[] tile = new float[Kernels.TILE_ROWS * PANEL];
    // The nearest points come first, so that most others are refused at once.
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

  /** For each list a bit for every four of at most 256 queries, set if one of the four wants it. */
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
