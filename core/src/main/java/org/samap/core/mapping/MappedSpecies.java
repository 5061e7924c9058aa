package org.samap.core.mapping;

import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.harmony.Batches;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;

/**
 * The input of the mapping for one species: its SAM result.
 *
 * @param id a short name without {@code _}
 * @param expression preprocessed expression of all genes (cells x genes)
 * @param variances the population variance of every gene's expression
 * @param weights the SAM weight of every gene, 0 to 1
 * @param loadings genes x components, on which standardised, weighted expression is projected
 * @param connectivities 1 for each of a cell's nearest cells in the species and for the cell
 *     itself, else 0
 * @param clusters the cluster of every cell, from 0 on; the size of a cluster is the budget of its
 *     cells' neighbourhoods
 * @param batches the batch of every cell; the cells are compared with those of other species
 *     without the differences between batches
 */
public record MappedSpecies(
    String id,
    Expression expression,
    double[] variances,
    double[] weights,
    FloatMatrix loadings,
    SparseMatrix connectivities,
    int[] clusters,
    Batches batches) {

  public MappedSpecies {
    int cells = expression.cells();
    int genes = expression.genes();
    if (variances.length != genes
        || weights.length != genes
        || loadings.rows() != genes
        || connectivities.rows() != cells
        || connectivities.columns() != cells
        || clusters.length != cells
        || batches.cells() != cells) {
      throw new IllegalArgumentException("parts of different sizes in species " + id);
    }
  }

  /** The same species with other gene weights. */
  MappedSpecies withWeights(double[] other) {
    return new MappedSpecies(
        id, expression, variances, other, loadings, connectivities, clusters, batches);
  }

  /**
   * Some cells of the species, with the SAM result of all: the same weights and loadings, and the
   * part of the graph that joins these cells.
   *
   * @param cells the cells, ascending
   * @param selected their expression
   */
  public MappedSpecies select(int[] cells, Expression selected) {
    return new MappedSpecies(
        id,
        selected,
        variances,
        weights,
        loadings,
        connectivities.select(cells, cells),
        IntStream.of(cells).map(c -> clusters[c]).toArray(),
        batches.select(cells));
  }

  public int cells() {
    return expression.cells();
  }
}
