package org.samap.core.analysis.evolution;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.matrix.SparseMatrix;

/**
 * The scores of several runs in one graph.
 *
 * @param nodes the nodes of all runs, sorted by code point
 * @param scores nodes x nodes, symmetric: the largest score of two nodes in any run; -1 if they
 *     belong to one species or no run has both
 * @param edges nodes x nodes, symmetric: the scores that count as edges
 */
record UnionGraph(List<Node> nodes, double[][] scores, SparseMatrix edges) {

  /** O(runs x nodes^2). */
  static UnionGraph of(List<MappingScores> runs, CellTypeFamilies.Params params) {
    List<Node> nodes =
        runs.stream().flatMap(run -> run.nodes().stream()).distinct().sorted().toList();
    Map<Node, Integer> index = new HashMap<>();
    nodes.forEach(node -> index.put(node, index.size()));
    double[][] scores = new double[nodes.size()][nodes.size()];
    double[][] weights = new double[nodes.size()][nodes.size()];
    for (double[] row : scores) {
      Arrays.fill(row, -1);
    }
    for (MappingScores run : runs) {
      int[] at = run.nodes().stream().mapToInt(index::get).toArray();
      int[] species = species(run.nodes());
      double[][] best = params.reciprocal() ? best(run, species) : new double[0][];
      for (int m = 0; m < at.length; m++) {
        for (int n = 0; n < at.length; n++) {
          double score = run.scores()[m][n];
          if (species[m] == species[n]) {
            continue;
          }
          scores[at[m]][at[n]] = Math.max(scores[at[m]][at[n]], score);
          boolean reciprocal =
              !params.reciprocal()
                  || (score == best[m][species[n]] && score == best[n][species[m]]);
          SpeciesPair pair =
              SpeciesPair.of(run.nodes().get(m).species(), run.nodes().get(n).species());
          if (reciprocal && score > params.minScore() && !params.excluded().contains(pair)) {
            weights[at[m]][at[n]] = Math.max(weights[at[m]][at[n]], score);
          }
        }
      }
    }
    return new UnionGraph(nodes, scores, sparse(weights));
  }

  /** The best score of every node in every species. */
  private static double[][] best(MappingScores run, int[] species) {
    int n = species.length;
    double[][] best = new double[n][Arrays.stream(species).max().orElse(-1) + 1];
    for (int m = 0; m < n; m++) {
      for (int o = 0; o < n; o++) {
        if (species[m] != species[o]) {
          best[m][species[o]] = Math.max(best[m][species[o]], run.scores()[m][o]);
        }
      }
    }
    return best;
  }

  /** The species of every node, numbered in order of appearance. */
  private static int[] species(List<Node> nodes) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] species = new int[nodes.size()];
    for (int n = 0; n < species.length; n++) {
      Integer known = numbers.putIfAbsent(nodes.get(n).species(), numbers.size());
      species[n] = known == null ? numbers.size() - 1 : known;
    }
    return species;
  }

  private static SparseMatrix sparse(double[][] weights) {
    SparseMatrix.Builder b = SparseMatrix.builder(weights.length, weights.length);
    for (double[] row : weights) {
      for (int n = 0; n < row.length; n++) {
        if (row[n] > 0) {
          b.add(n, (float) row[n]);
        }
      }
      b.endRow();
    }
    return b.build();
  }
}
