package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Makes the float32 forms in which rows are compared fast, as the {@link Geometry} defines them:
 * coordinates and a few extras. The product s of a query's form and a point's form orders points by
 * nearness.
 *
 * <p>A reduced space holds the coordinates along the leading {@link Directions} instead of all
 * columns. Then s lacks the product of the two remainders, which is small and similar for all near
 * points.
 */
final class Space {
  private static final Kernels KERNELS = Kernels.best();
  private static final int ROWS = Kernels.TILE_ROWS;
  private static final int PANEL = Kernels.TILE_COLUMNS;

  private final Geometry geometry;
  private final int dimensions;
  private final float[][] directions;

  private Space(Geometry geometry, int dimensions, float[][] directions) {
    this.geometry = geometry;
    this.dimensions = dimensions;
    this.directions = directions;
  }

  /** The space of all columns. */
  static Space full(MeasuredRows rows) {
    return new Space(rows.geometry(), rows.columns(), new float[0][]);
  }

  /** A space of at most {@code most} dimensions: all columns, or that many directions. */
  static Space reduced(SearchedRows rows, int most, long seed, Workers workers) {
    MeasuredRows points = rows.points();
    return points.columns() <= most
        ? full(points)
        : new Space(points.geometry(), most, Directions.leading(rows, most, seed, workers));
  }

  boolean isReduced() {
    return directions.length > 0;
  }

  Geometry geometry() {
    return geometry;
  }

  /** The directions of a reduced space as columns of panels of 32. */
  float[][] directions() {
    return directions;
  }

  /** The number of coordinates of a row. */
  int dimensions() {
    return dimensions;
  }

  /** The number of values of a form. */
  int width() {
    return dimensions + geometry.extras();
  }

  /** The forms of the queries ids[from..to), one after another, padded to a whole tile. */
  float[] queries(MeasuredRows rows, int[] ids, int from, int to) {
    float[] out = coordinates(rows, ids, from, to);
    for (int i = 0; i < to - from; i++) {
      geometry.writeQuery(rows.squaredNorm(ids[from + i]), out, i * width() + dimensions);
    }
    return out;
  }

  /** The forms of the points ids[from..to). */
  float[] points(MeasuredRows rows, int[] ids, int from, int to) {
    float[] out = coordinates(rows, ids, from, to);
    for (int i = 0; i < to - from; i++) {
      geometry.writePoint(rows.squaredNorm(ids[from + i]), out, i * width() + dimensions);
    }
    return out;
  }

  /**
   * Writes the forms of the points ids[from..to) as panels of one column per point, unused columns
   * 0.
   */
  void panels(MeasuredRows rows, int[] ids, int from, int to, float[] out) {
    for (int start = from; start < to; start += PANEL) {
      int count = Math.min(PANEL, to - start);
      pack(points(rows, ids, start, start + count), count, width(), out, (start - from) * width());
    }
  }

  /** Transposes up to 32 rows into a panel. */
  static void pack(float[] rows, int count, int width, float[] out, int offset) {
    for (int i = 0; i < width; i++) {
      int at = offset + i * PANEL;
      for (int j = 0; j < count; j++) {
        out[at + j] = rows[j * width + i];
      }
      Arrays.fill(out, at + count, at + PANEL, 0);
    }
  }

  private float[] coordinates(MeasuredRows rows, int[] ids, int from, int to) {
    int padded = Math.ceilDiv(to - from, ROWS) * ROWS;
    int stride = isReduced() ? rows.columns() : width();
    float[] forms = new float[padded * stride];
    for (int i = from; i < to; i++) {
      geometry.writeCoordinates(rows, ids[i], forms, (i - from) * stride);
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
