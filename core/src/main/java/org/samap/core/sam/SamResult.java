package org.samap.core.sam;

import java.util.List;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;

/**
 * The result of SAM.
 *
 * @param weights the weight of every gene, 0 to 1
 * @param spatialDispersions the dispersion of every gene, before the limit
 * @param rankedGenes genes by descending weight
 * @param weightsByIteration the weights after each iteration; the last are the result
 * @param pca the cells' principal components in the last iteration, corrected for batches if there
 *     are several, cells x components
 * @param pcs the loadings of the last iteration, genes x components; 0 for genes not chosen
 * @param graph the nearest cells in the last iteration
 * @param params the parameters used, limited to the size of the data
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
