package org.samap.core.mapping;

import java.util.List;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;

/**
 * A finished mapping.
 *
 * @param cells where the cells of each species lie in the graphs
 * @param links the gene links that the mapping began with
 * @param iterations every iteration, in order
 * @param projections the last projection of the cells of every species (wPCA)
 */
public record MappingResult(
    SpeciesAxis cells, GeneLinks links, List<Iteration> iterations, List<FloatMatrix> projections) {

  public Iteration last() {
    return iterations.getLast();
  }

  /** The last stitched graph. */
  public SparseMatrix graph() {
    return last().graph();
  }

  /** The gene links as the last iteration used them. */
  public SparseMatrix refinedLinks() {
    return last().links();
  }
}
