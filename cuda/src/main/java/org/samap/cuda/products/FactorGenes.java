package org.samap.cuda.products;

import org.samap.core.engine.GeneView;

/**
 * The genes of the data that take part in a product.
 *
 * @param slots the row of each gene in the other matrix, or -1
 * @param scales the factor for each gene's values
 */
record FactorGenes(int[] slots, double[] scales) {

  /**
   * The genes with a number and a scale that is not 0.
   *
   * @param scale the factor for each gene number
   * @param first the gene number of row 0
   */
  static FactorGenes of(GeneView view, double[] scale, int first) {
    int[] slots = view.numbers().clone();
    double[] scales = new double[slots.length];
    for (int g = 0; g < slots.length; g++) {
      boolean linked = slots[g] >= 0 && scale[slots[g]] != 0;
      scales[g] = linked ? scale[slots[g]] : 0;
      slots[g] = linked ? slots[g] - first : -1;
    }
    return new FactorGenes(slots, scales);
  }
}
