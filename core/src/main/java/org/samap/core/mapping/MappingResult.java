package org.samap.core.mapping;

import java.util.List;
import java.util.Optional;
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
 * @param besideGraph the last mutual edges, K of a cell to each other species, if the other species
 *     share the K edges of a cell in the graph
 * @param weights the gene weights of every species in the last iteration
 * @param projections the last projection of the cells of every species (wPCA)
 */
public record MappingResult(
    SpeciesAxis cells,
    GeneLinks links,
    List<Iteration> iterations,
    SparseMatrix graph,
    Optional<SparseMatrix> besideGraph,
    List<double[]> weights,
    List<CellMatrix> projections) {

  /** The gene links as the last iteration used them. */
  public SparseMatrix refinedLinks() {
    return iterations.getLast().links();
  }

  /** The last edges between species, K of a cell to each other one: by these, types are scored. */
  public SparseMatrix toEach() {
    return besideGraph.orElseGet(() -> cells.between(graph));
  }
}
