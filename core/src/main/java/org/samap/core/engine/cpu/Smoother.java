package org.samap.core.engine.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.engine.GeneView;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.simd.FloatPanel;
import org.samap.core.simd.PanelKernels;

/**
 * Smoothed expression (SPEC 6). For a gene g of species s and any cell c, y_g(c) is the mean of x_g
 * over the cells of s that c has edges to, weighted by the edges. If these weights sum to less than
 * 0.001, the weighted sum is not divided.
 *
 * <p>Cells with successive places in {@link CellOrder} have many neighbours in common. The
 * neighbours of a group of cells are read once, and each is added to up to {@value #WIDTH} cells at
 * a time. Float32 is enough, as a smoothed value is a sum of few terms.
 *
 * <p>Time per {@value #WIDTH} cells: the values of all their neighbours. Memory per smoother (one
 * per thread): 4 bytes per cell, 4 x {@value #WIDTH} per linked gene, and 8 per value of a group's
 * neighbours.
 */
final class Smoother {
  static final int WIDTH = PanelKernels.WIDTH;

  private final SpeciesAxis cells;
  private final SparseMatrix graph;
  private final PanelKernels kernels = PanelKernels.best();
  private final List<RowCursor> expression = new ArrayList<>();

  /** The neighbours of the group in each species. */
  private final List<LinkedRows> neighbors = new ArrayList<>();

  /** The position of each cell among the group's neighbours in its species, or -1. */
  private final int[] position;

  /** The cells that have a position. */
  private int[] placed = new int[64];

  private int placedCells;

  private final FloatPanel smoothed;
  private float[] edges = new float[0];

  /**
   * @param views for each species, the genes that have an edge
   */
  Smoother(List<GeneView> views, SpeciesAxis cells, SpeciesAxis genes, SparseMatrix graph) {
    this.cells = cells;
    this.graph = graph;
    double[] ones = new double[genes.total()];
    Arrays.fill(ones, 1);
    for (GeneView view : views) {
      expression.add(view.expression().cursor());
      neighbors.add(new LinkedRows(view.numbers(), 0, ones));
    }
    this.position = new int[cells.total()];
    Arrays.fill(position, -1);
    this.smoothed = FloatPanel.zeros(genes.total());
  }

  /** Reads the neighbours of some cells. */
  void begin(int[] group) {
    for (int i = 0; i < placedCells; i++) {
      position[placed[i]] = -1;
    }
    placedCells = 0;
    neighbors.forEach(LinkedRows::clear);
    for (int cell : group) {
      int s = 0;
      for (int p = graph.offset(cell); p < graph.offset(cell + 1); p++) {
        int neighbor = graph.index(p);
        while (neighbor >= cells.end(s)) {
          s++;
        }
        if (position[neighbor] < 0) {
          place(neighbor, s);
        }
      }
    }
  }

  private void place(int neighbor, int s) {
    if (placedCells == placed.length) {
      placed = Arrays.copyOf(placed, 2 * placedCells);
    }
    placed[placedCells++] = neighbor;
    position[neighbor] = neighbors.get(s).count();
    RowCursor row = expression.get(s);
    row.read(neighbor - cells.start(s));
    neighbors.get(s).add(row);
  }

  /**
   * The smoothed expression of the active genes of all species in up to {@value #WIDTH} cells of
   * the group: row g and column i hold the value of gene g in the i-th cell, which is 0 for other
   * genes and beyond the last cell. Valid until the next call.
   */
  FloatPanel smooth(int[] group, int from, int to) {
    smoothed.clear();
    for (int s = 0; s < neighbors.size(); s++) {
      if (neighbors.get(s).count() > 0) {
        putEdges(group, from, to, s);
        spread(neighbors.get(s));
      }
    }
    return smoothed;
  }

  /** Stores the cells' edges to their neighbours in a species: neighbours x cells. */
  private void putEdges(int[] group, int from, int to, int s) {
    int size = neighbors.get(s).count() * WIDTH;
    if (edges.length < size) {
      edges = new float[2 * size];
    }
    Arrays.fill(edges, 0, size, 0);
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

  /** Adds the expression of every neighbour to the cells that have an edge to it. */
  private void spread(LinkedRows rows) {
    for (int i = 0; i < rows.count(); i++) {
      if (hasEdge(i)) {
        kernels.scatter(
            rows.genes(),
            rows.values(),
            rows.start(i),
            rows.start(i + 1),
            edges,
            i * WIDTH,
            smoothed);
      }
    }
  }

  /** Whether some cell has an edge to the i-th neighbour. */
  private boolean hasEdge(int i) {
    for (int p = i * WIDTH; p < (i + 1) * WIDTH; p++) {
      if (edges[p] != 0) {
        return true;
      }
    }
    return false;
  }
}
