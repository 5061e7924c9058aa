package org.samap.core.mapping;

import java.util.List;
import org.samap.core.matrix.SparseMatrix;

/**
 * One graph over the cells of all species (SPEC 5.8): inside a species the connectivities, weaker
 * the better a cell is mapped (a_i = 1 - sum of its cross-species edges / how many it may have);
 * between species the edges themselves.
 */
final class Stitching {
  private Stitching() {}

  /**
   * @param mutual the cross-species edges that were kept
   * @param connectivities those of each species
   * @param denominator how many cross-species edges a cell may have
   */
  static SparseMatrix stitch(
      SpeciesAxis cells, SparseMatrix mutual, List<SparseMatrix> connectivities, int denominator) {
    SparseMatrix.Builder out = SparseMatrix.builder(cells.total(), cells.total());
    for (int s = 0; s < cells.species(); s++) {
      SparseMatrix inside = connectivities.get(s);
      for (int c = 0; c < cells.size(s); c++) {
        int i = cells.start(s) + c;
        float own = (float) (1 - mutual.rowSum(i) / denominator);
        for (int p = inside.offset(c); own > 0 && p < inside.offset(c + 1); p++) {
          if (inside.index(p) != c) {
            out.add(cells.start(s) + inside.index(p), own);
          }
        }
        for (int p = mutual.offset(i); p < mutual.offset(i + 1); p++) {
          if (mutual.value(p) != 0) {
            out.add(mutual.index(p), mutual.value(p));
          }
        }
        out.endRow();
      }
    }
    return out.build();
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
