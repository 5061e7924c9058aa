package org.samap.core.sam;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.Metric;

/**
 * Each cell's nearest cells, row by row (cells x cells).
 *
 * @param connectivities 1 for each nearest cell and for the cell itself
 * @param distances the distances to the nearest cells, without the cell itself
 * @param nnm the similarities: for each connectivity 1 - distance (0.001 where that is negative),
 *     and 1 for the cell itself; for Euclidean distances, the connectivities
 * @param recall the share of the true nearest cells that was found, measured on a sample
 */
public record CellGraph(
    SparseMatrix connectivities, SparseMatrix distances, SparseMatrix nnm, double recall) {
  private static final float LEAST_SIMILARITY = 0.001f;

  /**
   * @param distances the distances to the nearest cells, with the cell itself
   */
  static CellGraph of(SparseMatrix distances, Metric metric, double recall) {
    SparseMatrix connectivities = ones(distances);
    return new CellGraph(
        connectivities,
        distances.filter((cell, other, distance) -> cell != other),
        metric == Metric.EUCLIDEAN ? connectivities : distances.map(CellGraph::similarity),
        recall);
  }

  /** A matrix with 1 for every entry of the pattern. */
  static SparseMatrix ones(SparseMatrix pattern) {
    float[] ones = new float[pattern.entries()];
    Arrays.fill(ones, 1);
    return pattern.withValues(ones);
  }

  /** 1 for the cell itself, as its distance is 0. */
  private static double similarity(double distance) {
    return distance > 1 ? LEAST_SIMILARITY : 1 - (float) distance;
  }
}
