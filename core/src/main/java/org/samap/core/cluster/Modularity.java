package org.samap.core.cluster;

import org.samap.core.matrix.SparseMatrix;

/**
 * Modularity of a partition of a directed weighted graph, with resolution (Leicht and Newman 2008,
 * doi:10.1103/PhysRevLett.100.118703; Reichardt and Bornholdt 2006,
 * doi:10.1103/PhysRevE.74.016110):
 *
 * <p>Q = 1/m sum over i, j in one community of (A_ij - gamma kout_i kin_j / m)
 *
 * <p>where A_ij is the weight of the edge from i to j (self-loops included), kout are the row sums,
 * kin the column sums and m the total. At most 1; 0 for a graph without edges.
 */
public final class Modularity {
  private Modularity() {}

  /**
   * Computes modularity in one pass over the edges.
   *
   * @param graph square, weights at least 0
   * @param labels the community of each node, 0 to n - 1
   * @param resolution gamma
   */
  public static double directed(SparseMatrix graph, int[] labels, double resolution) {
    int n = graph.rows();
    if (graph.columns() != n || labels.length != n) {
      throw new IllegalArgumentException(labels.length + " labels for " + graph);
    }
    double[] out = new double[n];
    double[] in = new double[n];
    double total = 0;
    double inside = 0;
    for (int i = 0; i < n; i++) {
      for (int p = graph.offset(i); p < graph.offset(i + 1); p++) {
        double weight = graph.value(p);
        int j = graph.index(p);
        out[labels[i]] += weight;
        in[labels[j]] += weight;
        total += weight;
        inside += labels[i] == labels[j] ? weight : 0;
      }
    }
    if (total == 0) {
      return 0;
    }
    double expected = 0;
    for (int c = 0; c < n; c++) {
      expected += out[c] / total * in[c];
    }
    return (inside - resolution * expected) / total;
  }
}
