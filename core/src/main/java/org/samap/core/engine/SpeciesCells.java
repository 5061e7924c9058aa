package org.samap.core.engine;

import org.samap.core.matrix.SparseMatrix;

/**
 * The cells of one species in a mapping.
 *
 * @param connectivities each cell's nearest cells, itself included: 0/1
 * @param clusters the cluster of every cell, from 0 on: its size is the budget of the cell's
 *     neighbourhood
 * @param neighborhood how neighbourhoods grow
 */
public record SpeciesCells(SparseMatrix connectivities, int[] clusters, Neighborhood neighborhood) {

  public SpeciesCells {
    if (connectivities.rows() != clusters.length || connectivities.columns() != clusters.length) {
      throw new IllegalArgumentException(
          "a graph of " + connectivities.rows() + " cells, clusters of " + clusters.length);
    }
  }
}
