package org.samap.cuda.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Progress;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Devices;

/**
 * Finds the nearest rows on devices. Neighbours and distances are the bits of the CPU's exact
 * search, for all metrics.
 *
 * <p>If the rows do not fit on a device, or there are several devices, both sides are cut into
 * pieces, every pair of which is searched by itself ({@link PairSearch}). The pieces do not change
 * the result, as what each pair finds is exact.
 *
 * <p>Time: see {@link PairSearch}; a search both ways costs as much as one way, and rows among
 * themselves half of that. Memory of a device: see {@link SearchSide}, for both pieces. Memory of
 * the machine: 12 bytes for each neighbour, besides the result.
 */
final class DeviceSearch {
  /** Pieces of fewer rows are not cut further. */
  private static final int LEAST_ROWS = 256;

  /** So that the tiles of two pieces can be counted in an int. */
  private static final int MOST_ROWS = 1 << 21;

  /** Several devices get pieces of at least this many rows. */
  private static final int WORTH_DEALING = 512;

  /**
   * Pieces for each of several devices in a search of rows among themselves, as later pieces have
   * less to do.
   */
  private static final int PIECES_WITHIN = 4;

  /** The share of the free memory that pieces can take. */
  private static final double USED = 0.9;

  /** The rows whose mean is the centre for Euclidean distance. */
  private static final int CENTRE_SAMPLE = 4096;

  private final Devices devices;
  private final Metric metric;
  private final Progress.Phase phase;
  private final AtomicLong unproven = new AtomicLong();

  /**
   * @param phase counts the pairs of rows that were compared
   */
  DeviceSearch(Devices devices, Metric metric, Progress.Phase phase) {
    this.devices = devices;
    this.metric = metric;
    this.phase = phase;
  }

  /**
   * Whether devices do such a search: of up to 336 neighbours. They leave wrong arguments to the
   * CPU engine, which says what is wrong with them.
   */
  static boolean does(Devices devices, CellMatrix queries, CellMatrix points, int k) {
    boolean right =
        queries.columns() == points.columns() && k >= 1 && k <= points.rows() && points.rows() > 0;
    boolean within =
        queries.rows() > 0
            && points.columns() > 0
            && points.columns() <= ProductError.MOST_COLUMNS
            && ListShape.kept(k, points.rows()) <= ListShape.MOST_KEPT;
    boolean fits =
        devices.all().stream()
            .allMatch(d -> d.info().sharedBytes() >= PairSearch.TILE_SHARED_BYTES);
    return right && within && fits;
  }

  /** The nearest points of each query; see {@link NeighborSearch#search}. */
  @SuppressWarnings("ReferenceEquality") // as the CPU's search: two equal matrices are two sides
  Neighbors search(CellMatrix queries, CellMatrix points, int k) {
    boolean self = queries == points;
    FoundRows found = new FoundRows(queries.rows(), self ? k - 1 : k);
    if (found.wanted() > 0) {
      long rows = queries.rows();
      phase.expect(self ? rows * (rows - 1) / 2 : rows * points.rows());
      Job job = new Job(queries, points, found, self ? Optional.of(found) : Optional.empty(), self);
      run(job);
    }
    return found.toNeighbors(self);
  }

  /** The nearest rows of both sides; see {@link NeighborSearch#between}. */
  NeighborSearch.BothWays between(CellMatrix a, int kA, CellMatrix b, int kB) {
    FoundRows ofA = new FoundRows(a.rows(), kA);
    FoundRows ofB = new FoundRows(b.rows(), kB);
    phase.expect((long) a.rows() * b.rows());
    run(new Job(a, b, ofA, Optional.of(ofB), false));
    return new NeighborSearch.BothWays(ofA.toNeighbors(false), ofB.toNeighbors(false));
  }

  /** The queries, in all pieces, that were compared with all points to prove their neighbours. */
  long unproven() {
    return unproven.get();
  }

  /**
   * A search.
   *
   * @param ofB what the rows of b find, if they look for neighbours
   * @param self whether a and b are the same
   */
  private record Job(
      CellMatrix a, CellMatrix b, FoundRows ofA, Optional<FoundRows> ofB, boolean self) {

    ListShape shapeOfA(int pointsCompared) {
      return ListShape.of(ofA.wanted(), pointsCompared);
    }

    ListShape shapeOfB(int pointsCompared) {
      return ofB.map(found -> ListShape.of(found.wanted(), pointsCompared)).orElse(ListShape.NONE);
    }

    long bytesOfRows() {
      return SearchSide.bytesOfRow(a.columns(), shapeOfA(b.rows()))
          + SearchSide.bytesOfRow(b.columns(), shapeOfB(a.rows()));
    }
  }

