package org.samap.core.neighbors;

import org.samap.core.simd.Kernels;

/**
 * The lists of a clustered search, for an engine that finds the nearest list of rows itself.
 *
 * <p>The form of a row has its coordinates: for cosine and correlation those of the (centred) unit
 * vector, zeros if the row has no length; for Euclidean distance those relative to the centre. In a
 * reduced space these are multiplied with the directions. Two numbers follow for Euclidean
 * distance: 1 and -|x|^2 / 2. All are computed in float64 and rounded to float32. A list is the
 * nearer, the larger the product of its centroid with the form; ties go to the lower list. A
 * product is one chain of fused multiply-adds in float32, from the first number to the last.
 *
 * <p>Panels hold 32 columns, one row after another; unused columns are 0.
 *
 * @param count the number of lists
 * @param dimensions the number of coordinates of a form
 * @param width the number of values of a form
 * @param centre the centre for Euclidean distance, else empty
 * @param directions panels of the directions of a reduced space, else empty
 * @param centroids panels of the centroids; a row of a panel is a value of the forms
 */
public record ListForms(
    int count,
    int dimensions,
    int width,
    double[] centre,
    float[][] directions,
    float[][] centroids) {

  /** The number of columns of a panel. */
  public static final int PANEL = Kernels.TILE_COLUMNS;

  static ListForms of(Lists lists) {
    Space space = lists.space();
    double[] centre =
        space.geometry() instanceof Geometry.Euclidean(double[] of) ? of : new double[0];
    return new ListForms(
        lists.count(),
        space.dimensions(),
        space.width(),
        centre,
        space.directions(),
        lists.centroids());
  }
}
