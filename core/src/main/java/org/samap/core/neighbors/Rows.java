package org.samap.core.neighbors;

import java.util.stream.IntStream;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * The rows of one side of a search with what its metric needs: their float64 distances to other
 * rows, and the float32 form in which they are compared fast. That form is, for cosine and
 * correlation, the unit vector of the (centred) row, so that nearer means a larger dot product; for
 * Euclidean distance the row relative to {@code centre}, which distances do not depend on but
 * rounding does.
 */
final class Rows {
  private static final Kernels KERNELS = Kernels.best();
  private static final int BLOCK = 1024;

  private final CellMatrix matrix;
  private final Metric metric;
  private final double[] centre;
  private final double[] means;
  private final double[] squaredNorms;

  /**
   * @param centre one value per column, used for Euclidean distance only
   */
  Rows(CellMatrix matrix, Metric metric, double[] centre, Workers workers) {
    this.matrix = matrix;
    this.metric = metric;
    this.centre = centre;
    this.means = new double[matrix.rows()];
    this.squaredNorms = new double[matrix.rows()];
    workers.forRanges(
        matrix.rows(),
        BLOCK,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            measure(r);
          }
        });
  }

  static double[] columnMeans(CellMatrix matrix) {
    double[] means = new double[matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      KERNELS.axpy(1.0 / matrix.rows(), matrix.values(r), matrix.offset(r), means, 0, means.length);
    }
    return means;
  }

  private void measure(int r) {
    squaredNorms[r] =
        switch (metric) {
          case COSINE -> dot(this, r, this, r);
          case CORRELATION -> {
            means[r] = mean(r);
            yield centredDot(this, r, this, r);
          }
          case EUCLIDEAN -> {
            double sum = 0;
            for (int c = 0; c < columns(); c++) {
              double d = matrix.get(r, c) - centre[c];
              sum += d * d;
            }
            yield sum;
          }
        };
  }

  /** Of a constant row exactly its value, as sums of up to 2^29 equal floats are exact. */
  private double mean(int r) {
    double sum = 0;
    for (int c = 0; c < columns(); c++) {
      sum += matrix.get(r, c);
    }
    return sum / columns();
  }

  int count() {
    return matrix.rows();
  }

  /** The numbers of all rows. */
  int[] all() {
    return IntStream.range(0, count()).toArray();
  }

  int columns() {
    return matrix.columns();
  }

  Metric metric() {
    return metric;
  }

  /** |x|^2 of the centred row, in float64. */
  double squaredNorm(int row) {
    return squaredNorms[row];
  }

  /** Whether a row is at distance 1 from all others. */
  boolean hasNoDirection(int row) {
    return metric != Metric.EUCLIDEAN && squaredNorms[row] == 0;
  }

  /** Writes the float32 form of a row; of a row without length, zeros. */
  void write(int row, float[] out, int offset) {
    if (metric == Metric.EUCLIDEAN) {
      for (int c = 0; c < columns(); c++) {
        out[offset + c] = (float) (matrix.get(row, c) - centre[c]);
      }
      return;
    }
    double scale = squaredNorms[row] == 0 ? 0 : 1 / Math.sqrt(squaredNorms[row]);
    for (int c = 0; c < columns(); c++) {
      out[offset + c] = (float) ((matrix.get(row, c) - means[row]) * scale);
    }
  }

  /**
   * The distance as {@link Metric} defines it. Symmetric, exactly 0 between equal rows of length.
   */
  static double distance(Rows a, int i, Rows b, int j) {
    return switch (a.metric) {
      case EUCLIDEAN ->
          Math.sqrt(
              KERNELS.squaredDistanceInDouble(
                  a.matrix.values(i),
                  a.matrix.offset(i),
                  b.matrix.values(j),
                  b.matrix.offset(j),
                  a.columns()));
      case COSINE, CORRELATION -> {
        double scale = Math.sqrt(a.squaredNorms[i] * b.squaredNorms[j]);
        if (scale == 0) {
          yield 1;
        }
        double dot = a.metric == Metric.COSINE ? dot(a, i, b, j) : centredDot(a, i, b, j);
        yield Math.max(0, 1 - dot / scale);
      }
    };
  }

  /** The product s, as {@link Space} defines it, of a row with one at a distance from it. */
  double product(int row, double distance) {
    return metric == Metric.EUCLIDEAN
        ? 0.5 * (squaredNorms[row] - distance * distance)
        : 1 - distance;
  }

  private static double dot(Rows a, int i, Rows b, int j) {
    return KERNELS.dotInDouble(
        a.matrix.values(i),
        a.matrix.offset(i),
        b.matrix.values(j),
        b.matrix.offset(j),
        a.columns());
  }

  private static double centredDot(Rows a, int i, Rows b, int j) {
    double sum = 0;
    for (int c = 0; c < a.columns(); c++) {
      sum += (a.matrix.get(i, c) - a.means[i]) * (b.matrix.get(j, c) - b.means[j]);
    }
    return sum;
  }
}
