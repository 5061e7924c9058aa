package org.samap.core.analysis.scores;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.samap.core.analysis.CellLabels;

/**
 * The scores of the cells of single donors, on the graph of all cells (the mapping is not
 * repeated). Let g be the cells of one donor in type m, h those of another species' donor in type
 * n, or all cells of n if that species has no donors. The mean of the edges from a cell of g to
 * those of h is divided by the share of h in n, so that donors with few cells do not lose by it:
 *
 * <pre>score(g, h) = mean over c in g of e(c, h) |n| / |h| / K</pre>
 *
 * <p>or the same from h to g, whichever direction has the larger mean for all cells of the two
 * types, and so is their score. So the mean over all donors, weighted by cells, is the score of the
 * types, and donors that do not differ have the same score, but for chance. A score can exceed 1,
 * if cells go to one of the other donors more than to the rest.
 *
 * @param groups the cells by type and donor
 * @param nodeSizes the number of cells of every type
 * @param nodeMeans the mean edges from each type to each, see {@link NodeEdges#means}
 * @param means the mean edges from each group to each
 * @param crossK K, the most edges of a cell to another species
 */
record DonorScores(
    DonorGroups groups, int[] nodeSizes, double[] nodeMeans, double[] means, int crossK) {
  /** Each two groups take 8 bytes here and up to 60 in the table, so that these take 200 MB. */
  static final int MOST = 3_000;

  static DonorScores of(
      NodeEdges edges, CellLabels types, DonorGroups groups, int crossK, int top) {
    return new DonorScores(
        groups,
        types.sizes(),
        edges.means(types.nodeOf(), types.nodes().size(), top),
        edges.means(groups.groupOf(), groups.size(), top),
        crossK);
  }

  /** The score of two groups. */
  double score(int g, int h) {
    int m = groups.nodeOf()[g];
    int n = groups.nodeOf()[h];
    int types = nodeSizes.length;
    return nodeMeans[m * types + n] >= nodeMeans[n * types + m] ? directed(g, h) : directed(h, g);
  }

  private double directed(int from, int to) {
    return means[from * groups.size() + to] / share(to) / crossK;
  }

  private double share(int group) {
    return (double) groups.sizes()[group] / nodeSizes[groups.nodeOf()[group]];
  }

  /**
   * The best match of a group of cells among types of which all cells are one group; -1 if none has
   * a score above 0, or two share the best.
   *
   * @param among whether a type takes part
   */
  int best(int g, IntPredicate among) {
    int best = -1;
    double most = 0;
    for (int h = 0; h < groups.size(); h++) {
      if (among.test(groups.nodeOf()[h])) {
        double score = score(g, h);
        if (score > most) {
          best = groups.nodeOf()[h];
          most = score;
        } else if (score == most) {
          best = -1;
        }
      }
    }
    return best;
  }

  /** The groups of a type that have a donor and at least so many cells. */
  int[] counted(int node, int leastCells) {
    return Arrays.stream(groups.of(node))
        .filter(g -> groups.donorOf()[g] != CellLabels.NONE && groups.sizes()[g] >= leastCells)
        .toArray();
  }
}
