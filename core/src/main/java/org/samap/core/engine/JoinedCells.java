package org.samap.core.engine;

import java.util.List;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;

/**
 * The cells of all species of a mapping, prepared once by an {@link Engine} for all its iterations:
 * what depends on the species' own graphs alone.
 */
public interface JoinedCells {

  /** These cells for a phase, or a part of one, as {@link Engine#counting} says. */
  default JoinedCells counting(Progress.Phase phase) {
    return this;
  }

  /**
   * The edges between cells that see each other across species (SPEC 5.5 to 5.7): with Q the
   * nearest neighbours in other species and M the neighbourhoods inside species, C = Q M^T, D_ij =
   * sqrt(C_ij C_ji), rescaled and cut as the rule says.
   *
   * @param q cells x cells of all species, no entry inside a species, at most 1 a row and other
   *     species
   * @param rows the projected cells of each species
   * @return cells x cells
   */
  SparseMatrix mutualEdges(SparseMatrix q, List<CellMatrix> rows, EdgeRule rule);

  /**
   * One graph over the cells of all species (SPEC 5.8): inside a species the connectivities, each
   * cell's with a weight of its own, and between species the edges given. No diagonal, no zeros.
   *
   * @param across cells x cells, no edge inside a species
   * @param own the weight of each cell's edges inside its species; none where it is not above 0
   */
  SparseMatrix stitch(SparseMatrix across, float[] own);

  /**
   * How well the expression of linked genes agrees on a graph (SPEC 6): each gene is smoothed over
   * the neighbours that a cell has in the gene's species, and the two genes of an edge are compared
   * over the cells of their two species.
   *
   * @param genes of each species; genes without an edge may be left out
   * @param stitched cells x cells of all species
   * @return a value for each edge, 0 where it is undefined
   */
  double[] agreement(List<GeneView> genes, GeneEdges edges, SparseMatrix stitched, EdgeMode mode);
}
