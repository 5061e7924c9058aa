package org.samap.core.analysis.confidence;

import java.util.List;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;

/**
 * What is known of the cells of a finished mapping beside its last graph.
 *
 * @param first the edges between species that the first iteration found
 * @param projections the last projection of every species (wPCA): its cells x components, the same
 *     components for all species
 * @param crossK K, how many edges a cell may have to another species
 */
public record MappedCells(SparseMatrix first, List<CellMatrix> projections, int crossK) {

  public MappedCells {
    projections = List.copyOf(projections);
    int cells = projections.stream().mapToInt(CellMatrix::rows).sum();
    if (first.rows() != cells) {
      throw new IllegalArgumentException("parts of different sizes");
    }
  }
}
