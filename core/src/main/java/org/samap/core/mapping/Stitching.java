package org.samap.core.mapping;

import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

/**
 * How strongly cells hold on to their own species and to others in the stitched graph (SPEC 5.8):
 * inside a species the connectivities are weaker the better a cell is mapped, between species the
 * edges are what they are.
 */
final class Stitching {
  private Stitching() {}

  /**
   * a_i = 1 - the sum of a cell's cross-species edges / how many it may have: the weight of its
   * edges inside its species.
   */
  static float[] shares(SparseMatrix mutual, int denominator) {
    float[] shares = new float[mutual.rows()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) (1 - mutual.rowSum(i) / denominator);
    }
    return shares;
  }

  /**
   * The mean alignment score of each ordered pair of species: the mean over the cells of the first
   * of the sum of their edges to the second, divided by K.
   */
  static double[][] alignment(SpeciesAxis cells, SparseMatrix stitched, int crossK) {
    double[][] out = new double[cells.species()][cells.species()];
    for (int s = 0; s < cells.species(); s++) {
      for (int i = cells.start(s); i < cells.end(s); i++) {
        for (int p = stitched.offset(i); p < stitched.offset(i + 1); p++) {
          out[s][cells.speciesOf(stitched.index(p))] += stitched.value(p);
        }
      }
      for (int t = 0; t < cells.species(); t++) {
        out[s][t] = t == s || cells.size(s) == 0 ? 0 : out[s][t] / cells.size(s) / crossK;
      }
    }
    return out;
  }
}
