package org.samap.core.analysis.scores;

import java.util.Arrays;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.SparseMatrix;

/**
 * Where the edges of a node lead. The directed score from m to n is the sum of a cell's edges to n,
 * averaged over the cells of m and divided by K. The more cells n has, the larger it is. So the
 * preference compares directed scores per cell of the node that the edges lead to:
 *
 * <pre>preference(m, n) = (score(m, n) / cells(n)) / max over n' (score(m, n') / cells(n'))</pre>
 *
 * <p>where n' are the nodes of the species of n. Nodes of fewer than K cells count as K, since a
 * few edges would already be many per cell. From 0 to 1; 0 for a node without edges to the species.
 *
 * @param directed nodes x nodes, the score from the row to the column
 * @param sizes the number of cells of every node, raised to at least K
 * @param labels the labels with these nodes
 */
public record LinkPreference(double[][] directed, int[] sizes, CellLabels labels) {

  /** Time O(edges + nodes^2). */
  public static LinkPreference of(SparseMatrix graph, CellLabels labels, int crossK) {
    int n = labels.nodes().size();
    double[] means = NodeEdges.of(graph, labels).means(labels.nodeOf(), n, 0);
    double[][] directed = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        directed[a][b] = means[a * n + b] / crossK;
      }
    }
    int[] sizes = labels.sizes();
    for (int node = 0; node < n; node++) {
      sizes[node] = Math.max(crossK, sizes[node]);
    }
    return new LinkPreference(directed, sizes, labels);
  }

  /** The mapping score: the larger of the two directions. */
  public double score(int a, int b) {
    return Math.max(directed[a][b], directed[b][a]);
  }

  /** All scores, equal to those of {@link MappingScores#of} over all cells. O(nodes^2). */
  public MappingScores scores() {
    double[][] scores = new double[sizes.length][sizes.length];
    for (int a = 0; a < scores.length; a++) {
      int from = a;
      Arrays.setAll(scores[a], b -> score(from, b));
    }
    return new MappingScores(labels.nodes(), scores);
  }

  /** How much a node prefers another among all nodes of that other's species. */
  public double preference(int from, int to) {
    int[] speciesOf = labels.speciesOf();
    double largest = 0;
    for (int n = 0; n < sizes.length; n++) {
      if (speciesOf[n] == speciesOf[to]) {
        largest = Math.max(largest, directed[from][n] / sizes[n]);
      }
    }
    return largest == 0 ? 0 : directed[from][to] / sizes[to] / largest;
  }
}
