package org.samap.core.mapping;

import java.util.List;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

/**
 * A finished mapping.
 *
 * @param cells the range of each species' cells in the graphs
 * @param links the gene links at the start
 * @param iterations every iteration, in order
 * @param graph the last stitched graph of the cells of all species
 * @param weights the gene weights of every species in the last iteration
 * @param projections the last projection of the cells of every species (wPCA)
 */
public record MappingResult(
    SpeciesAxis cells,
    GeneLinks links,
    List<Iteration> iterations,
    SparseMatrix graph,
    List<double[]> weights,
    List<CellMatrix> projections) {

  /** The gene links as the last iteration used them. */
  public SparseMatrix refinedLinks() {
    return iterations.getLast().links();
  }
}
