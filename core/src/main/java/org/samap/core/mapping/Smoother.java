package org.samap.core.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;

/**
 * Smoothed expression (SPEC 6): y_g(c), for a gene g of species s and any cell c, is the mean of
 * x_g over the cells of s that c has edges to, weighted by the edges. A row of edges that sums to
 * less than 0.001 is not divided.
 *
 * <p>Not thread-safe: one per task. Memory O(linked genes).
 */
final class Smoother {
  private final SpeciesAxis cells;
  private final SparseMatrix graph;
  private final List<RowCursor> expression = new ArrayList<>();

  private final List<int[]> geneOfColumn;

  private final double[] smoothed;

  /**
   * @param geneOfColumn per species: the linked gene that has an edge to refine, of each gene of
   *     the data, or -1
   * @param genes the number of linked genes
   */
  Smoother(
      List<MappedSpecies> species,
      SpeciesAxis cells,
      List<int[]> geneOfColumn,
      int genes,
      SparseMatrix graph) {
    this.cells = cells;
    this.geneOfColumn = geneOfColumn;
    this.graph = graph;
    species.forEach(s -> expression.add(s.expression().cursor()));
    this.smoothed = new double[genes];
  }

  /**
   * The smoothed expression of the active genes of all species in one cell; 0 for other genes.
   * Valid until the next call.
   */
  double[] smooth(int cell) {
    Arrays.fill(smoothed, 0);
    int p = graph.offset(cell);
    while (p < graph.offset(cell + 1)) {
      int s = cells.speciesOf(graph.index(p));
      int end = p;
      double sum = 0;
      while (end < graph.offset(cell + 1) && graph.index(end) < cells.end(s)) {
        sum += graph.value(end++);
      }
      double divisor = sum < 0.001 ? 1 : sum;
      for (; p < end; p++) {
        add(s, graph.index(p) - cells.start(s), graph.value(p) / divisor);
      }
    }
    return smoothed;
  }

  private void add(int s, int cell, double weight) {
    RowCursor row = expression.get(s);
    row.read(cell);
    int[] index = geneOfColumn.get(s);
    for (int p = row.from(); p < row.to(); p++) {
      int g = index[row.genes()[p]];
      if (g >= 0) {
        smoothed[g] += weight * row.values()[p];
      }
    }
  }
}
