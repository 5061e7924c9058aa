package org.samap.core.analysis.scores;

import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

/**
 * Scales the edges of an all-to-all mapping so that scores compare with those of a mapping of pairs
 * of species. Pair by pair, a cell has K edges to each other species, so that a perfect match
 * scores 1. All to all, its K edges are shared by the n = S - 1 other species: a perfect match
 * scores 1 / n on average, less between distant species, whose cells get few of the edges. Let s(c,
 * b) be the sum of the edges of cell c to species b, divided by K. It becomes
 *
 * <pre>min(1, s(c, b) (1 + (n - 1) r(c)) f(a, b))</pre>
 *
 * <ul>
 *   <li>r(c), the sum of s(c, b) over b, is the part of its K edges that the cell uses. A cell that
 *       uses all had to share them, and counts n-fold. A cell that uses hardly any, as it resembles
 *       no cell of another species, lost none by sharing.
 *   <li>f(a, b), the mean alignment of all pairs of species divided by that of a and b (the mean of
 *       both directions), makes up for the unequal parts that near and distant species get.
 * </ul>
 *
 * <p>Edges that sharing left out altogether stay lost.
 */
public final class SharedEdges {
  private SharedEdges() {}

  /**
   * The edges between species, scaled. O(edges + cells x species).
   *
   * @param edges cells x cells, with edges between species only
   * @param sharedBy the number of species that share the edges of a cell; 1 if each has its own,
   *     and then nothing is scaled
   * @param crossK K, the most edges of a cell
   */
  public static SparseMatrix comparable(
      SparseMatrix edges, SpeciesAxis cells, int crossK, int sharedBy) {
    if (sharedBy == 1) {
      return edges;
    }
    double[][] sums = sums(edges, cells, crossK);
    double[][] factors = factors(sums, cells);
    float[] values = edges.values().clone();
    for (int c = 0; c < edges.rows(); c++) {
      int own = cells.speciesOf(c);
      double used = 0;
      for (double sum : sums[c]) {
        used += sum;
      }
      for (int p = edges.offset(c); p < edges.offset(c + 1); p++) {
        int other = cells.speciesOf(edges.index(p));
        double times = (1 + (sharedBy - 1) * used) * factors[own][other];
        values[p] *= (float) Math.min(times, 1 / sums[c][other]);
      }
    }
    return edges.withValues(values);
  }

  /** s(c, b) of every cell and species. */
  private static double[][] sums(SparseMatrix edges, SpeciesAxis cells, int crossK) {
    double[][] sums = new double[edges.rows()][cells.species()];
    for (int c = 0; c < edges.rows(); c++) {
      for (int p = edges.offset(c); p < edges.offset(c + 1); p++) {
        sums[c][cells.speciesOf(edges.index(p))] += (double) edges.value(p) / crossK;
      }
    }
    return sums;
  }

  /** f(a, b); 0 for species without an edge. */
  private static double[][] factors(double[][] sums, SpeciesAxis cells) {
    int species = cells.species();
    double[][] alignment = new double[species][species];
    for (int c = 0; c < sums.length; c++) {
      int own = cells.speciesOf(c);
      for (int b = 0; b < species; b++) {
        alignment[own][b] += sums[c][b] / cells.size(own);
      }
    }
    double mean = 0;
    for (double[] row : alignment) {
      for (double value : row) {
        mean += value / (species * (species - 1));
      }
    }
    double[][] factors = new double[species][species];
    for (int a = 0; a < species; a++) {
      for (int b = 0; b < species; b++) {
        double both = (alignment[a][b] + alignment[b][a]) / 2;
        factors[a][b] = both == 0 ? 0 : mean / both;
      }
    }
    return factors;
  }
}