  private void run(Job job) {
    int count = job.a.rows();
    int most = devices.count() > 1 && job.self ? PIECES_WITHIN * devices.count() : devices.count();
    int pieces = Math.clamp(count / WORTH_DEALING, 1, most);
    double[] centre = metric == Metric.EUCLIDEAN ? centre(job.b) : new double[1];
    devices.deal(
        pieces,
        (device, p) -> {
          int from = (int) ((long) count * p / pieces);
          int to = (int) ((long) count * (p + 1) / pieces);
          run(job, device, from, to, centre);
          return p;
        });
  }

  /**
   * Compares rows [from, to) of a with all of b, or with those of a from their own on. If the
   * device runs out of memory, pieces are halved and done again; what they found before counts
   * once.
   */
  private void run(Job job, Device device, int from, int to, double[] centre) {
    BlockSize size = new BlockSize(fitting(job, device, to - from), LEAST_ROWS);
    size.forBlocks(
        to - from,
        (first, end) -> {
          int begin = 0;
          if (job.self) {
            compareWithin(job, device, from + first, from + end, centre);
            begin = from + end;
          }
          int rows = size.current();
          for (int p = begin; p < job.b.rows(); p += rows) {
            int other = Math.min(job.b.rows(), p + rows);
            compare(job, device, from + first, from + end, p, other, centre);
          }
        });
  }

  /** The rows of a piece that should fit on a device, where memory kept to save time gives way. */
  private static int fitting(Job job, Device device, int rows) {
    long each = job.bytesOfRows();
    long wanted = Math.min(MOST_ROWS, Math.max(rows, job.b.rows()));
    long fitting = (long) (USED * device.freeMemory() / each);
    if (fitting < wanted && device.freeSpare()) {
      fitting = (long) (USED * device.freeMemory() / each);
    }
    return (int) Math.min(wanted, fitting);
  }

  /** Compares a piece with itself. */
  private void compareWithin(Job job, Device device, int from, int to, double[] centre) {
    int others = to - from - 1;
    if (others == 0) {
      return;
    }
    try (DeviceStream stream = device.stream();
        DeviceArena arena = device.arena()) {
      DeviceForm form = DeviceForm.of(metric, centre, arena, stream);
      SearchSide rows = SearchSide.of(arena, stream, job.a, from, to, job.shapeOfA(others));
      PairSearch pair = prepared(rows, rows, form, arena, stream);
      unproven.addAndGet(pair.rankRows(job.ofA));
    }
  }

  /** Compares two pieces. */
  private void compare(
      Job job, Device device, int fromA, int toA, int fromB, int toB, double[] centre) {
    try (DeviceStream stream = device.stream();
        DeviceArena arena = device.arena()) {
      DeviceForm form = DeviceForm.of(metric, centre, arena, stream);
      SearchSide a = SearchSide.of(arena, stream, job.a, fromA, toA, job.shapeOfA(toB - fromB));
      SearchSide b = SearchSide.of(arena, stream, job.b, fromB, toB, job.shapeOfB(toA - fromA));
      PairSearch pair = prepared(a, b, form, arena, stream);
      unproven.addAndGet(pair.rankRows(job.ofA));
      if (job.ofB.isPresent()) {
        unproven.addAndGet(pair.rankColumns(job.ofB.get()));
      }
    }
  }

  /** Two pieces, or one twice, with the candidates of their rows. */
  private PairSearch prepared(
      SearchSide a, SearchSide b, DeviceForm form, DeviceArena arena, DeviceStream stream) {
    PairSearch pair = PairSearch.of(a, b, form, arena, stream);
    pair.compare(phase::advance);
    return pair;
  }

  /** The mean of a sample of rows; any centre near the rows serves. */
  private static double[] centre(CellMatrix rows) {
    int taken = Math.min(CENTRE_SAMPLE, rows.rows());
    double[] sums = new double[rows.columns()];
    for (int i = 0; i < taken; i++) {
      int row = (int) ((long) rows.rows() * i / taken);
      for (int c = 0; c < sums.length; c++) {
        sums[c] += rows.get(row, c);
      }
    }
    return Arrays.stream(sums).map(sum -> sum / taken).toArray();
  }
}
