package org.samap.core.analysis.confidence;

import java.util.List;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.GenePairs;

/**
 * What a finished mapping says about the matches of cell types.
 *
 * @param genes the genes, and the last graph of the cells
 * @param cells what else is known about the cells
 * @param matches the matches to judge, the node of the earlier species first
 */
public record MatchEvidence(
    MappedGenes genes, MappedCells cells, List<GenePairs.NodePair> matches) {

  public MatchEvidence {
    matches = List.copyOf(matches);
    CellLabels labels = genes.labels();
    if (cells.first().rows() != labels.cells().total()) {
      throw new IllegalArgumentException("parts of different sizes");
    }
  }
}
