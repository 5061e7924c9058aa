package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * The float32 form in which rows are compared fast: one product s of a query's form and a point's
 * form, whose order is that of nearness. It is the cosine, or for Euclidean distance q.p - |p|^2/2,
 * where the second term is one more column.
 *
 * <p>A reduced space holds the coordinates along the leading {@link Directions} instead of all
 * columns. What it leaves out of s is the product of the two remainders, which is small and much
 * the same for all near points.
 */
final class Space {
  private static final Kernels KERNELS = Kernels.best();
  private static final int ROWS = Kernels.TILE_ROWS;
  private static final int PANEL = Kernels.TILE_COLUMNS;

  private final boolean euclidean;
  private final int dimensions;
  private final float[][] directions;

  private Space(boolean euclidean, int dimensions, float[][] directions) {
    this.euclidean = euclidean;
    this.dimensions = dimensions;
    this.directions = directions;
  }

  /** All columns. */
  static Space full(Rows rows) {
    return new Space(rows.metric() == Metric.EUCLIDEAN, rows.columns(), new float[0][]);
  }

  /** At most {@code most} dimensions: all columns, or else that many directions. */
  static Space reduced(Answers answers, int most, long seed, Workers workers) {
    Rows points = answers.points();
    return points.columns() <= most
        ? full(points)
        : new Space(
            points.metric() == Metric.EUCLIDEAN,
            most,
            Directions.leading(answers, most, seed, workers));
  }

  boolean isReduced() {
    return directions.length > 0;
  }

  boolean isEuclidean() {
    return euclidean;
  }

  /** Coordinates of a row. */
  int dimensions() {
    return dimensions;
  }

  /** Values of a form. */
  int width() {
    return dimensions + (euclidean ? 1 : 0);
  }

  /** The forms of the queries ids[from..to), one after the other, with room for a whole tile. */
  float[] queries(Rows rows, int[] ids, int from, int to) {
    float[] out = coordinates(rows, ids, from, to);
    for (int i = 0; euclidean && i < to - from; i++) {
      out[i * width() + dimensions] = 1;
    }
    return out;
  }

  /** The forms of the points ids[from..to). */
  float[] points(Rows rows, int[] ids, int from, int to) {
    float[] out = coordinates(rows, ids, from, to);
    for (int i = 0; euclidean && i < to - from; i++) {
      out[i * width() + dimensions] = (float) (-0.5 * rows.squaredNorm(ids[from + i]));
    }
    return out;
  }

  /**
   * Writes the forms of the points ids[from..to) as panels of one column per point, unused columns
   * 0.
   */
  void panels(Rows rows, int[] ids, int from, int to, float[] out) {
    for (int start = from; start < to; start += PANEL) {
      int count = Math.min(PANEL, to - start);
      pack(points(rows, ids, start, start + count), count, width(), out, (start - from) * width());
    }
  }

  /** Turns up to 32 rows into a panel. */
  static void pack(float[] rows, int count, int width, float[] out, int offset) {
    for (int i = 0; i < width; i++) {
      int at = offset + i * PANEL;
      for (int j = 0; j < count; j++) {
        out[at + j] = rows[j * width + i];
      }
      Arrays.fill(out, at + count, at + PANEL, 0);
    }
  }

  private float[] coordinates(Rows rows, int[] ids, int from, int to) {
    int padded = Math.ceilDiv(to - from, ROWS) * ROWS;
    int stride = isReduced() ? rows.columns() : width();
    float[] forms = new float[padded * stride];
    for (int i = from; i < to; i++) {
      rows.write(ids[i], forms, (i - from) * stride);
    }
    return isReduced() ? project(forms, padded, stride) : forms;
  }

  private float[] project(float[] forms, int count, int columns) {
    float[] out = new float[count * width()];
    float[] tile = new float[ROWS * PANEL];
    for (int r = 0; r < count; r += ROWS) {
      for (int d = 0; d < dimensions; d += PANEL) {
        KERNELS.tile(forms, r * columns, columns, directions[d / PANEL], 0, columns, tile);
        for (int i = 0; i < ROWS; i++) {
          int taken = Math.min(PANEL, dimensions - d);
          System.arraycopy(tile, i * PANEL, out, (r + i) * width() + d, taken);
        }
      }
    }
    return out;
  }
}
