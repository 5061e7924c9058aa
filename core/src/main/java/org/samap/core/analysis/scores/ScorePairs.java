package org.samap.core.analysis.scores;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;

/**
 * The pairs of nodes of different species, sorted by the first and then the second node.
 *
 * @param first the node that comes first by name
 * @param second the other node
 * @param nodes the number of all nodes
 * @param crossK K, the most edges of a cell to another species
 */
record ScorePairs(int[] first, int[] second, int nodes, int crossK) {

  static ScorePairs of(CellLabels labels, int crossK) {
    int[] speciesOf = labels.speciesOf();
    int n = speciesOf.length;
    int[][] pairs =
        IntStream.range(0, n)
            .boxed()
            .flatMap(
                a ->
                    IntStream.range(a + 1, n)
                        .filter(b -> speciesOf[a] != speciesOf[b])
                        .mapToObj(b -> new int[] {a, b}))
            .toArray(int[][]::new);
    return new ScorePairs(
        Arrays.stream(pairs).mapToInt(p -> p[0]).toArray(),
        Arrays.stream(pairs).mapToInt(p -> p[1]).toArray(),
        n,
        crossK);
  }

  int size() {
    return first.length;
  }

  /** The score of every pair. */
  double[] scores(double[] means) {
    double[] out = new double[size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = MappingScores.score(means, first[i], second[i], nodes, crossK);
    }
    return out;
  }

  /** The score of every pair, taken from a square table. */
  double[] scores(MappingScores scores) {
    double[] out = new double[size()];
    Arrays.setAll(out, i -> scores.scores()[first[i]][second[i]]);
    return out;
  }
}
