package org.samap.core.harmony;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Harmony as its paper and its authors' program define it, with matrices of doubles: the
 * expressions are theirs, one after the other, and the regression solves its normal equations.
 * Start and orders are given.
 */
final class DenseHarmony {
  private static final double SIGMA = 0.1;
  private static final double LAMBDA = 1;

  private final double[][] given;
  private final int[] batch;
  private final int batches;
  private final double theta;
  private final double[] part;
  private final double[][] y;
  private final double[][] r;
  private double[][] z;
  private double[][] distance;
  private double[][] o;
  private double[][] e;

  /** The objective at the start and after every turn. */
  final List<Double> objectives = new ArrayList<>();

  int rounds;

  /**
   * @param centres k x columns
   */
  DenseHarmony(double[][] given, int[] batch, int batches, double[][] centres, double theta) {
    this.given = given;
    this.batch = batch;
    this.batches = batches;
    this.theta = theta;
    this.part = new double[batches];
    for (int b : batch) {
      part[b] += 1.0 / batch.length;
    }
    this.y = unit(centres);
    this.z = unit(given);
    this.r = new double[given.length][y.length];
    measure();
    for (int i = 0; i < r.length; i++) {
      for (int k = 0; k < y.length; k++) {
        r[i][k] = Math.exp(-distance[i][k] / SIGMA);
      }
      divide(r[i], Arrays.stream(r[i]).sum());
    }
    count();
    objectives.add(objective());
  }

  /** Corrected rows. */
  double[][] run(int maxRounds, int maxTurns, java.util.function.IntFunction<int[]> orders) {
    double[][] corrected = given;
    double before = objectives.getFirst();
    int turn = 0;
    for (rounds = 1; rounds <= maxRounds; rounds++) {
      for (int i = 0; i < maxTurns; i++) {
        moveCentres();
        measure();
        share(orders.apply(turn++));
        objectives.add(objective());
        int n = objectives.size();
        if (i > 3) {
          double old = 0;
          double now = 0;
          for (int w = 0; w < 3; w++) {
            old += objectives.get(n - 2 - w);
            now += objectives.get(n - 1 - w);
          }
          if ((old - now) / Math.abs(old) < 1e-5) {
            break;
          }
        }
      }
      corrected = correct();
      z = unit(corrected);
      double after = objectives.getLast();
      if ((before - after) / Math.abs(before) < 1e-4) {
        break;
      }
      before = after;
    }
    return corrected;
  }

  double[][] shares() {
    return r;
  }

  private void moveCentres() {
    for (int k = 0; k < y.length; k++) {
      Arrays.fill(y[k], 0);
      for (int i = 0; i < z.length; i++) {
        add(y[k], z[i], r[i][k]);
      }
      divide(y[k], length(y[k]));
    }
  }

  private void measure() {
    distance = new double[z.length][y.length];
    for (int i = 0; i < z.length; i++) {
      for (int k = 0; k < y.length; k++) {
        distance[i][k] = 2 * (1 - dot(y[k], z[i]));
      }
    }
  }

  private void count() {
    o = new double[y.length][batches];
    e = new double[y.length][batches];
    for (int i = 0; i < z.length; i++) {
      enter(i, 1);
    }
  }

  private void enter(int i, double sign) {
    for (int k = 0; k < y.length; k++) {
      o[k][batch[i]] += sign * r[i][k];
      add(e[k], part, sign * r[i][k]);
    }
  }

  private void share(int[] order) {
    for (int block = 0; block < 20; block++) {
      int[] cells =
          Arrays.copyOfRange(order, block * order.length / 20, (block + 1) * order.length / 20);
      for (int i : cells) {
        enter(i, -1);
      }
      for (int i : cells) {
        for (int k = 0; k < y.length; k++) {
          int b = batch[i];
          r[i][k] =
              Math.exp(-distance[i][k] / SIGMA) * Math.pow((e[k][b] + 1) / (o[k][b] + 1), theta);
        }
        divide(r[i], Arrays.stream(r[i]).sum());
      }
      for (int i : cells) {
        enter(i, 1);
      }
    }
  }

  private double objective() {
    double kmeans = 0;
    double entropy = 0;
    double cross = 0;
    for (int i = 0; i < z.length; i++) {
      for (int k = 0; k < y.length; k++) {
        int b = batch[i];
        kmeans += r[i][k] * distance[i][k];
        entropy += SIGMA * (r[i][k] == 0 ? 0 : r[i][k] * Math.log(r[i][k]));
        cross += SIGMA * r[i][k] * theta * Math.log((o[k][b] + 1) / (e[k][b] + 1));
      }
    }
    return kmeans + entropy + cross;
  }

  private double[][] correct() {
    double[][] corrected = Arrays.stream(given).map(double[]::clone).toArray(double[][]::new);
    for (int k = 0; k < y.length; k++) {
      double[][] normal = new double[batches + 1][batches + 1];
      double[][] right = new double[batches + 1][given[0].length];
      for (int i = 0; i < given.length; i++) {
        int[] design = {0, 1 + batch[i]}; // the ones of a column of Phi with an intercept
        for (int p : design) {
          add(right[p], given[i], r[i][k]);
          for (int q : design) {
            normal[p][q] += r[i][k];
          }
        }
      }
      for (int b = 1; b <= batches; b++) {
        normal[b][b] += LAMBDA;
      }
      double[][] w = solve(normal, right);
      for (int i = 0; i < given.length; i++) {
        add(corrected[i], w[1 + batch[i]], -r[i][k]);
      }
    }
    return corrected;
  }

  /** By elimination with the largest pivot of each column. */
  private static double[][] solve(double[][] a, double[][] b) {
    for (int p = 0; p < a.length; p++) {
      int largest = p;
      for (int q = p; q < a.length; q++) {
        largest = Math.abs(a[q][p]) > Math.abs(a[largest][p]) ? q : largest;
      }
      swap(a, p, largest);
      swap(b, p, largest);
      for (int q = 0; q < a.length; q++) {
        if (q != p) {
          double factor = a[q][p] / a[p][p];
          add(a[q], a[p], -factor);
          add(b[q], b[p], -factor);
        }
      }
    }
    for (int p = 0; p < a.length; p++) {
      divide(b[p], a[p][p]);
    }
    return b;
  }

  private static void swap(double[][] rows, int p, int q) {
    double[] row = rows[p];
    rows[p] = rows[q];
    rows[q] = row;
  }

  private static double[][] unit(double[][] rows) {
    double[][] out = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    for (double[] row : out) {
      divide(row, length(row));
    }
    return out;
  }

  private static double length(double[] row) {
    return Math.sqrt(dot(row, row));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  private static void add(double[] to, double[] row, double factor) {
    for (int d = 0; d < to.length; d++) {
      to[d] += factor * row[d];
    }
  }

  private static void divide(double[] row, double by) {
    for (int d = 0; d < row.length; d++) {
      row[d] /= by;
    }
  }
}
