package org.samap.core.homology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.LinkCollector;
import org.samap.core.homology.graph.TwoSpecies;
import org.samap.core.matrix.SparseMatrix;

/**
 * Links of two species through a third: genes g and h are linked with the weight
 *
 * <pre>max over genes m of the third of r(g, m) r(m, h),</pre>
 *
 * <p>where r is the weight of a link relative to the best links of its two genes between these
 * species (see {@link #relative}). So a weight is at most 1, which it is if each step is the best
 * of both its genes. Steps that the filter of weak links would leave out are not taken.
 */
final class LinkPaths {
  private LinkPaths() {}

  /**
   * Adds the links of two species, and the genes that have one, to a collector. Time O(paths),
   * memory O(links found).
   *
   * @param direct links of both with the third species
   * @param threshold of {@link HomologyGraph#filter}
   */
  static Middle add(
      HomologyGraph direct, TwoSpecies two, String middle, double threshold, LinkCollector to) {
    SparseMatrix there = steps(direct, two.first(), middle, threshold);
    SparseMatrix back = steps(direct, two.second(), middle, threshold);
    GeneAxis genes = direct.genes();
    int a = genes.species().indexOf(two.first());
    int[] numbers = new int[genes.size()];
    Arrays.fill(numbers, -1);
    float[] best = new float[genes.size()];
    for (int g = genes.start(a); g < genes.end(a); g++) {
      String name = genes.name(g);
      IntConsumer link =
          h -> {
            if (numbers[h] < 0) {
              numbers[h] = to.gene(two.second(), genes.name(h));
            }
            to.link(to.gene(two.first(), name), numbers[h], best[h]);
          };
      best(g, there, back, best, link);
    }
    int m = genes.species().indexOf(middle);
    Middle found = new Middle(0, 0, 0);
    for (int third = genes.start(m); third < genes.end(m); third++) {
      found = found.with(there.rowLength(third) > 0, back.rowLength(third) > 0);
    }
    return found;
  }

  /**
   * How many genes of the third species have links.
   *
   * @param withFirst with the first of the two
   * @param withSecond with the second
   * @param onPaths with both
   */
  record Middle(int withFirst, int withSecond, int onPaths) {
    private Middle with(boolean first, boolean second) {
      return new Middle(
          withFirst + (first ? 1 : 0),
          withSecond + (second ? 1 : 0),
          onPaths + (first && second ? 1 : 0));
    }
  }

  /** Finds the best path from a gene to every other; {@code best} is 0 before and after. */
  private static void best(
      int gene, SparseMatrix there, SparseMatrix back, float[] best, IntConsumer found) {
    List<Integer> ends = new ArrayList<>();
    for (int p = there.offset(gene); p < there.offset(gene + 1); p++) {
      int third = there.index(p);
      for (int q = back.offset(third); q < back.offset(third + 1); q++) {
        int end = back.index(q);
        if (best[end] == 0) {
          ends.add(end);
        }
        best[end] = Math.max(best[end], (float) ((double) there.value(p) * back.value(q)));
      }
    }
    for (int end : ends) {
      found.accept(end);
      best[end] = 0;
    }
  }

  private static SparseMatrix steps(
      HomologyGraph direct, String id, String middle, double threshold) {
    return relative(direct.between(new TwoSpecies(id, middle)).filter(threshold)).edges();
  }

  /**
   * Divides each weight by the geometric mean of the heaviest weights that its two genes have
   * between their species: 1 where a link is the best of both. Weights of different kinds (bit
   * scores, identities, none) become comparable by this. O(edges).
   */
  static HomologyGraph relative(HomologyGraph graph) {
    GeneAxis genes = graph.genes();
    SparseMatrix edges = graph.edges();
    float[][] best = new float[genes.species().size()][genes.size()];
    for (int g = 0; g < genes.size(); g++) {
      for (int p = edges.offset(g); p < edges.offset(g + 1); p++) {
        float[] toSpecies = best[genes.speciesOf(edges.index(p))];
        toSpecies[g] = Math.max(toSpecies[g], edges.value(p));
      }
    }
    float[] values = new float[edges.entries()];
    for (int g = 0; g < genes.size(); g++) {
      int species = genes.speciesOf(g);
      for (int p = edges.offset(g); p < edges.offset(g + 1); p++) {
        int h = edges.index(p);
        double mine = best[genes.speciesOf(h)][g];
        double other = best[species][h];
        values[p] = (float) (edges.value(p) / Math.sqrt(mine * other));
      }
    }
    return new HomologyGraph(genes, edges.withValues(values));
  }
}
