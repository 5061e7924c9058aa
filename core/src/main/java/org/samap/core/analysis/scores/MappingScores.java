package org.samap.core.analysis.scores;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * How strongly the cell types of different species map to each other (SPEC 8). Let e(c, n) be the
 * sum of the edges from cell c to the cells of node n. Then score(m, n) is the mean of e(c, n) over
 * the cells of m, divided by K; the larger of (m, n) and (n, m) counts for both. From 0 (no edge)
 * to 1 (all edges of every cell, at full weight). Nodes of one species score 0.
 *
 * @param nodes sorted
 * @param scores nodes x nodes, symmetric
 */
public record MappingScores(List<Node> nodes, double[][] scores) {

  /**
   * Time O(edges + nodes^2), and the sorting of sums if only the largest count. Memory O(edges
   * between species + nodes^2).
   *
   * @param graph the stitched graph over the labelled cells
   * @param labels the labels of all species, or of some: then only their cells and edges count
   * @param crossK K, the most edges of a cell to another species
   * @param top 0 for the mean over all cells of a node; else the mean of this many largest e(c, n),
   *     or of all if the node has fewer cells
   */
  public static MappingScores of(SparseMatrix graph, CellLabels labels, int crossK, int top) {
    if (top < 0) {
      throw InputException.about("n_top", "n_top is " + top + "; give 0 (all cells) or more");
    }
    int n = labels.nodes().size();
    double[] means = NodeEdges.of(graph, labels).means(labels.nodeOf(), n, top);
    double[][] scores = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        scores[a][b] = score(means, a, b, n, crossK);
      }
    }
    return new MappingScores(labels.nodes(), scores);
  }

  /** The larger of the two directions between two nodes, divided by K. */
  static double score(double[] means, int a, int b, int nodes, int crossK) {
    return Math.max(means[a * nodes + b], means[b * nodes + a]) / crossK;
  }

  /** A partner of a node. */
  public record Partner(Node node, int rank, Node partner, double score) {}

  /**
   * The partners of every node with a positive score, best first; nodes by descending best score.
   * Ties are in the order of the names.
   */
  public List<Partner> ranking() {
    List<Partner> out = new ArrayList<>();
    double[] best =
        Arrays.stream(scores).mapToDouble(row -> Arrays.stream(row).max().orElse(0)).toArray();
    for (int m : fallingOrder(best)) {
      int rank = 1;
      for (int n : fallingOrder(scores[m])) {
        if (scores[m][n] > 0) {
          out.add(new Partner(nodes.get(m), rank++, nodes.get(n), scores[m][n]));
        }
      }
    }
    return out;
  }

  private static int[] fallingOrder(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -values[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  /** The names of the nodes, in their order. */
  public List<String> names() {
    return nodes.stream().map(Node::name).toList();
  }

  /** Writes the square table, with the nodes as header and first column. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("");
          names().forEach(table::text);
          table.endRow();
          for (int m = 0; m < nodes.size(); m++) {
            table.text(nodes.get(m).name());
            Arrays.stream(scores[m]).forEach(table::number);
            table.endRow();
          }
        });
  }

  /** Writes the partners of every node, best first. */
  public void writeRanking(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node").text("rank").text("partner").text("score").endRow();
          for (Partner p : ranking()) {
            table
                .text(p.node().name())
                .number(p.rank())
                .text(p.partner().name())
                .number(p.score())
                .endRow();
          }
        });
  }
}
