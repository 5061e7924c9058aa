package org.samap.core.analysis.confidence;

import java.util.ArrayList;
import java.util.List;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.matrix.SparseMatrix;

/**
 * The gene links between two species that are the best of both genes by sequence, with their
 * weights: sqrt(w_g w_h) of the SAM weights, so that genes count that vary between the cells. The
 * refined weights play no part: they were learned from the matches that are to be judged, and find
 * agreement even among links that are all wrong.
 *
 * @param from genes of the first species, by their place on its axis
 * @param to genes of the second species
 */
record BestLinks(int[] from, int[] to, double[] weights) {

  static BestLinks of(MappedGenes data, int a, int b) {
    int startA = data.genes().start(a);
    int startB = data.genes().start(b);
    SparseMatrix links = data.sequence();
    List<int[]> pairs = new ArrayList<>();
    for (int g = startA; g < data.genes().end(a); g++) {
      float best = strongest(data, g, b);
      for (int p = links.offset(g); p < links.offset(g + 1); p++) {
        int h = links.index(p);
        float weight = links.value(p);
        if (data.genes().speciesOf(h) == b
            && weight == best
            && weight == strongest(data, h, a)
            && data.weights()[g] > 0
            && data.weights()[h] > 0) {
          pairs.add(new int[] {g, h});
        }
      }
    }
    return new BestLinks(
        pairs.stream().mapToInt(p -> p[0] - startA).toArray(),
        pairs.stream().mapToInt(p -> p[1] - startB).toArray(),
        pairs.stream()
            .mapToDouble(p -> Math.sqrt(data.weights()[p[0]] * data.weights()[p[1]]))
            .toArray());
  }

  /** The largest weight of a gene's links to a species. */
  private static float strongest(MappedGenes data, int gene, int species) {
    SparseMatrix links = data.sequence();
    float largest = 0;
    for (int p = links.offset(gene); p < links.offset(gene + 1); p++) {
      if (data.genes().speciesOf(links.index(p)) == species) {
        largest = Math.max(largest, links.value(p));
      }
    }
    return largest;
  }

  int size() {
    return from.length;
  }
}
