package org.samap.core.analysis.scores;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.statistics.BenjaminiHochberg;
import org.samap.core.analysis.statistics.SignTest;

/**
 * Whether a type of one species is the best match of a type of another in most donors. For every
 * donor of the one species, its cells of type m are scored against all cells of each type of the
 * other species. The types with the highest score are counted, a tie for none. p is that of {@link
 * SignTest}: under the null hypothesis, in a donor drawn from its population, n is the best match
 * of m with a chance of at most one half. The donors are the unit, and the only one: the cells of
 * the other species, and the mapping, are taken as given.
 *
 * <p>p is for a pair that was chosen beforehand. q allows for looking at all of them. At most one
 * type can be the best match of m in most donors, so only the one that leads is tested, and its p
 * is doubled. That is enough for any number of types: the chance that some type leads in as many
 * donors is largest if two share all donors, half and half. Then q is the false discovery rate over
 * the types with at least {@value #ENOUGH} donors and the species they are compared with; types
 * with fewer cannot be significant, and are not tested. All other q are 1.
 */
public final class MatchTest {
  /** With fewer donors p is above 0.05 even if all of them agree. */
  public static final int ENOUGH = 5;

  private final Map<Long, Result> results;

  private MatchTest(Map<Long, Result> results) {
    this.results = results;
  }

  /**
   * @param donors the number of donors with enough cells of the type
   * @param best for how many of them the other type is the best match
   * @param p one-sided
   */
  public record Result(int donors, int best, double p, double q) {}

  /** The votes of the donors of a type for types of another species. */
  private record Votes(int node, int species, int donors, int[] best) {
    /** The type with the most votes, the first of equal ones. */
    int leading(int[] speciesOf) {
      int leading = -1;
      for (int n = 0; n < best.length; n++) {
        if (speciesOf[n] == species && (leading < 0 || best[n] > best[leading])) {
          leading = n;
        }
      }
      return leading;
    }

    /** The p value of the leading type, for having looked at all. */
    double p(int[] speciesOf) {
      return Math.min(1, 2 * SignTest.p(best[leading(speciesOf)], donors));
    }
  }

  static MatchTest of(
      NodeEdges edges,
      CellLabels types,
      CellLabels donors,
      int crossK,
      ScoreReplicates.Params params) {
    int[] speciesOf = types.speciesOf();
    List<Votes> votes = new ArrayList<>();
    int[] having = Arrays.stream(donors.speciesOf()).distinct().sorted().toArray();
    for (int s : having) {
      boolean[] byDonor = new boolean[types.cells().species()];
      byDonor[s] = true;
      DonorScores scores =
          DonorScores.of(
              edges, types, DonorGroups.of(types, donors, byDonor), crossK, params.top());
      for (int node = 0; node < speciesOf.length; node++) {
        int[] groups =
            speciesOf[node] == s ? scores.counted(node, params.leastCells()) : new int[0];
        for (int other : otherSpecies(speciesOf, s, groups.length)) {
          votes.add(votes(scores, node, groups, other, speciesOf));
        }
      }
    }
    return new MatchTest(results(votes, speciesOf));
  }

  /** The other species that have types; none without donors. */
  private static int[] otherSpecies(int[] speciesOf, int own, int donors) {
    return donors == 0
        ? new int[0]
        : Arrays.stream(speciesOf).distinct().filter(s -> s != own).sorted().toArray();
  }

  private static Votes votes(
      DonorScores scores, int node, int[] groups, int species, int[] speciesOf) {
    int[] best = new int[speciesOf.length];
    for (int g : groups) {
      int match = scores.best(g, n -> speciesOf[n] == species);
      if (match >= 0) {
        best[match]++;
      }
    }
    return new Votes(node, species, groups.length, best);
  }

  private static Map<Long, Result> results(List<Votes> votes, int[] speciesOf) {
    double[] q =
        BenjaminiHochberg.qValues(
            votes.stream()
                .filter(v -> v.donors >= ENOUGH)
                .mapToDouble(v -> v.p(speciesOf))
                .toArray());
    Map<Long, Result> results = new HashMap<>();
    int tested = 0;
    for (Votes v : votes) {
      double ofLeading = v.donors >= ENOUGH ? q[tested++] : 1;
      int leading = v.leading(speciesOf);
      for (int n = 0; n < speciesOf.length; n++) {
        if (speciesOf[n] == v.species) {
          double p = SignTest.p(v.best[n], v.donors);
          results.put(
              key(v.node, n), new Result(v.donors, v.best[n], p, n == leading ? ofLeading : 1));
        }
      }
    }
    return results;
  }

  private static long key(int node, int other) {
    return ((long) node << 32) | other;
  }

  /** The test whether {@code other} is the best match of {@code node}; empty without donors. */
  Optional<Result> of(int node, int other) {
    return Optional.ofNullable(results.get(key(node, other)));
  }
}
