package org.samap.core.analysis.scores;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.statistics.BenjaminiHochberg;
import org.samap.core.engine.Session;
import org.samap.core.mapping.MappingInput;
import org.samap.core.mapping.RepeatedMapping;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;

/**
 * How significant mapping scores are against a null of homology. The null hypothesis: homology
 * tells nothing about which gene corresponds to which, so that a score comes from the cells of each
 * species alone. The mapping is run again by links that tell nothing ({@link LinkPermutation}),
 * from the same gene weights, loadings and neighbourhoods, and scored with the same labels; {@link
 * PooledNull} compares.
 *
 * <p>A small p says that homology brings the two types together. It does not say that they are the
 * same type: relatives share expressed homologs too, so a type without a counterpart is linked to
 * its nearest relative significantly.
 *
 * <p>The repetitions end early once more would hardly change which pairs have q below 0.05. Time:
 * repetitions x the iterations of a mapping. The result is the same for any number of threads.
 *
 * @param repetitions how often the mapping was run
 * @param pairs each pair of nodes of different species, sorted by name
 */
public record LinkNull(int repetitions, List<Pair> pairs) {

  /**
   * The parameters.
   *
   * @param repetitions how often the mapping is run at most, at least 5 (20)
   * @param seed the seed of the permutations (0)
   * @param top as {@link MappingScores#of} (0)
   */
  public record Params(int repetitions, long seed, int top) {

    public Params {
      if (repetitions < PooledNull.FEWEST) {
        throw InputException.about(
            "null_links",
            "null_links is %d; give a number of at least %d, such as 20"
                .formatted(repetitions, PooledNull.FEWEST));
      }
    }

    public static Params defaults() {
      return new Params(20, 0, 0);
    }

    public Params withRepetitions(int n) {
      return new Params(n, seed, top);
    }

    public Params withSeed(long newSeed) {
      return new Params(repetitions, newSeed, top);
    }
  }

  /**
   * One pair.
   *
   * @param a the node that comes first by name
   * @param b a node of another species
   * @param mean the mean score by permuted links
   * @param sd the standard deviation of these scores
   * @param z how far the score is above them, in standard deviations as {@link PooledNull} has them
   * @param p the p value of the score
   * @param q the false discovery rate at which the pair is a discovery
   */
  public record Pair(Node a, Node b, double mean, double sd, double z, double p, double q) {}

  /**
   * @param input the mapping whose scores are judged
   * @param observed its scores, by these labels
   * @param labels of all species, or of some: then only their pairs are judged
   * @param session whose engine maps
   */
  public static LinkNull of(
      MappingInput input,
      MappingScores observed,
      CellLabels labels,
      Params params,
      Session session) {
    ScorePairs pairs = ScorePairs.of(labels, input.params().crossK());
    double[] scores = pairs.scores(observed);
    RepeatedMapping mapping = RepeatedMapping.of(input, session);
    LinkPermutation permutation = LinkPermutation.of(input);
    return session
        .progress()
        .run(
            "map by permuted links",
            params.repetitions(),
            phase -> {
              List<double[]> repeated = new ArrayList<>();
              while (repeated.size() < params.repetitions() && !isClear(scores, repeated)) {
                RandomStream random =
                    RandomStream.of(params.seed(), "permuted links", repeated.size());
                SparseMatrix edges = mapping.toEach(permutation.shuffled(random), phase);
                int crossK = input.params().crossK();
                repeated.add(pairs.scores(MappingScores.of(edges, labels, crossK, params.top())));
              }
              phase.expect(repeated.size());
              return of(PooledNull.of(scores, repeated), pairs, labels.nodes());
            });
  }

  private static boolean isClear(double[] scores, List<double[]> repeated) {
    return repeated.size() >= PooledNull.FEWEST && PooledNull.of(scores, repeated).isClear();
  }

  private static LinkNull of(PooledNull found, ScorePairs pairs, List<Node> nodes) {
    double[] p = found.pValues();
    double[] q = BenjaminiHochberg.qValues(p);
    return new LinkNull(
        found.repetitions(),
        IntStream.range(0, p.length)
            .mapToObj(
                i ->
                    new Pair(
                        nodes.get(pairs.first()[i]),
                        nodes.get(pairs.second()[i]),
                        found.means()[i],
                        found.sds()[i],
                        found.z()[i],
                        p[i],
                        q[i]))
            .toList());
  }
}
