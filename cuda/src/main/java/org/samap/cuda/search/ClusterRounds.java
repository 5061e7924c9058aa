package org.samap.cuda.search;

import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Scratch;
import org.samap.cuda.driver.GridShape;

/**
 * Compares a block of queries with the points of their nearest clusters that are in a part.
 *
 * <p>A query walks through the segments of its clusters, nearest first, in rounds of three times as
 * many points as it has seen. In a round the queries that are at the same segment are compared with
 * it in tiles of 128 x 256. After it lists are cut, which raises their limits. So the walk of a
 * query does not depend on the others.
 *
 * <p>Memory of a device: 16 bytes for each query, 4 bytes for each of its clusters and each segment
 * of a round, of which there are at most 512.
 */
final class ClusterRounds {
  private static final int THREADS = 256;
  private static final int WALK_BYTES = 16;

  /** The most segments that a query visits in a round, as the kernels have it. */
  private static final int MOST_VISITED = 512;

  private static final int ROWS = PairSearch.TILE_ROWS;

  private final Device device;
  private final DeviceStream stream;
  private final SearchSide queries;
  private final ClusterPart part;
  private final int probes;
  private final DeviceMemory own;
  private final DeviceMemory nearest;
  private final DeviceMemory walks;
  private final DeviceMemory at;

  /**
   * @param queries with at least one position without a row
   * @param own for each query its position in the part, or -1
   * @param ranks tells the nearest clusters
   */
  ClusterRounds(
      DeviceArena arena,
      DeviceStream stream,
      SearchSide queries,
      ClusterPart part,
      int probes,
      int[] own,
      ClusterRanks ranks) {
    this.device = stream.device();
    this.stream = stream;
    this.queries = queries;
    this.part = part;
    this.probes = probes;
    this.own = arena.ints(own.length);
    stream.upload(own, this.own);
    this.nearest = arena.ints((long) queries.count() * probes);
    ranks.nearest(queries.values(), queries.measures(), queries.count(), probes, nearest);
    this.walks = arena.allocate((long) queries.positions() * WALK_BYTES);
    this.at = arena.ints(part.segments());
  }

  /** The bytes of a query. */
  static long bytesOfQuery(int probes) {
    return WALK_BYTES + Integer.BYTES * (probes + MOST_VISITED + 1L);
  }

  /** Offers all products to the lists of the queries. */
  void run() {
    device
        .kernel("search_clusters", "begin_walks")
        .launch(
            stream,
            GridShape.covering(queries.positions(), THREADS),
            queries.places(),
            queries.count(),
            queries.positions(),
            own,
            walks);
    try (Scratch positions = new Scratch(device);
        Scratch strips = new Scratch(device)) {
      while (round(positions, strips)) {
        queries.cut(0, queries.positions());
      }
      stream.synchronize();
    }
  }

  /** Does a round; returns false if all walks are at their end. */
  private boolean round(Scratch positions, Scratch strips) {
    int[] counts = new int[part.segments()];
    stream.clear(at);
    walk(DeviceMemory.NONE);
    stream.download(at, counts);
    int[] listed = strips(counts);
    int count = listed.length / 2;
    if (count == 0) {
      return false;
    }
    stream.upload(counts, at);
    DeviceMemory taken = positions.ofSize((long) count * ROWS * Integer.BYTES);
    device
        .kernel("search_clusters", "empty_strips")
        .launch(
            stream,
            GridShape.covering((long) count * ROWS, THREADS),
            taken,
            count * ROWS,
            queries.count());
    walk(taken);
    DeviceMemory onDevice = strips.ofSize((long) listed.length * Integer.BYTES);
    stream.upload(listed, onDevice);
    offer(onDevice, count, taken);
    return true;
  }

  /**
   * The strips of a round: the first point of each and the number of points.
   *
   * @param counts the queries at each segment; becomes where their positions begin
   */
  private int[] strips(int[] counts) {
    int count = 0;
    for (int queriesHere : counts) {
      count = Math.addExact(count, Math.ceilDiv(queriesHere, ROWS));
    }
    int[] strips = new int[2 * count];
    int strip = 0;
    for (int s = 0; s < counts.length; s++) {
      int end = strip + Math.ceilDiv(counts[s], ROWS);
      counts[s] = Math.multiplyExact(strip, ROWS);
      for (; strip < end; strip++) {
        strips[2 * strip] = part.first(s);
        strips[2 * strip + 1] = part.points(s);
      }
    }
    return strips;
  }

  private void walk(DeviceMemory positions) {
    device
        .kernel("search_clusters", "walk_clusters")
        .launch(
            stream,
            GridShape.covering(queries.count(), THREADS),
            walks,
            queries.places(),
            queries.count(),
            nearest,
            probes,
            part.starts(),
            part.from(),
            part.to(),
            part.firstSegments(),
            at,
            positions);
  }

  private void offer(DeviceMemory strips, int count, DeviceMemory positions) {
    SearchSide points = part.side();
    device
        .kernel("search_clusters", "offer_clusters")
        .launchWithShared(
            stream,
            GridShape.of(Math.min(count, device.info().multiprocessors()), PairSearch.TILE_THREADS),
            PairSearch.TILE_SHARED_BYTES,
            queries.forms(),
            queries.places(),
            queries.lists(),
            queries.positions(),
            queries.shape().capacity(),
            points.forms(),
            points.places(),
            points.positions(),
            strips,
            count,
            positions,
            walks,
            queries.steps());
  }

  /** Compares some queries with the points of their clusters in float64. */
  void compare(DeviceForm form, DeviceMemory some, int count) {
    SearchSide points = part.side();
    try (DeviceArena arena = device.arena()) {
      DeviceMemory counts = arena.ints(count);
      listPoints(some, count, 0, counts, DeviceMemory.NONE);
      int[] sizes = new int[count];
      stream.download(counts, sizes);
      int stride = 0;
      for (int size : sizes) {
        stride = Math.max(stride, size);
      }
      DeviceMemory listed = arena.ints((long) count * stride);
      listPoints(some, count, stride, counts, listed);
      device
          .kernel("search_lists", "rank_some")
          .launch(
              stream,
              GridShape.of(count, CandidateRanking.COMPARE_THREADS),
              queries.values(),
              queries.measures(),
              some,
              points.values(),
              points.measures(),
              listed,
              counts,
              stride,
              queries.columns(),
              form.metric(),
              queries.shape().wanted(),
              queries.indices(),
              queries.distances());
    }
  }

  private void listPoints(
      DeviceMemory some, int count, int stride, DeviceMemory counts, DeviceMemory listed) {
    device
        .kernel("search_clusters", "list_points")
        .launch(
            stream,
            GridShape.of(count, THREADS),
            some,
            nearest,
            probes,
            part.starts(),
            part.from(),
            part.to(),
            part.side().places(),
            own,
            stride,
            counts,
            listed);
  }
}
