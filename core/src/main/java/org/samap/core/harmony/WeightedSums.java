package org.samap.core.harmony;

import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/** For each cluster the sum of rows, each times a weight, and the sum of the weights. */
final class WeightedSums {
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

  /** The sums over the items 0 to n - 1, in tasks of a fixed size. */
  static WeightedSums over(int n, int clusters, int columns, Workers workers, Term term) {
    return workers.reduce(
        Math.ceilDiv(n, Harmony.TASK),
        task -> {
          WeightedSums part = new WeightedSums(clusters, columns);
          int to = Math.min(n, (task + 1) * Harmony.TASK);
          for (int item = task * Harmony.TASK; item < to; item++) {
            term.add(item, part);
          }
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

  /** Adds a row to all clusters, with its weight in each. */
  void add(float[] shares, int at, CellMatrix rows, int row) {
    for (int k = 0; k < weights.length; k++) {
      add(k, shares[at + k], rows, row);
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
