package org.samap.core.harmony;

import java.util.Arrays;
import org.samap.core.cluster.Shuffle;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Soft clusters of {@link Harmony}: what share R_ki of cell i is in cluster k, so that clusters are
 * near and hold all batches alike.
 *
 * <p>A turn moves every centre to the weighted mean of the cells, scaled to length 1, and then
 * shares out the cells anew, in {@value #BLOCKS} blocks of random order. The cells of a block are
 * taken out of O and E, get R_ki proportional to
 *
 * <pre>exp(-2 (1 - Y_k z_i) / sigma) ((E_kb + 1) / (O_kb + 1))^theta</pre>
 *
 * <p>and are put back. Turns end when the objective, summed over the last three, has fallen by less
 * than 1e-5 of itself; at least 5, at most {@value #TURNS}.
 */
final class SoftClusters {
  static final int BLOCKS = 20;
  static final int TURNS = 20;
  private static final int WINDOW = 3;
  private static final double TOLERANCE = 1e-5;

  private final Batches batches;
  private final HarmonyParams params;
  private final Workers workers;
  private final Kernels kernels = Kernels.best();
  private final FloatMatrix centres;
  private final CellMatrix shares;

  /** The part of all cells that each batch is. */
  private final double[] parts;

  /** O: the sum of shares of each cluster, batch by batch. */
  private double[] observed;

  /** theta log((E + 1) / (O + 1)), likewise. */
  private final double[] attraction;

  private double objective;
  private long turns;

  private SoftClusters(
      FloatMatrix centres, Batches batches, HarmonyParams params, Workers workers) {
    this.batches = batches;
    this.params = params;
    this.workers = workers;
    this.centres = centres;
    this.shares = CellMatrix.zeros(batches.cells(), centres.rows());
    this.parts =
        batches.sizes().values().stream()
            .mapToDouble(size -> (double) size / batches.cells())
            .toArray();
    this.observed = new double[Math.multiplyExact(parts.length, centres.rows())];
    this.attraction = new double[observed.length];
  }

  /**
   * Clusters with these centres, scaled to length 1, that do not look at batches yet.
   *
   * @param unit rows of length 1
   */
  static SoftClusters around(
      FloatMatrix centres,
      CellMatrix unit,
      Batches batches,
      HarmonyParams params,
      Workers workers) {
    CellMatrix scaled = Harmony.unitRows(CellMatrix.of(centres), workers);
    SoftClusters clusters = new SoftClusters(scaled.toFloatMatrix(), batches, params, workers);
    int[] all = new int[batches.cells()];
    Arrays.setAll(all, c -> c);
    clusters.finishTurn(clusters.shareOut(unit, all, 0, all.length));
    return clusters;
  }

  /** R, cells x clusters; a view. */
  CellMatrix shares() {
    return shares;
  }

  double objective() {
    return objective;
  }

  /**
   * Turns until the clusters have settled.
   *
   * @param unit rows of length 1
   * @return the objective
   */
  double settle(CellMatrix unit) {
    double[] objectives = new double[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      moveCentres(unit);
      turn(unit, order(params.seed(), turns++, batches.cells()));
      objectives[turn] = objective;
      if (turn > WINDOW && hasSettled(objectives, turn)) {
        break;
      }
    }
    return objective;
  }

  private static boolean hasSettled(double[] objectives, int last) {
    double before = 0;
    double after = 0;
    for (int i = 0; i < WINDOW; i++) {
      before += objectives[last - 1 - i];
      after += objectives[last - i];
    }
    return before - after < TOLERANCE * Math.abs(before);
  }

  /** The order in which a turn takes the cells. */
  static int[] order(long seed, long turn, int cells) {
    return Shuffle.of(cells, RandomStream.of(seed, "harmony order", turn));
  }

  /** Where a block begins in that order. */
  static int begin(int block, int cells) {
    return (int) ((long) block * cells / BLOCKS);
  }

  private void moveCentres(CellMatrix unit) {
    int columns = unit.columns();
    WeightedSums sums = WeightedSums.ofShares(unit.rows(), c -> c, shares, unit, workers);
    for (int k = 0; k < centres.rows(); k++) {
      double square = 0;
      for (int d = 0; d < columns; d++) {
        square += sums.sum(k, d) * sums.sum(k, d);
      }
      for (int d = 0; d < columns; d++) {
        centres.set(k, d, square == 0 ? 0 : (float) (sums.sum(k, d) / Math.sqrt(square)));
      }
    }
  }

  private void turn(CellMatrix unit, int[] order) {
    Distribution all = new Distribution(observed.length);
    for (int b = 0; b < BLOCKS; b++) {
      int from = begin(b, order.length);
      int to = begin(b + 1, order.length);
      addTo(observed, sharesOf(order, from, to), -1);
      expectMore();
      Distribution block = shareOut(unit, order, from, to);
      addTo(observed, block.observed, 1);
      all.merge(block);
    }
    finishTurn(all);
  }

  /** What clusters hold of some cells. */
  private double[] sharesOf(int[] order, int from, int to) {
    return workers.reduce(
        tasks(from, to),
        task -> {
          double[] sums = new double[observed.length];
          int end = Math.min(to, from + (task + 1) * Harmony.TASK);
          for (int i = from + task * Harmony.TASK; i < end; i++) {
            addShares(order[i], sums);
          }
          return sums;
        },
        new double[observed.length],
        (total, part) -> addTo(total, part, 1));
  }

  private static int tasks(int from, int to) {
    return Math.ceilDiv(to - from, Harmony.TASK);
  }

  private void addShares(int cell, double[] sums) {
    int clusters = centres.rows();
    int at = batches.of(cell) * clusters;
    float[] of = shares.values(cell);
    int first = shares.offset(cell);
    for (int k = 0; k < clusters; k++) {
      sums[at + k] += of[first + k];
    }
  }

  private static void addTo(double[] total, double[] part, double sign) {
    for (int i = 0; i < total.length; i++) {
      total[i] += sign * part[i];
    }
  }

  /** Finds which clusters have too few cells of a batch. */
  private void expectMore() {
    int clusters = centres.rows();
    for (int k = 0; k < clusters; k++) {
      double size = size(k);
      for (int b = 0; b < parts.length; b++) {
        double o = observed[b * clusters + k];
        attraction[b * clusters + k] =
            params.theta() * StrictMath.log((size * parts[b] + 1) / (o + 1));
      }
    }
  }

  private double size(int cluster) {
    double size = 0;
    for (int b = 0; b < parts.length; b++) {
      size += observed[b * centres.rows() + cluster];
    }
    return size;
  }

  private Distribution shareOut(CellMatrix unit, int[] order, int from, int to) {
    return workers.reduce(
        tasks(from, to),
        task -> {
          Distribution part = new Distribution(observed.length);
          Scratch scratch = Scratch.of(centres.rows());
          int end = Math.min(to, from + (task + 1) * Harmony.TASK);
          for (int i = from + task * Harmony.TASK; i < end; i++) {
            shareOut(unit, order[i], scratch, part);
          }
          return part;
        },
        new Distribution(observed.length),
        Distribution::merge);
  }

  /**
   * Numbers of a cell in every cluster.
   *
   * @param distances 2 (1 - Y_k z_i)
   * @param logs of the shares, but for a constant
   * @param shares before they add up to 1
   */
  private record Scratch(double[] distances, double[] logs, double[] shares) {
    static Scratch of(int clusters) {
      return new Scratch(new double[clusters], new double[clusters], new double[clusters]);
    }
  }

  private void shareOut(CellMatrix unit, int cell, Scratch s, Distribution part) {
    int clusters = centres.rows();
    int batch = batches.of(cell) * clusters;
    float[] z = unit.values(cell);
    int at = unit.offset(cell);
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < clusters; k++) {
      double near = kernels.dot(z, at, centres.values(), centres.offset(k), unit.columns());
      s.distances[k] = 2 * (1 - near);
      s.logs[k] = attraction[batch + k] - s.distances[k] / params.sigma();
      largest = Math.max(largest, s.logs[k]);
    }
    double sum = 0;
    for (int k = 0; k < clusters; k++) {
      s.shares[k] = StrictMath.exp(s.logs[k] - largest);
      sum += s.shares[k];
    }
    double logSum = largest + StrictMath.log(sum);
    float[] r = shares.values(cell);
    int first = shares.offset(cell);
    for (int k = 0; k < clusters; k++) {
      double share = s.shares[k] / sum;
      r[first + k] = (float) share;
      part.cost += share * (s.distances[k] + params.sigma() * (s.logs[k] - logSum));
    }
    addShares(cell, part.observed);
  }

  /** Takes what all cells cost, and adds what batches cost that are not alike in clusters. */
  private void finishTurn(Distribution all) {
    observed = all.observed;
    expectMore();
    double penalty = 0;
    for (int i = 0; i < observed.length; i++) {
      penalty -= observed[i] * attraction[i];
    }
    objective = all.cost + params.sigma() * penalty;
  }

  /**
   * Shares of some cells: what clusters hold of them, and the sum of distances and of sigma R log
   * R.
   */
  private static final class Distribution {
    final double[] observed;
    double cost;

    Distribution(int size) {
      observed = new double[size];
    }

    void merge(Distribution other) {
      addTo(observed, other.observed, 1);
      cost += other.cost;
    }
  }
}
