package org.samap.core.analysis;

import java.util.List;
import org.samap.core.expression.Expression;
import org.samap.core.homology.GeneAxis;
import org.samap.core.matrix.SparseMatrix;

/**
 * What the analyses of genes read of a finished mapping.
 *
 * @param labels of the cells of all species
 * @param graph the stitched graph over these cells
 * @param genes of all species
 * @param sequence the homology graph over these genes, as the mapping began: symmetric
 * @param refined the same edges as the mapping ended, or some of them: symmetric
 * @param expression preprocessed expression of every species: its cells x its genes
 * @param weights the SAM weight of every gene
 */
public record MappedGenes(
    CellLabels labels,
    SparseMatrix graph,
    GeneAxis genes,
    SparseMatrix sequence,
    SparseMatrix refined,
    List<Expression> expression,
    double[] weights) {

  public MappedGenes {
    int species = labels.cells().species();
    if (graph.rows() != labels.cells().total()
        || genes.species().size() != species
        || expression.size() != species
        || sequence.rows() != genes.size()
        || refined.rows() != genes.size()
        || weights.length != genes.size()) {
      throw new IllegalArgumentException("parts of different sizes");
    }
    for (int s = 0; s < species; s++) {
      if (expression.get(s).cells() != labels.cells().size(s)
          || expression.get(s).genes() != genes.end(s) - genes.start(s)) {
        throw new IllegalArgumentException("expression of other cells or genes");
      }
    }
  }
}
