package org.samap.cuda.search;

import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.GridShape;

/**
 * Ranks candidates by their distances in float64, and proves that no other point is nearer ({@link
 * ProductError}). Queries whose candidates are not proven are compared with more points in float64.
 *
 * @param factor the power of two that brings lengths below 1, for Euclidean distance
 */
record CandidateRanking(DeviceStream stream, DeviceForm form, double factor) {
  private static final int WARPS = 4;
  private static final int WARP = 32;

  /** The queries that a multiprocessor compares in float64 at the same time. */
  private static final int COMPARED_AT_ONCE = 8;

  /** The threads of a block that does so. */
  static final int COMPARE_THREADS = 256;

  /** Results are fetched for this many rows at a time. */
  private static final int FETCHED_ROWS = 1 << 16;

  /** Compares queries that are not proven in float64, and writes their neighbours. */
  @FunctionalInterface
  interface Comparison {

    /**
     * @param queries the rows of the queries
     * @param count their number
     */
    void compare(DeviceMemory queries, int count);
  }

  /**
   * Ranks the candidates of all queries, and merges the nearest into what was found before.
   *
   * @return the number of queries that were not proven
   */
  int rank(
      SearchSide queries, SearchSide points, Among among, FoundRows found, Comparison comparison) {
    ListShape shape = queries.shape();
    ProductError error =
        ProductError.of(queries.largest(), points.largest(), queries.columns(), queries.steps());
    stream.clear(queries.failed().slice(0, Integer.BYTES));
    stream
        .device()
        .kernel("search_lists", "rank_candidates")
        .launchWithShared(
            stream,
            GridShape.covering((long) queries.count() * WARP, WARPS * WARP),
            WARPS * ((shape.kept() + 1) * Double.BYTES + shape.kept() * Integer.BYTES),
            queries.values(),
            queries.measures(),
            queries.places(),
            queries.lists(),
            shape.capacity(),
            shape.kept(),
            queries.count(),
            points.values(),
            points.measures(),
            points.places(),
            points.count(),
            among.number(),
            queries.columns(),
            form.metric(),
            factor,
            error.perHigh(),
            error.perLow(),
            error.perRest(),
            error.perOffset(),
            error.constant(),
            shape.wanted(),
            queries.indices(),
            queries.distances(),
            queries.failed());
    int[] failures = new int[1];
    stream.download(queries.failed().slice(0, Integer.BYTES), failures);
    compare(queries, failures[0], comparison);
    fetch(queries, points, found);
    return failures[0];
  }

  /**
   * Compares the queries that failed the proof, as many at a time as the device works on at once,
   * so that no kernel is busy for long.
   */
  private void compare(SearchSide queries, int count, Comparison comparison) {
    int most = COMPARED_AT_ONCE * stream.device().info().multiprocessors();
    for (int from = 0; from < count; from += most) {
      DeviceMemory some = queries.failed().from((1L + from) * Integer.BYTES);
      comparison.compare(some, Math.min(most, count - from));
    }
  }

  private void fetch(SearchSide queries, SearchSide points, FoundRows found) {
    int each = queries.shape().wanted();
    for (int from = 0; from < queries.count(); from += FETCHED_ROWS) {
      int count = Math.min(FETCHED_ROWS, queries.count() - from);
      int[] near = new int[Math.multiplyExact(count, each)];
      double[] away = new double[near.length];
      long start = (long) from * each;
      stream.download(queries.indices().from(start * Integer.BYTES), near);
      stream.download(queries.distances().from(start * Double.BYTES), away);
      found.merge(queries.row(from), count, each, near, away, points::row);
    }
  }
}
