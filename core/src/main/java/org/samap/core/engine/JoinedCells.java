package org.samap.core.engine;

import java.util.List;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;

/**
 * The cells of all species of a mapping. An {@link Engine} prepares them once for all iterations,
 * from the species' own graphs.
 */
public interface JoinedCells {

  /** These cells, counting their progress in a phase as {@link Engine#counting} does. */
  default JoinedCells counting(Progress.Phase phase) {
    return this;
  }

  /**
   * The mutual edges of cells across species (SPEC 5.5 to 5.7). With Q the nearest neighbours in
   * other species and M the neighbourhoods inside species, C = Q M^T and D_ij = sqrt(C_ij C_ji). D
   * is rescaled and cut as the rule says.
   *
   * @param q cells x cells of all species, without entries inside a species; the entries of a row
   *     in another species sum to at most 1
   * @param rows the projected cells of each species
   * @return cells x cells
   */
  SparseMatrix mutualEdges(SparseMatrix q, List<CellMatrix> rows, EdgeRule rule);

  /**
   * One graph over the cells of all species (SPEC 5.8). Inside a species it has the connectivities,
   * weighted for each cell; between species it has the given edges. It has no diagonal and no
   * zeros.
   *
   * @param across cells x cells, without edges inside a species
   * @param own the weight of each cell's edges inside its species; a cell whose weight is not above
   *     0 gets none
   */
  SparseMatrix stitch(SparseMatrix across, float[] own);

  /**
   * How well the expression of linked genes agrees on a graph (SPEC 6). Each gene is smoothed over
   * the neighbours that a cell has in the gene's species. The two genes of an edge are then
   * compared over the cells of their two species.
   *
   * @param genes the genes of each species; genes without an edge can be left out
   * @param stitched cells x cells of all species
   * @return the agreement for each edge, 0 where it is undefined
   */
  double[] agreement(List<GeneView> genes, GeneEdges edges, SparseMatrix stitched, EdgeMode mode);
}
