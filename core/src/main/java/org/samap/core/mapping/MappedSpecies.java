package org.samap.core.mapping;

import org.samap.core.expression.Expression;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;

/**
 * What the mapping needs to know of one species: the result of SAM on it.
 *
 * @param id a short name without {@code _}
 * @param expression preprocessed expression of all genes (cells x genes)
 * @param variances the population variance of every gene's expression
 * @param weights the SAM weight of every gene, 0 to 1
 * @param loadings genes x components, to project standardised, weighted expression on
 * @param connectivities the cell's nearest neighbours in the species, itself included: 0/1
 * @param clusters the cluster of every cell, from 0 on: its size is the budget of the cell's
 *     neighbourhood
 */
public record MappedSpecies(
    String id,
    Expression expression,
    double[] variances,
    double[] weights,
    FloatMatrix loadings,
    SparseMatrix connectivities,
    int[] clusters) {

  public MappedSpecies {
    int cells = expression.cells();
    int genes = expression.genes();
    if (variances.length != genes
        || weights.length != genes
        || loadings.rows() != genes
        || connectivities.rows() != cells
        || connectivities.columns() != cells
        || clusters.length != cells) {
      throw new IllegalArgumentException("parts of different sizes in species " + id);
    }
  }

  /** The same species with other weights of its genes. */
  MappedSpecies withWeights(double[] other) {
    return new MappedSpecies(id, expression, variances, other, loadings, connectivities, clusters);
  }

  public int cells() {
    return expression.cells();
  }
}
