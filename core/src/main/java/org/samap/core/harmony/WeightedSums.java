package org.samap.core.harmony;

import java.util.function.IntUnaryOperator;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/** For each cluster the sum of rows, each times a weight, and the sum of the weights. */
final class WeightedSums {
  /** Cells whose rows stay in the cache while they are added to every cluster. */
  private static final int TILE = 32;

  private final Kernels kernels = Kernels.best();
  private final int columns;
  private final double[] sums;
  private final double[] weights;

  WeightedSums(int clusters, int columns) {
    this.columns = columns;
    this.sums = new double[Math.multiplyExact(clusters, columns)];
    this.weights = new double[clusters];
  }

  /** Adds one item to sums. */
  @FunctionalInterface
  interface Term {
    void add(int item, WeightedSums to);
  }

  /** The sums over the items 0 to n - 1. */
  static WeightedSums over(int n, int clusters, int columns, Workers workers, Term term) {
    return inTasks(
        n,
        clusters,
        columns,
        workers,
        (from, to, part) -> {
          for (int item = from; item < to; item++) {
            term.add(item, part);
          }
        });
  }

  /**
   * The sums of rows times their shares of every cluster.
   *
   * @param n how many cells there are
   * @param cell the number of each
   * @param shares cells x clusters
   * @param rows cells x columns
   */
  static WeightedSums ofShares(
      int n, IntUnaryOperator cell, CellMatrix shares, CellMatrix rows, Workers workers) {
    return inTasks(
        n,
        shares.columns(),
        rows.columns(),
        workers,
        (from, to, part) -> {
          for (int tile = from; tile < to; tile += TILE) {
            part.addAll(tile, Math.min(to, tile + TILE), cell, shares, rows);
          }
        });
  }

  /** Adds the items of a task. */
  private interface Task {
    void add(int from, int to, WeightedSums part);
  }

  private static WeightedSums inTasks(int n, int clusters, int columns, Workers workers, Task add) {
    return workers.reduce(
        Math.ceilDiv(n, Harmony.TASK),
        task -> {
          WeightedSums part = new WeightedSums(clusters, columns);
          add.add(task * Harmony.TASK, Math.min(n, (task + 1) * Harmony.TASK), part);
          return part;
        },
        new WeightedSums(clusters, columns),
        WeightedSums::merge);
  }

  void add(int cluster, float weight, CellMatrix rows, int row) {
    kernels.axpy(
        (double) weight, rows.values(row), rows.offset(row), sums, cluster * columns, columns);
    weights[cluster] += weight;
  }

  /** Adds items to all clusters; the sums of a cluster stay in the cache for all of them. */
  private void addAll(int from, int to, IntUnaryOperator cell, CellMatrix shares, CellMatrix rows) {
    for (int k = 0; k < weights.length; k++) {
      for (int item = from; item < to; item++) {
        int c = cell.applyAsInt(item);
        add(k, shares.get(c, k), rows, c);
      }
    }
  }

  private void merge(WeightedSums other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] += other.weights[k];
    }
  }

  double sum(int cluster, int column) {
    return sums[cluster * columns + column];
  }

  double weight(int cluster) {
    return weights[cluster];
  }
}
