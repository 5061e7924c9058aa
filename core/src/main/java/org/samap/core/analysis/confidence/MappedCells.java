package org.samap.core.analysis.confidence;

import java.util.List;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;

/**
 * What a finished mapping knows about its cells besides the last graph.
 *
 * @param first the edges between species of the first iteration
 * @param last those of the last iteration
 * @param projections the last projection of every species (wPCA): its cells x components, the same
 *     components for all species
 * @param crossK K, the most edges of a cell to another species
 */
public record MappedCells(
    SparseMatrix first, SparseMatrix last, List<CellMatrix> projections, int crossK) {

  public MappedCells {
    projections = List.copyOf(projections);
    int cells = projections.stream().mapToInt(CellMatrix::rows).sum();
    if (first.rows() != cells || last.rows() != cells) {
      throw new IllegalArgumentException("parts of different sizes");
    }
  }
}
