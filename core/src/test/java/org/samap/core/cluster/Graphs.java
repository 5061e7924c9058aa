package org.samap.core.cluster;

import java.util.random.RandomGenerator;
import org.samap.core.matrix.SparseMatrix;

/** Graphs for tests. */
final class Graphs {
  private Graphs() {}

  /** The graph of a matrix of weights; 0 is no edge. */
  static SparseMatrix of(double[][] weights) {
    SparseMatrix.Builder b = SparseMatrix.builder(weights.length, weights.length);
    for (double[] row : weights) {
      for (int j = 0; j < row.length; j++) {
        if (row[j] != 0) {
          b.add(j, (float) row[j]);
        }
      }
      b.endRow();
    }
    return b.build();
  }

  /** Every ordered pair, self-loops included, is an edge with the probability {@code density}. */
  static double[][] random(int n, double density, RandomGenerator random) {
    double[][] weights = new double[n][n];
    for (double[] row : weights) {
      for (int j = 0; j < n; j++) {
        row[j] = random.nextDouble() < density ? (float) random.nextDouble(0.1, 3) : 0;
      }
    }
    return weights;
  }

  /** Groups of equal size, complete inside with self-loops, and single edges round their ring. */
  static double[][] ringOfCliques(int groups, int size) {
    int n = groups * size;
    double[][] weights = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        weights[i][j] = i / size == j / size ? 1 : 0;
      }
    }
    for (int g = 0; g < groups; g++) {
      weights[g * size][(g + 1) % groups * size + 1] = 1;
    }
    return weights;
  }

  /** The formula of modularity, term by term. */
  static double modularity(double[][] a, int[] labels, double resolution) {
    int n = a.length;
    double total = 0;
    double[] out = new double[n];
    double[] in = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        total += a[i][j];
        out[i] += a[i][j];
        in[j] += a[i][j];
      }
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += labels[i] == labels[j] ? a[i][j] - resolution * out[i] * in[j] / total : 0;
      }
    }
    return total == 0 ? 0 : sum / total;
  }

  /** Whether the nodes of every group are joined by edges inside it, in either direction. */
  static boolean groupsAreConnected(double[][] a, int[] labels) {
    int n = a.length;
    int[] reach = new int[n];
    for (int i = 0; i < n; i++) {
      reach[i] = i;
    }
    for (int pass = 0; pass < n; pass++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (labels[i] == labels[j] && (a[i][j] != 0 || a[j][i] != 0)) {
            reach[i] = Math.min(reach[i], reach[j]);
          }
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (labels[i] == labels[j] && reach[i] != reach[j]) {
          return false;
        }
      }
    }
    return true;
  }
}
