package org.samap.core.analysis.scores;

import java.util.Arrays;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.SparseMatrix;

/**
 * Where the edges of a node lead. The directed score from m to n is the sum of a cell's edges to n,
 * averaged over the cells of m and divided by K. The mapping score is the larger of the two
 * directions.
 *
 * @param directed nodes x nodes, the score from the row to the column
 * @param labels the labels with these nodes
 */
public record DirectedScores(double[][] directed, CellLabels labels) {

  /** Time O(edges + nodes^2). */
  public static DirectedScores of(SparseMatrix graph, CellLabels labels, int crossK) {
    int n = labels.nodes().size();
    double[] means = NodeEdges.of(graph, labels).means(labels.nodeOf(), n, 0);
    double[][] directed = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        directed[a][b] = means[a * n + b] / crossK;
      }
    }
    return new DirectedScores(directed, labels);
  }

  /** The mapping score of two nodes. */
  public double score(int a, int b) {
    return Math.max(directed[a][b], directed[b][a]);
  }

  /** All scores, equal to those of {@link MappingScores#of} over all cells. O(nodes^2). */
  public MappingScores scores() {
    double[][] scores = new double[directed.length][directed.length];
    for (int a = 0; a < scores.length; a++) {
      int from = a;
      Arrays.setAll(scores[a], b -> score(from, b));
    }
    return new MappingScores(labels.nodes(), scores);
  }
}
