package org.samap.cuda.search;

import java.util.concurrent.atomic.AtomicLong;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.ListPlan;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Progress;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Devices;

/**
 * Finds the nearest points of queries among those in their nearest clusters, as {@link ListPlan}
 * defines the answer. Devices share the queries. All points lie on each device, or part by part if
 * they do not fit; the queries come in blocks. As the candidates are proven ({@link
 * CandidateRanking}), neither parts nor blocks nor the type of the device change the answer.
 *
 * <p>Time: queries x points compared x columns x 3 multiply-adds on the tensor cores, some 1.3
 * times that as segments are not full, and what {@link ClusterRanks} takes. Memory of a device: see
 * {@link SearchSide} for the part of the points and for the block of queries, and {@link
 * ClusterRounds}. Memory of the machine: 12 bytes for each neighbour and 12 for each point, besides
 * the result.
 */
final class ClusterSearch {
  private static final int LEAST_POINTS = 256;

  /** With the position without a row these are a whole tile. */
  private static final int LEAST_QUERIES = 255;

  private static final int MOST_POINTS = 1 << 24;

  /** More queries would make little difference to how full the strips are. */
  static final int MOST_QUERIES = 1 << 17;

  private static final int WORTH_DEALING = 512;

  /** The shares of the free memory that points and queries can take. */
  private static final double FOR_POINTS = 0.6;

  private static final double FOR_QUERIES = 0.6;

  private final Devices devices;
  private final Metric metric;
  private final Progress.Phase phase;
  private final AtomicLong unproven = new AtomicLong();

  /**
   * @param phase counts the pairs of rows that were compared or passed over
   */
  ClusterSearch(Devices devices, Metric metric, Progress.Phase phase) {
    this.devices = devices;
    this.metric = metric;
    this.phase = phase;
  }

  /** The queries, in all parts, that were compared in float64 to prove their neighbours. */
  long unproven() {
    return unproven.get();
  }

  /**
   * The nearest points of each query.
   *
   * @param self whether queries and points are the same
   */
  Neighbors search(
      CellMatrix queries, CellMatrix points, int k, boolean self, PointClusters clusters) {
    FoundRows found = new FoundRows(queries.rows(), self ? k - 1 : k);
    if (found.wanted() > 0) {
      phase.expect((long) queries.rows() * points.rows());
      Job job = new Job(queries, points, found, self, clusters);
      int shares = Math.clamp(queries.rows() / WORTH_DEALING, 1, devices.count());
      devices.deal(
          shares,
          (device, s) -> {
            int from = (int) ((long) queries.rows() * s / shares);
            int to = (int) ((long) queries.rows() * (s + 1) / shares);
            run(job, device, from, to);
            return s;
          });
      complete(job);
    }
    return found.toNeighbors(self);
  }

  private record Job(
      CellMatrix queries,
      CellMatrix points,
      FoundRows found,
      boolean self,
      PointClusters clusters) {

    ListShape shape(int pointsCompared) {
      return ListShape.of(found.wanted(), pointsCompared);
    }
  }

  /** Compares queries [from, to) with all points, part by part. */
  private void run(Job job, Device device, int from, int to) {
    long each = SearchSide.bytesOfRow(job.points.columns(), ListShape.NONE);
    int most = Math.min(MOST_POINTS, job.points.rows());
    int fitting = fitting(device, FOR_POINTS, most, each, job.clusters.bytesOfForms());
    new BlockSize(fitting, LEAST_POINTS)
        .forBlocks(job.points.rows(), (first, end) -> compare(job, device, from, to, first, end));
  }

  /** Compares queries [from, to) with the points at [first, end) of the order of clusters. */
  private void compare(Job job, Device device, int from, int to, int first, int end) {
    try (DeviceStream stream = device.stream();
        DeviceArena arena = device.arena()) {
      PointClusters clusters = job.clusters;
      DeviceForm form = DeviceForm.of(metric, clusters.forms().centre(), arena, stream);
      double factor = DeviceForm.factor(clusters.longest() * clusters.longest());
      ClusterPart part =
          ClusterPart.of(arena, stream, job.points, clusters, first, end, form, factor);
      ClusterRanks ranks =
          new ClusterRanks(arena, stream, clusters.forms(), form, job.points.columns(), to - from);
      long each =
          SearchSide.bytesOfRow(job.queries.columns(), job.shape(end - first))
              + ClusterRounds.bytesOfQuery(clusters.probes());
      int most = Math.min(MOST_QUERIES, to - from);
      CandidateRanking ranking = new CandidateRanking(stream, form, factor);
      new BlockSize(fitting(device, FOR_QUERIES, most, each, 0), LEAST_QUERIES)
          .forBlocks(
              to - from,
              (q, last) -> {
                compare(job, part, ranks, ranking, from + q, from + last);
                phase.advance((long) (last - q) * (end - first));
              });
    }
  }

  private static int fitting(Device device, double share, int most, long each, long besides) {
    long fitting = (long) (share * (device.freeMemory() - besides) / each);
    if (fitting < most && device.freeSpare()) {
      fitting = (long) (share * (device.freeMemory() - besides) / each);
    }
    return Math.clamp(fitting, 1, most);
  }

  /** Compares queries [from, to) with a part. */
  private void compare(
      Job job, ClusterPart part, ClusterRanks ranks, CandidateRanking ranking, int from, int to) {
    DeviceStream stream = ranking.stream();
    try (DeviceArena arena = stream.device().arena()) {
      SearchSide queries =
          SearchSide.withRoom(
              arena, stream, job.queries, from, to, job.shape(part.to() - part.from()));
      queries.measure(ranking.form(), arena.doubles(1));
      queries.split(ranking.form(), ranking.factor());
      int[] own = job.self ? part.positionsOf(from, to - from) : ClusterPart.nowhere(to - from);
      ClusterRounds rounds =
          new ClusterRounds(arena, stream, queries, part, job.clusters.probes(), own, ranks);
      rounds.run();
      unproven.addAndGet(
          ranking.rank(
              queries,
              part.side(),
              Among.CLUSTERS,
              job.found,
              (some, count) -> rounds.compare(ranking.form(), some, count)));
    }
  }

  /** Searches all points for the queries whose clusters hold too few. */
  private void complete(Job job) {
    int[] rows = job.found.incomplete();
    if (rows.length == 0) {
      return;
    }
    int k = job.self ? job.found.wanted() + 1 : job.found.wanted();
    Neighbors all =
        new DeviceSearch(devices, metric, Progress.Silent.INSTANCE)
            .search(new PickedRows(job.queries, rows).toMatrix(), job.points, k);
    for (int i = 0; i < rows.length; i++) {
      job.found.replace(rows[i], all, i, job.self);
    }
  }
}
