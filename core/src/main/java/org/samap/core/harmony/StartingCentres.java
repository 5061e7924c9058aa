package org.samap.core.harmony;

import java.util.Arrays;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * The centres that soft clusters begin with: k-means, started as k-means++ does (Arthur and
 * Vassilvitskii 2007): each centre is a cell drawn with the square of its distance to the nearest
 * centre so far. At most {@value #ROUNDS} rounds; a centre without cells stays where it is.
 */
final class StartingCentres {
  private static final int ROUNDS = 25;

  private final CellMatrix rows;
  private final FloatMatrix centres;
  private final Workers workers;
  private final Kernels kernels = Kernels.best();
  private final int[] nearest;

  private StartingCentres(CellMatrix rows, int k, Workers workers) {
    this.rows = rows;
    this.centres = FloatMatrix.zeros(k, rows.columns());
    this.workers = workers;
    this.nearest = new int[rows.rows()];
  }

  /**
   * @param rows of length 1
   * @return k x columns; not of length 1
   */
  static FloatMatrix of(CellMatrix rows, int k, long seed, Workers workers) {
    StartingCentres start = new StartingCentres(rows, k, workers);
    start.draw(RandomStream.of(seed, "harmony start", 0));
    for (int round = 0; round < ROUNDS && start.assign(); round++) {
      start.move();
    }
    return start.centres;
  }

  private void draw(RandomStream random) {
    double[] squares = new double[rows.rows()];
    Arrays.fill(squares, Double.POSITIVE_INFINITY);
    int cell = random.nextInt(rows.rows());
    for (int k = 0; k < centres.rows(); k++) {
      rows.copyRow(cell, centres.values(), centres.offset(k));
      int centre = centres.offset(k);
      workers.forRanges(
          rows.rows(),
          Harmony.TASK,
          (from, to) -> {
            for (int c = from; c < to; c++) {
              double square =
                  kernels.squaredDistanceInDouble(
                      rows.values(c), rows.offset(c), centres.values(), centre, rows.columns());
              squares[c] = Math.min(squares[c], square);
            }
          });
      cell = drawn(squares, random.nextDouble());
    }
  }

  /** The cell at a part of the sum of all; the first one if all are 0. */
  private static int drawn(double[] squares, double part) {
    double left = part * Arrays.stream(squares).sum();
    int last = 0;
    for (int c = 0; c < squares.length; c++) {
      if (squares[c] > 0) {
        last = c;
        left -= squares[c];
        if (left < 0) {
          return c;
        }
      }
    }
    return last;
  }

  /** Finds the nearest centre of every cell, of equals the first; returns whether any changed. */
  private boolean assign() {
    double[] halfSquares = new double[centres.rows()];
    float[] y = centres.values();
    for (int k = 0; k < halfSquares.length; k++) {
      int at = centres.offset(k);
      halfSquares[k] = kernels.dotInDouble(y, at, y, at, centres.columns()) / 2;
    }
    return workers
            .reduce(
                Math.ceilDiv(rows.rows(), Harmony.TASK),
                task -> {
                  int changed = 0;
                  int to = Math.min(rows.rows(), (task + 1) * Harmony.TASK);
                  for (int c = task * Harmony.TASK; c < to; c++) {
                    int found = nearest(c, halfSquares);
                    changed += found == nearest[c] ? 0 : 1;
                    nearest[c] = found;
                  }
                  return changed;
                },
                new int[1],
                (sum, changed) -> sum[0] += changed)[0]
        > 0;
  }

  private int nearest(int cell, double[] halfSquares) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < halfSquares.length; k++) {
      double near =
          kernels.dot(
                  rows.values(cell),
                  rows.offset(cell),
                  centres.values(),
                  centres.offset(k),
                  rows.columns())
              - halfSquares[k];
      if (near > most) {
        most = near;
        best = k;
      }
    }
    return best;
  }

  private void move() {
    WeightedSums sums =
        WeightedSums.over(
            rows.rows(),
            centres.rows(),
            centres.columns(),
            workers,
            (c, to) -> to.add(nearest[c], 1, rows, c));
    for (int k = 0; k < centres.rows(); k++) {
      if (sums.weight(k) > 0) {
        for (int d = 0; d < centres.columns(); d++) {
          centres.set(k, d, (float) (sums.sum(k, d) / sums.weight(k)));
        }
      }
    }
  }
}
