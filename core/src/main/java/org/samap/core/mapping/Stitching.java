package org.samap.core.mapping;

import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

/**
 * How strongly cells are tied to their own species and to others in the stitched graph (SPEC 5.8).
 * The better a cell is mapped, the weaker are its edges inside its species; edges between species
 * keep their weights.
 */
final class Stitching {
  private Stitching() {}

  /**
   * The weight of a cell's edges inside its species: a_i = 1 - sum of its edges to other species /
   * the most such edges.
   */
  static float[] shares(SparseMatrix mutual, int denominator) {
    float[] shares = new float[mutual.rows()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) (1 - mutual.rowSum(i) / denominator);
    }
    return shares;
  }

  /**
   * The mean alignment score of each ordered pair of species: the sum of a cell's edges to the
   * second species, divided by K, averaged over the cells of the first.
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
