package org.samap.core.neighbors;

import java.util.stream.IntStream;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/**
 * The rows of one side of a search, with the mean and the length that the {@link Geometry} needs of
 * each.
 */
final class MeasuredRows {
  private static final int TASK = 256;

  private final CellMatrix matrix;
  private final Geometry geometry;
  private final double[] means;
  private final double[] squaredNorms;

  MeasuredRows(CellMatrix matrix, Geometry geometry, Workers workers) {
    this.matrix = matrix;
    this.geometry = geometry;
    this.means = new double[matrix.rows()];
    this.squaredNorms = new double[matrix.rows()];
    workers.forRanges(matrix.rows(), TASK, this::measure);
  }

  private void measure(int from, int to) {
    for (int r = from; r < to; r++) {
      means[r] = geometry.mean(matrix, r);
      squaredNorms[r] = geometry.squaredNorm(matrix, r, means[r]);
    }
  }

  CellMatrix matrix() {
    return matrix;
  }

  Geometry geometry() {
    return geometry;
  }

  int count() {
    return matrix.rows();
  }

  /** The numbers of all rows, from 0 on. */
  int[] all() {
    return IntStream.range(0, count()).toArray();
  }

  int columns() {
    return matrix.columns();
  }

  /** The mean that is subtracted from every value of a row. */
  double mean(int row) {
    return means[row];
  }

  /** |x|^2 of the centred row, in float64. */
  double squaredNorm(int row) {
    return squaredNorms[row];
  }

  /** Whether a row has no length, so that it is at distance 1 from all others. */
  boolean hasNoDirection(int row) {
    return geometry.hasNoDirection(squaredNorms[row]);
  }

  /** The length of the longest of some rows. */
  double largestNorm() {
    double largest = 0;
    for (double squares : squaredNorms) {
      largest = Math.max(largest, squares);
    }
    return Math.sqrt(largest);
  }

  /** The distance of two rows, as {@link Metric} defines it. */
  static double distance(MeasuredRows a, int i, MeasuredRows b, int j) {
    return a.geometry.distance(a, i, b, j);
  }
}
