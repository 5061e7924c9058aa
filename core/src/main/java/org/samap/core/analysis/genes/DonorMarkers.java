package org.samap.core.analysis.genes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.statistics.BenjaminiHochberg;
import org.samap.core.analysis.statistics.LogProbability;
import org.samap.core.analysis.statistics.ModeratedT;
import org.samap.core.expression.Expression;
import org.samap.core.io.Tsv;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * Which genes mark the cell types in every donor alike. Cells of one animal are no replicates, so
 * they are added up, and the donor is the unit. S is the sum of a gene's normalised counts over the
 * n cells of the type, R that over the r cells of all other types of the same donor, both scaled to
 * as many cells as the smaller group has. The relative difference
 *
 * <pre>d = (S - R) / ((n S + r R) / (n + r) + 2)</pre>
 *
 * <p>is one number for each donor. What sets a donor apart in all types cancels, and what sets it
 * apart in this type alone is the noise that d is tested against. The mean of d over the donors is
 * compared with 0 by the {@link ModeratedT} test, two-sided. A gene is tested if the larger of S
 * and R reaches a given number on average over the donors. q is the false discovery rate over the
 * genes that are tested in a type.
 *
 * <p>A difference of logarithms would be biased: the rest is the sum of many cells and several
 * types and so varies less than the type, and the logarithm of what varies more is smaller on
 * average. By dividing by the mean of both, weighted by cells, this cancels up to terms of third
 * order, as the difference and the mean are then uncorrelated.
 */
public final class DonorMarkers {
  /** Added to counts, so that small ones, and chance in them, do not look like large folds. */
  private static final double PRIOR = 2;

  private static final double LN_2 = StrictMath.log(2);

  private final Map<Integer, OfType> types;
  private final boolean given;

  private DonorMarkers(Map<Integer, OfType> types, boolean given) {
    this.types = types;
    this.given = given;
  }

  /** Where there are no donors. */
  public static DonorMarkers none() {
    return new DonorMarkers(Map.of(), false);
  }

  /**
   * The parameters.
   *
   * @param leastCells a donor counts for a type if it has at least this many cells of it, and of
   *     others
   * @param leastDonors a type is tested if it has at least this many donors
   * @param leastCount a gene is tested from this count on
   */
  public record Params(int leastCells, int leastDonors, double leastCount) {
    public Params {
      if (leastCells < 1) {
        throw InputException.about(
            "least_cells", "least_cells is " + leastCells + "; give a number of at least 1");
      }
      if (leastDonors < 2) {
        throw InputException.about(
            "least_donors", "least_donors is " + leastDonors + "; give a number of at least 2");
      }
    }

    public static Params defaults() {
      return new Params(10, 3, 5);
    }

    public Params withLeastCells(int cells) {
      return new Params(cells, leastDonors, leastCount);
    }
  }

  /**
   * @param log2Fold the mean of log2 of how many times more of the gene the type has
   * @param logP the natural logarithm of the two-sided p value
   * @param q over the tested genes of the type
   */
  public record Result(double log2Fold, double logP, double q) {}

  /**
   * The tests of a type.
   *
   * @param donors the number of donors with enough cells
   * @param place the place of every gene of the species among the tested ones, or -1
   */
  private record OfType(int donors, int[] place, double[] folds, double[] logP, double[] q) {}

  /**
   * Time: one pass over the cells; then genes x types x donors. Memory as {@link Pseudobulk}, for
   * one species at a time.
   *
   * @param x the preprocessed expression of every species
   * @param types the type of every cell
   * @param donors the donor of the cells of some species
   * @param counts for every species, what turns a value of {@code x} into a normalised count
   */
  public static DonorMarkers of(
      List<Expression> x,
      CellLabels types,
      CellLabels donors,
      IntFunction<DoubleUnaryOperator> counts,
      Params params,
      Workers workers) {
    Map<Integer, OfType> tests = new HashMap<>();
    for (int s : Arrays.stream(donors.speciesOf()).distinct().sorted().toArray()) {
      Pseudobulk sums = Pseudobulk.of(x.get(s), types, donors, s, counts.apply(s), workers);
      int genes = x.get(s).genes();
      OfType[] ofTypes = new OfType[sums.nodes().length];
      workers.forEach(ofTypes.length, t -> ofTypes[t] = test(sums, t, genes, params));
      for (int t = 0; t < ofTypes.length; t++) {
        tests.put(sums.nodes()[t], ofTypes[t]);
      }
    }
    return new DonorMarkers(tests, true);
  }

