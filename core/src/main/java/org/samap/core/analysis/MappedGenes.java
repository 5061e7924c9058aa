package org.samap.core.analysis;

import java.util.List;
import org.samap.core.expression.Expression;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.SparseMatrix;

/**
 * The parts of a finished mapping that analyses of genes read.
 *
 * @param labels the labels of the cells of all species
 * @param graph the stitched graph over these cells
 * @param genes the genes of all species
 * @param sequence the homology graph over these genes at the start of the mapping; symmetric
 * @param refined the homology graph at the end, with the same edges or some of them; symmetric
 * @param expression the preprocessed expression of every species: its cells x its genes
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
        throw new IllegalArgumentException("the expression has other cells or genes");
      }
    }
  }

  /** The links between the genes. */
  public RefinedHomology homology() {
    return new RefinedHomology(genes, sequence, refined);
  }
}
