package org.samap.core.sam;

import java.util.List;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;

/**
 * What SAM found.
 *
 * @param weights of the genes, 0 to 1
 * @param spatialDispersions of the genes, before they are limited
 * @param rankedGenes genes by falling weight
 * @param weightsByIteration after each iteration; the last are the weights
 * @param pca the cells' principal components in the last iteration, cells x components
 * @param pcs the genes' loadings in the last iteration, genes x components; 0 for genes not chosen
 * @param graph the nearest cells in the last iteration
 * @param params the parameters as used, within the limits of the data
 */
public record SamResult(
    double[] weights,
    double[] spatialDispersions,
    int[] rankedGenes,
    List<double[]> weightsByIteration,
    CellMatrix pca,
    FloatMatrix pcs,
    CellGraph graph,
    SamParams params) {

  public int iterations() {
    return weightsByIteration.size();
  }
}
