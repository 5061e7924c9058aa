package org.samap.report.data;

import java.util.Arrays;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

/**
 * Where each cell maps to, for every species: a row for each species, in which its own cells have
 * {@link #NONE} or 0.
 *
 * @param alignment the sum of the edges of each cell to a species, divided by K, 0 to 1
 * @param partner the cell of a species with the strongest edge; ties go to the first
 * @param label the node of a species to whose cells most of the weight leads; ties go to the first
 */
public record CellViews(float[][] alignment, int[][] partner, int[][] label) {
  /** For a cell that has no edge to a species. */
  public static final int NONE = -1;

  /**
   * Time O(edges + cells x species).
   *
   * @param edges the edges between species
   * @param crossK K, the most edges of a cell to another species
   */
  static CellViews of(SparseMatrix edges, CellLabels labels, int crossK) {
    SpeciesAxis cells = labels.cells();
    int species = cells.species();
    float[][] alignment = new float[species][cells.total()];
    int[][] partner = new int[species][cells.total()];
    int[][] label = new int[species][cells.total()];
    for (int s = 0; s < species; s++) {
      Arrays.fill(partner[s], NONE);
      Arrays.fill(label[s], NONE);
    }
    double[] sums = new double[species];
    float[] best = new float[species];
    double[] weights = new double[labels.nodes().size()];
    for (int own = 0; own < species; own++) {
      for (int cell = cells.start(own); cell < cells.end(own); cell++) {
        Arrays.fill(sums, 0);
        Arrays.fill(best, 0);
        for (int p = edges.offset(cell); p < edges.offset(cell + 1); p++) {
          int other = edges.index(p);
          int s = cells.speciesOf(other);
          sums[s] += edges.value(p);
          if (edges.value(p) > best[s]) {
            best[s] = edges.value(p);
            partner[s][cell] = other;
          }
          if (labels.nodeOf()[other] != CellLabels.NONE) {
            weights[labels.nodeOf()[other]] += edges.value(p);
          }
        }
        for (int s = 0; s < species; s++) {
          alignment[s][cell] = (float) Math.min(1, sums[s] / crossK);
        }
        heaviest(edges, cell, labels, weights, label);
      }
    }
    return new CellViews(alignment, partner, label);
  }

  /** Finds the heaviest node of each species, and clears the weights. */
  private static void heaviest(
      SparseMatrix edges, int cell, CellLabels labels, double[] weights, int[][] label) {
    for (int p = edges.offset(cell); p < edges.offset(cell + 1); p++) {
      int node = labels.nodeOf()[edges.index(p)];
      if (node == CellLabels.NONE || weights[node] == 0) {
        continue;
      }
      int[] found = label[labels.speciesOf()[node]];
      int before = found[cell];
      if (before == NONE
          || weights[node] > weights[before]
          || (weights[node] == weights[before] && node < before)) {
        found[cell] = node;
      }
    }
    for (int p = edges.offset(cell); p < edges.offset(cell + 1); p++) {
      int node = labels.nodeOf()[edges.index(p)];
      if (node != CellLabels.NONE) {
        weights[node] = 0;
      }
    }
  }
}