  private static OfType test(Pseudobulk sums, int type, int genes, Params params) {
    int[] donors =
        IntStream.range(0, sums.donors().length)
            .filter(d -> sums.sizes()[type][d] >= params.leastCells)
            .filter(d -> sums.rest(type, d) >= params.leastCells)
            .toArray();
    int[] place = new int[genes];
    Arrays.fill(place, -1);
    List<Gene> tested = new ArrayList<>();
    for (int g = 0; g < genes && donors.length >= params.leastDonors; g++) {
      Optional<Gene> gene = Gene.of(sums, type, g, donors, params.leastCount);
      if (gene.isPresent()) {
        place[g] = tested.size();
        tested.add(gene.get());
      }
    }
    double[] folds = tested.stream().mapToDouble(Gene::log2Fold).toArray();
    double[] variances = tested.stream().mapToDouble(Gene::variance).toArray();
    double[] levels = tested.stream().mapToDouble(Gene::level).toArray();
    ModeratedT moderated = ModeratedT.of(variances, levels, donors.length);
    double[] logP = new double[folds.length];
    Arrays.setAll(logP, i -> moderated.logP(i, tested.get(i).mean(), variances[i]));
    double[] q =
        BenjaminiHochberg.qValues(Arrays.stream(logP).map(LogProbability::value).toArray());
    return new OfType(donors.length, place, folds, logP, q);
  }

  /**
   * A gene that is tested in a type.
   *
   * @param log2Fold the mean of log2 (S + 2) / (R + 2)
   * @param mean the mean of d
   * @param variance of d between the donors
   * @param level the mean logarithm of S + 2 and R + 2
   */
  private record Gene(double log2Fold, double mean, double variance, double level) {

    /** Empty if the counts are too low. */
    static Optional<Gene> of(Pseudobulk sums, int type, int gene, int[] donors, double leastCount) {
      double[] d = new double[donors.length];
      double larger = 0;
      double fold = 0;
      double level = 0;
      for (int i = 0; i < d.length; i++) {
        int n = sums.sizes()[type][donors[i]];
        int r = sums.rest(type, donors[i]);
        int smaller = Math.min(n, r);
        double inside = sums.sum(type, donors[i], gene) * smaller / n;
        double outside = sums.sumOfRest(type, donors[i], gene) * smaller / r;
        d[i] = (inside - outside) / ((n * inside + r * outside) / (n + r) + PRIOR);
        double logInside = StrictMath.log(inside + PRIOR);
        double logOutside = StrictMath.log(outside + PRIOR);
        larger += Math.max(inside, outside) / d.length;
        fold += (logInside - logOutside) / LN_2 / d.length;
        level += (logInside + logOutside) / 2 / d.length;
      }
      if (larger < leastCount) {
        return Optional.empty();
      }
      double mean = Arrays.stream(d).sum() / d.length;
      double squares = Arrays.stream(d).map(v -> (v - mean) * (v - mean)).sum();
      return Optional.of(new Gene(fold, mean, squares / (d.length - 1), level));
    }
  }

  /** Whether there are donors at all. */
  public boolean given() {
    return given;
  }

  /** The number of donors of a type with enough cells; 0 if its species has no donors. */
  public int donors(int node) {
    return types.containsKey(node) ? types.get(node).donors : 0;
  }

  /**
   * The test of a gene in a type; empty if it was not tested.
   *
   * @param gene its index among the species' genes
   */
  public Optional<Result> of(int node, int gene) {
    return Optional.ofNullable(types.get(node))
        .filter(t -> t.place[gene] >= 0)
        .map(
            t -> {
              int i = t.place[gene];
              return new Result(t.folds[i], t.logP[i], t.q[i]);
            });
  }

  /** Writes the number of donors of a type, and fold, p and q of a gene; nothing without donors. */
  void write(int node, int gene, Tsv table) {
    if (given) {
      table.number(donors(node));
      of(node, gene)
          .ifPresentOrElse(
              r -> {
                table.number(r.log2Fold);
                table.probability(LogProbability.value(r.logP)).probability(r.q);
              },
              () -> table.text("").text("").text(""));
    }
  }

  /** Writes the titles of these columns, with an ending. */
  void writeTitles(String ending, Tsv table) {
    if (given) {
      for (String title : List.of("donors", "donor_log2_fold", "donor_p", "donor_q")) {
        table.text(title + ending);
      }
    }
  }
}
