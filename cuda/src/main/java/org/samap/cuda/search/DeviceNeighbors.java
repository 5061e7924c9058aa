package org.samap.cuda.search;

import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.ListForms;
import org.samap.core.neighbors.ListPlan;
import org.samap.core.neighbors.ListPlanner;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.cuda.device.Devices;

/**
 * Finds the nearest rows on devices: exactly ({@link DeviceSearch}), or in clusters ({@code
 * ClusterSearch}) with 98 % of the neighbours, measured on a sample as on the CPU. {@link
 * SearchMethod#AUTO} is exact up to {@value #MOST_EXACT_PAIRS} pairs of rows, which is 2 million
 * rows searched in as many; its time grows with their number. Beyond, and with {@link
 * SearchMethod#CLUSTERED}, the sample tells whether clusters are worth it.
 */
public final class DeviceNeighbors {
  /** The most pairs of a query and a point that {@link SearchMethod#AUTO} compares exactly. */
  static final long MOST_EXACT_PAIRS = 4_000_000_000_000L;

  /**
   * What a tile of a cluster costs, where a tile of the exact search costs 1: segments and strips
   * are not full.
   */
  private static final double TILE_PRICE = 1.3;

  private final Devices devices;
  private final NeighborSearch how;
  private final Workers workers;
  private final Progress.Phase phase;

  /**
   * @param phase counts its progress in units of its own
   */
  public DeviceNeighbors(
      Devices devices, NeighborSearch how, Workers workers, Progress.Phase phase) {
    this.devices = devices;
    this.how = how;
    this.workers = workers;
    this.phase = phase;
  }

  /** Whether devices do such a search; see {@link DeviceSearch#does}. */
  public static boolean does(
      Devices devices, CellMatrix queries, CellMatrix points, int k, NeighborSearch how) {
    return how.method() != SearchMethod.HNSW && DeviceSearch.does(devices, queries, points, k);
  }

  /** The nearest points of each query; see {@link NeighborSearch#search}. */
  @SuppressWarnings("ReferenceEquality") // as the CPU's search: two equal matrices are two sides
  public Neighbors search(CellMatrix queries, CellMatrix points, int k) {
    if (isExact(queries, points)) {
      return exact(phase).search(queries, points, k);
    }
    boolean self = queries == points;
    // An exact search of rows among themselves computes half of the products.
    ListPlan plan =
        ListPlanner.of(how, queries, points, workers)
            .plan(k, self ? 2 * TILE_PRICE : TILE_PRICE, steps());
    return search(plan, queries, points, k, self, phase);
  }

  /** The nearest rows of both sides; see {@link NeighborSearch#between}. */
  public NeighborSearch.BothWays between(CellMatrix a, int kA, CellMatrix b, int kB) {
    if (isExact(a, b)) {
      return exact(phase).between(a, kA, b, kB);
    }
    // An exact search computes products once for both ways.
    ListPlanner planner = ListPlanner.of(how, a, b, workers);
    ListPlan there = planner.plan(kA, 2 * TILE_PRICE, steps());
    ListPlan back = planner.reversed().plan(kB, 2 * TILE_PRICE, steps());
    if (isExact(there) && isExact(back)) {
      return exact(phase).between(a, kA, b, kB);
    }
    phase.expect(2);
    return new NeighborSearch.BothWays(
        phase.part(1, step -> search(there, a, b, kA, false, step)),
        phase.part(1, step -> search(back, b, a, kB, false, step)));
  }

  boolean isExact(CellMatrix queries, CellMatrix points) {
    return how.method() == SearchMethod.EXACT
        || (how.method() == SearchMethod.AUTO
            && (long) queries.rows() * points.rows() <= MOST_EXACT_PAIRS);
  }

  private static boolean isExact(ListPlan plan) {
    return plan.isExact() || plan.probes() > ClusterRanks.MOST_PROBES;
  }

  private Neighbors search(
      ListPlan plan,
      CellMatrix queries,
      CellMatrix points,
      int k,
      boolean self,
      Progress.Phase step) {
    if (isExact(plan)) {
      return exact(step).search(queries, points, k);
    }
    Neighbors found =
        new ClusterSearch(devices, how.metric(), step)
            .search(queries, points, k, self, PointClusters.of(plan));
    return new Neighbors(
        found.queries(), k, found.indices(), found.distances(), plan.recall(found));
  }

  private DeviceSearch exact(Progress.Phase counting) {
    return new DeviceSearch(devices, how.metric(), counting);
  }

  ListPlanner.Steps steps() {
    return new ListPlanner.Steps() {
      @Override
      public Neighbors nearest(CellMatrix rows, CellMatrix points, int k) {
        return exact(Progress.Silent.INSTANCE).search(rows, points, k);
      }

      @Override
      public int[] nearestLists(ListForms lists, CellMatrix points, int[] some) {
        return new ClusterAssignment(devices, how.metric()).nearest(lists, points, some);
      }
    };
  }
}
