package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * How a {@link Metric} compares rows: by their distance in float64, or fast by their float32 forms.
 * A form has the coordinates of the row and some {@link #extras}. The dot product s of the forms of
 * a query and a point falls as their distance rises, and is the same if query and point are
 * exchanged.
 */
sealed interface Geometry {
  Kernels KERNELS = Kernels.best();

  /**
   * @param points the points; read for Euclidean distance only
   */
  static Geometry of(Metric metric, CellMatrix points, Workers workers) {
    return switch (metric) {
      case COSINE -> new Cosine();
      case CORRELATION -> new Correlation();
      case EUCLIDEAN -> Euclidean.around(points, workers);
    };
  }

  /** The mean that is subtracted from every value of a row. */
  double mean(CellMatrix matrix, int row);

  /** |x|^2 of the centred row, in float64. */
  double squaredNorm(CellMatrix matrix, int row, double mean);

  /**
   * The distance as {@link Metric} defines it. Symmetric, and exactly 0 for equal rows that have a
   * length.
   */
  double distance(MeasuredRows a, int i, MeasuredRows b, int j);

  /** Writes the coordinates of a row; zeros for a row without length. */
  void writeCoordinates(MeasuredRows rows, int row, float[] out, int offset);

  /** The number of values that follow the coordinates in a form. */
  int extras();

  /** Writes the extras of a query. */
  void writeQuery(double squaredNorm, float[] out, int offset);

  /** Writes the extras of a point. */
  void writePoint(double squaredNorm, float[] out, int offset);

  /** The product s of rows at this distance. */
  double product(double distance);

  /**
   * An upper bound of s and of each of its terms, for rows of these lengths; not finite if unknown.
   */
  double largestProduct(double length, double otherLength);

  /** Whether a row with this |x|^2 is at distance 1 from all others. */
  boolean hasNoDirection(double squaredNorm);

  /** The factor that turns the sum of {@code count} rows into their centroid. */
  double centroidScale(double count, double squaredNorm);

  /** How far apart coordinates are, in float32: smaller means nearer. */
  float apart(float[] a, int aOffset, float[] b, int bOffset, int n);

  /** Cosine and correlation: forms are unit vectors, and s is the cosine. */
  sealed interface Angular extends Geometry {

    /** The dot product of the centred rows. */
    double dot(MeasuredRows a, int i, MeasuredRows b, int j);

    @Override
    default double distance(MeasuredRows a, int i, MeasuredRows b, int j) {
      double scale = Math.sqrt(a.squaredNorm(i) * b.squaredNorm(j));
      return scale == 0 ? 1 : Math.max(0, 1 - dot(a, i, b, j) / scale);
    }

    @Override
    default void writeCoordinates(MeasuredRows rows, int row, float[] out, int offset) {
      double squaredNorm = rows.squaredNorm(row);
      double scale = squaredNorm == 0 ? 0 : 1 / Math.sqrt(squaredNorm);
      double mean = rows.mean(row);
      float[] x = rows.matrix().values(row);
      int from = rows.matrix().offset(row);
      int columns = rows.columns();
      for (int c = 0; c < columns; c++) {
        out[offset + c] = (float) ((x[from + c] - mean) * scale);
      }
    }

    @Override
    default int extras() {
      return 0;
    }

    @Override
    default void writeQuery(double squaredNorm, float[] out, int offset) {}

    @Override
    default void writePoint(double squaredNorm, float[] out, int offset) {}

    @Override
    default double product(double distance) {
      return 1 - distance;
    }

    @Override
    default double largestProduct(double length, double otherLength) {
      return 1;
    }

    @Override
    default boolean hasNoDirection(double squaredNorm) {
      return squaredNorm == 0;
    }

    @Override
    default double centroidScale(double count, double squaredNorm) {
      return 1 / Math.sqrt(squaredNorm);
    }

    @Override
    default float apart(float[] a, int aOffset, float[] b, int bOffset, int n) {
      return -KERNELS.dot(a, aOffset, b, bOffset, n);
    }
  }

  /** See {@link Metric#COSINE}. */
  record Cosine() implements Angular {
    @Override
    public double mean(CellMatrix matrix, int row) {
      return 0;
    }

    @Override
    public double squaredNorm(CellMatrix matrix, int row, double mean) {
      float[] x = matrix.values(row);
      int at = matrix.offset(row);
      return KERNELS.dotInDouble(x, at, x, at, matrix.columns());
    }

    @Override
    public double dot(MeasuredRows a, int i, MeasuredRows b, int j) {
      CellMatrix x = a.matrix();
      CellMatrix y = b.matrix();
      return KERNELS.dotInDouble(x.values(i), x.offset(i), y.values(j), y.offset(j), x.columns());
    }
  }

  /** See {@link Metric#CORRELATION}. */
  record Correlation() implements Angular {

    /** For a constant row exactly its value, as sums of up to 2^29 equal floats are exact. */
    @Override
    public double mean(CellMatrix matrix, int row) {
      float[] x = matrix.values(row);
      int at = matrix.offset(row);
      double sum = 0;
      for (int c = 0; c < matrix.columns(); c++) {
        sum += x[at + c];
      }
      return sum / matrix.columns();
    }

    @Override
    public double squaredNorm(CellMatrix matrix, int row, double mean) {
      return centredDot(matrix, row, mean, matrix, row, mean);
    }

    @Override
    public double dot(MeasuredRows a, int i, MeasuredRows b, int j) {
      return centredDot(a.matrix(), i, a.mean(i), b.matrix(), j, b.mean(j));
    }

    private static double centredDot(
        CellMatrix a, int i, double meanA, CellMatrix b, int j, double meanB) {
      float[] x = a.values(i);
      float[] y = b.values(j);
      int xAt = a.offset(i);
      int yAt = b.offset(j);
      double sum = 0;
      for (int c = 0; c < a.columns(); c++) {
        sum += (x[xAt + c] - meanA) * (y[yAt + c] - meanB);
      }
      return sum;
    }
  }

  /**
   * See {@link Metric#EUCLIDEAN}. Coordinates are relative to a centre, which reduces rounding and
   * does not change distances. s = x.y - |y|^2/2 - |x|^2/2, which is minus half the squared
   * distance.
   */
  record Euclidean(double[] centre) implements Geometry {
    private static final int BLOCK = 1024;

    /** The geometry with the mean of all rows as the centre. */
    static Euclidean around(CellMatrix points, Workers workers) {
      double[] sums =
          workers.reduce(
              Math.ceilDiv(points.rows(), BLOCK),
              block -> sums(points, block * BLOCK, Math.min(points.rows(), (block + 1) * BLOCK)),
              new double[points.columns()],
              (total, part) -> Arrays.setAll(total, c -> total[c] + part[c]));
      return new Euclidean(Arrays.stream(sums).map(sum -> sum / points.rows()).toArray());
    }

    private static double[] sums(CellMatrix points, int from, int to) {
      double[] sums = new double[points.columns()];
      for (int r = from; r < to; r++) {
        KERNELS.axpy(1, points.values(r), points.offset(r), sums, 0, sums.length);
      }
      return sums;
    }

    @Override
    public double mean(CellMatrix matrix, int row) {
      return 0;
    }

    @Override
    public double squaredNorm(CellMatrix matrix, int row, double mean) {
      float[] x = matrix.values(row);
      int at = matrix.offset(row);
      double sum = 0;
      for (int c = 0; c < centre.length; c++) {
        double d = x[at + c] - centre[c];
        sum += d * d;
      }
      return sum;
    }

    @Override
    public double distance(MeasuredRows a, int i, MeasuredRows b, int j) {
      CellMatrix x = a.matrix();
      CellMatrix y = b.matrix();
      return Math.sqrt(
          KERNELS.squaredDistanceInDouble(
              x.values(i), x.offset(i), y.values(j), y.offset(j), x.columns()));
    }

    @Override
    public void writeCoordinates(MeasuredRows rows, int row, float[] out, int offset) {
      float[] x = rows.matrix().values(row);
      int at = rows.matrix().offset(row);
      for (int c = 0; c < centre.length; c++) {
        out[offset + c] = (float) (x[at + c] - centre[c]);
      }
    }

    @Override
    public int extras() {
      return 2;
    }

    @Override
    public void writeQuery(double squaredNorm, float[] out, int offset) {
      out[offset] = 1;
      out[offset + 1] = (float) (-0.5 * squaredNorm);
    }

    @Override
    public void writePoint(double squaredNorm, float[] out, int offset) {
      out[offset] = (float) (-0.5 * squaredNorm);
      out[offset + 1] = 1;
    }

    @Override
    public double product(double distance) {
      return -0.5 * distance * distance;
    }

    @Override
    public double largestProduct(double length, double otherLength) {
      double largest = (length + otherLength) * (length + otherLength);
      return largest < Float.MAX_VALUE ? largest : Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean hasNoDirection(double squaredNorm) {
      return false;
    }

    @Override
    public double centroidScale(double count, double squaredNorm) {
      return 1 / count;
    }

    @Override
    public float apart(float[] a, int aOffset, float[] b, int bOffset, int n) {
      return KERNELS.squaredDistance(a, aOffset, b, bOffset, n);
    }
  }
}
