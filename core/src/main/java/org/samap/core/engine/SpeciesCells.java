package org.samap.core.engine;

import org.samap.core.matrix.SparseMatrix;

/**
 * The cells of one species in a mapping.
 *
 * @param connectivities 1 for each of a cell's nearest cells and for the cell itself, else 0
 * @param clusters the cluster of every cell, from 0 on; the size of a cluster is the budget of its
 *     cells' neighbourhoods
 * @param neighborhood how neighbourhoods grow
 */
public record SpeciesCells(SparseMatrix connectivities, int[] clusters, Neighborhood neighborhood) {

  public SpeciesCells {
    if (connectivities.rows() != clusters.length || connectivities.columns() != clusters.length) {
      throw new IllegalArgumentException(
          "a graph of " + connectivities.rows() + " cells, but clusters of " + clusters.length);
    }
  }
}
