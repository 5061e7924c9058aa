package org.samap.core.engine.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.engine.GeneView;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.simd.PanelKernels;

/**
 * Smoothed expression (SPEC 6): y_g(c), for a gene g of species s and any cell c, is the mean of
 * x_g over the cells of s that c has edges to, weighted by the edges. A row of edges that sums to
 * less than 0.001 is not divided.
 *
 * <p>Cells with successive places in {@link CellOrder} have many of their neighbours in common. The
 * neighbours of a group of cells are read once, turned round ({@link GeneColumns}), and multiplied
 * with the edges of {@value #WIDTH} cells at a time.
 *
 * <p>Time per group: the values of all neighbours, times cells / {@value #WIDTH}. Memory per
 * smoother (one per thread): 4 bytes a cell, 8 x {@value #WIDTH} a linked gene, 16 a value of the
 * neighbours of a group.
 */
final class Smoother {
  static final int WIDTH = PanelKernels.WIDTH;

  private final SpeciesAxis cells;
  private final SpeciesAxis genes;
  private final SparseMatrix graph;
  private final PanelKernels kernels = PanelKernels.best();
  private final List<RowCursor> expression = new ArrayList<>();
  private final List<GeneColumns> columns = new ArrayList<>();

  /** Of each cell, its position among the neighbours of its species in the group, or -1. */
  private final int[] position;

  /** Per species: the neighbours of the group, and how many they are. */
  private final int[][] neighbors;

  private final int[] count;
  private final double[] smoothed;
  private float[] edges = new float[0];

  /**
   * @param views of each species, the genes that have an edge
   */
  Smoother(List<GeneView> views, SpeciesAxis cells, SpeciesAxis genes, SparseMatrix graph) {
    this.cells = cells;
    this.genes = genes;
    this.graph = graph;
    for (int s = 0; s < views.size(); s++) {
      expression.add(views.get(s).expression().cursor());
      columns.add(new GeneColumns(views.get(s).numbers(), genes.start(s), genes.size(s)));
    }
    this.position = new int[cells.total()];
    Arrays.fill(position, -1);
    this.neighbors = new int[views.size()][64];
    this.count = new int[views.size()];
    this.smoothed = new double[genes.total() * WIDTH];
  }

  /** Reads the neighbours of some cells. */
  void begin(int[] group) {
    for (int s = 0; s < neighbors.length; s++) {
      for (int i = 0; i < count[s]; i++) {
        position[cells.start(s) + neighbors[s][i]] = -1;
      }
      count[s] = 0;
    }
    for (int cell : group) {
      int s = 0;
      for (int p = graph.offset(cell); p < graph.offset(cell + 1); p++) {
        int neighbor = graph.index(p);
        while (neighbor >= cells.end(s)) {
          s++;
        }
        if (position[neighbor] < 0) {
          if (count[s] == neighbors[s].length) {
            neighbors[s] = Arrays.copyOf(neighbors[s], 2 * count[s]);
          }
          position[neighbor] = count[s];
          neighbors[s][count[s]++] = neighbor - cells.start(s);
        }
      }
    }
    for (int s = 0; s < neighbors.length; s++) {
      columns.get(s).fill(expression.get(s), neighbors[s], count[s]);
    }
  }

  /**
   * The smoothed expression of the active genes of all species in up to {@value #WIDTH} cells of
   * the group: that of gene g in the i-th of them is at {@code g * WIDTH + i}; 0 for other genes
   * and for cells that are not there. Valid until the next call.
   */
  double[] smooth(int[] group, int from, int to) {
    Arrays.fill(smoothed, 0);
    for (int s = 0; s < neighbors.length; s++) {
      if (count[s] > 0) {
        putEdges(group, from, to, s);
        multiply(s);
      }
    }
    return smoothed;
  }

  /** The edges of the cells to the neighbours of a species: neighbours x cells. */
  private void putEdges(int[] group, int from, int to, int s) {
    if (edges.length < count[s] * WIDTH) {
      edges = new float[2 * count[s] * WIDTH];
    }
    Arrays.fill(edges, 0, count[s] * WIDTH, 0);
    for (int i = from; i < to; i++) {
      int cell = group[i];
      int first = graph.offset(cell);
      while (first < graph.offset(cell + 1) && graph.index(first) < cells.start(s)) {
        first++;
      }
      int end = first;
      double sum = 0;
      while (end < graph.offset(cell + 1) && graph.index(end) < cells.end(s)) {
        sum += graph.value(end++);
      }
      double divisor = sum < 0.001 ? 1 : sum;
      for (int p = first; p < end; p++) {
        edges[position[graph.index(p)] * WIDTH + i - from] = (float) (graph.value(p) / divisor);
      }
    }
  }

  private void multiply(int s) {
    GeneColumns x = columns.get(s);
    for (int g = 0; g < x.genes(); g++) {
      if (x.start(g) < x.start(g + 1)) {
        int at = (genes.start(s) + g) * WIDTH;
        kernels.gatherByEights(
            x.cells(), x.values(), x.start(g), x.start(g + 1), edges, smoothed, at);
      }
    }
  }
}
