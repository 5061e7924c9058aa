package org.samap.core.analysis.scores;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.RandomStream;

/** Graphs and labels that have nothing to do with each other, or that follow one truth. */
final class RandomGraphs {
  private RandomGraphs() {}

  /** Some edges of every cell to its own and to each other species. */
  static SparseMatrix unrelated(SpeciesAxis cells, int edges, long seed) {
    int n = cells.total();
    RandomStream random = RandomStream.of(seed, "graph", 0);
    SparseMatrix.Builder out = SparseMatrix.builder(n, n);
    for (int c = 0; c < n; c++) {
      for (int s = 0; s < cells.species(); s++) {
        int[] targets =
            random
                .ints(3L * edges, cells.start(s), cells.end(s))
                .distinct()
                .limit(random.nextInt(edges + 1))
                .toArray();
        for (int to : targets) {
          out.add(to, random.nextFloat());
        }
      }
      out.endRow();
    }
    return out.build();
  }

  /** A label of some for every cell, unequal in size, with a blank and other signs in its name. */
  static CellLabels labels(List<String> ids, SpeciesAxis cells, int types, long seed) {
    RandomStream random = RandomStream.of(seed, "labels", 0);
    List<List<String>> labels = new ArrayList<>();
    for (int s = 0; s < ids.size(); s++) {
      labels.add(
          IntStream.range(0, cells.size(s))
              .mapToObj(
                  c ->
                      "type " + (int) (types * random.nextDouble() * random.nextDouble()) + "; é_α")
              .toList());
    }
    return CellLabels.of(ids, labels);
  }
}
