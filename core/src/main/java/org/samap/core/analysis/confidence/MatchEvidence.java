package org.samap.core.analysis.confidence;

import java.util.List;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.Markers;

/**
 * What a finished mapping says about the matches of cell types.
 *
 * @param genes the genes, and the last graph of the cells
 * @param cells what else is known about the cells
 * @param markers the markers of every species
 * @param pairs the matches to judge, with the gene pairs of each
 */
public record MatchEvidence(
    MappedGenes genes, MappedCells cells, List<Markers> markers, GenePairs pairs) {

  public MatchEvidence {
    markers = List.copyOf(markers);
    CellLabels labels = genes.labels();
    if (cells.first().rows() != labels.cells().total()
        || markers.size() != labels.cells().species()) {
      throw new IllegalArgumentException("parts of different sizes");
    }
  }
}
