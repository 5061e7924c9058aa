package org.samap.core.mapping;

import java.util.List;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

/**
 * A finished mapping.
 *
 * @param cells where the cells of each species lie in the graphs
 * @param links the gene links that the mapping began with
 * @param iterations every iteration, in order
 * @param graph the last stitched graph over the cells of all species
 * @param weights the weights of all genes of every species in the last iteration
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
