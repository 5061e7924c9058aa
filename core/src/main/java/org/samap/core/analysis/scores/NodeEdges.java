package org.samap.core.analysis.scores;

import java.util.Arrays;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.SparseMatrix;

/**
 * The edges between cells of different species, added up by nodes. They are collected from a graph
 * once and can then be summed for many labellings.
 *
 * @param edges cells x cells, with only the edges between species that take part
 */
record NodeEdges(SparseMatrix edges) {

  static NodeEdges of(SparseMatrix graph, CellLabels labels) {
    int[] nodeOf = labels.nodeOf();
    int[] speciesOf =
        Arrays.stream(nodeOf)
            .map(n -> n == CellLabels.NONE ? CellLabels.NONE : labels.speciesOf()[n])
            .toArray();
    return new NodeEdges(
        graph.filter(
            (from, to, weight) ->
                weight != 0
                    && nodeOf[from] != CellLabels.NONE
                    && nodeOf[to] != CellLabels.NONE
                    && speciesOf[from] != speciesOf[to]));
  }

  /**
   * The mean of e(c, n), the sum of the edges from c to the cells of n, over the cells c of m or
   * over the {@code top} largest. Time O(edges + nodes^2), and the sorting of sums if only the
   * largest count. Memory O(nodes^2); if only the largest count, also nodes x top or the edges of a
   * node, whichever is smaller.
   *
   * @param nodeOf the node of every cell, or {@link CellLabels#NONE}
   * @param top 0 for all cells
   * @return the mean of (m, n) at m * nodes + n; 0 for a node without cells
   */
  double[] means(int[] nodeOf, int nodes, int top) {
    int[] sizes = CellLabels.sizes(nodeOf, nodes);
    return top == 0 ? overAll(nodeOf, sizes) : overBest(nodeOf, sizes, top);
  }

  private double[] overAll(int[] nodeOf, int[] sizes) {
    int nodes = sizes.length;
    double[] means = new double[nodes * nodes];
    for (int c = 0; c < nodeOf.length; c++) {
      int row = nodeOf[c] * nodes;
      for (int p = edges.offset(c); p < edges.offset(c + 1); p++) {
        means[row + nodeOf[edges.index(p)]] += edges.value(p);
      }
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= Math.max(1, sizes[i / nodes]);
    }
    return means;
  }

  private double[] overBest(int[] nodeOf, int[] sizes, int top) {
    int nodes = sizes.length;
    int[] starts = new int[nodes + 1];
    for (int m = 0; m < nodes; m++) {
      starts[m + 1] = starts[m] + sizes[m];
    }
    int[] cells = cellsByNode(nodeOf, starts);
    double[] means = new double[nodes * nodes];
    double[] e = new double[nodes];
    int[] touched = new int[nodes];
    LargestSums[] sums = new LargestSums[nodes];
    Arrays.setAll(sums, n -> new LargestSums());
    for (int m = 0; m < nodes; m++) {
      int counted = Math.max(1, Math.min(top, sizes[m]));
      for (LargestSums one : sums) {
        one.begin(counted);
      }
      for (int i = starts[m]; i < starts[m + 1]; i++) {
        int size = 0;
        for (int p = edges.offset(cells[i]); p < edges.offset(cells[i] + 1); p++) {
          int n = nodeOf[edges.index(p)];
          if (e[n] == 0) {
            touched[size++] = n;
          }
          e[n] += edges.value(p);
        }
        for (int t = 0; t < size; t++) {
          sums[touched[t]].add(e[touched[t]]);
          e[touched[t]] = 0;
        }
      }
      for (int n = 0; n < nodes; n++) {
        means[m * nodes + n] = sums[n].largest() / counted;
      }
    }
    return means;
  }

  /** The cells of every node in cell order, node after node. */
  private static int[] cellsByNode(int[] nodeOf, int[] starts) {
    int[] next = starts.clone();
    int[] cells = new int[starts[starts.length - 1]];
    for (int c = 0; c < nodeOf.length; c++) {
      if (nodeOf[c] != CellLabels.NONE) {
        cells[next[nodeOf[c]]++] = c;
      }
    }
    return cells;
  }

  /** The largest sums from the cells of one node to another. */
  private static final class LargestSums {
    private double[] values = new double[8];
    private int size;
    private int wanted;

    /** The limit that a value must exceed to be among the largest. */
    private double floor;

    void begin(int count) {
      size = 0;
      wanted = count;
      floor = 0;
    }

    void add(double value) {
      if (value <= floor) {
        return;
      }
      if (size == 2L * wanted) {
        Arrays.sort(values, 0, size);
        System.arraycopy(values, size - wanted, values, 0, wanted);
        size = wanted;
        floor = values[0];
      } else if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    /** The sum of the largest values. */
    double largest() {
      Arrays.sort(values, 0, size);
      double sum = 0;
      for (int i = size - 1; i >= Math.max(0, size - wanted); i--) {
        sum += values[i];
      }
      return sum;
    }
  }
}
