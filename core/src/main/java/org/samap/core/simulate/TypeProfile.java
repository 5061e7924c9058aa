package org.samap.core.simulate;

import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The expression of one type in one species, and cells drawn from it.
 *
 * <p>A gene's count in a cell is negative binomial with mean m = depth x share and shape k. That is
 * a Poisson number, with mean k log(1 + m/k), of clusters whose sizes follow the logarithmic series
 * with p = m/(m + k) (Quenouille 1949, doi:10.2307/3001612). Clusters of all genes are drawn
 * together: candidates at rate m through one alias table, each kept with probability log(1 + m/k)
 * k/m. So the time for a cell is proportional to its counts, however many genes there are.
 */
final class TypeProfile {
  private final SimulationParams.Sampling sampling;
  private final double[] share; // of the depth, at full activity
  private final double[] effect; // of the type's markers, in logarithms
  private final double total;
  private final AliasTable genes;

  /**
   * @param donor how the donor differs in every gene, in logarithms
   */
  TypeProfile(
      Genome genome,
      Map<Marker, Double> effects,
      IntToDoubleFunction donor,
      SimulationParams.Sampling sampling) {
    this.sampling = sampling;
    share = new double[genome.size()];
    effect = new double[genome.size()];
    double[] levels = new double[genome.size()];
    double usual = 0;
    for (int g = 0; g < share.length; g++) {
      Genome.Gene gene = genome.gene(g);
      effect[g] = gene.role() * effects.getOrDefault(gene.marker(), 0.0);
      levels[g] = gene.level() + donor.applyAsDouble(g);
      usual += StrictMath.exp(levels[g] + effect[g]);
    }
    double sum = 0;
    for (int g = 0; g < share.length; g++) {
      double level = levels[g] + (1 + sampling.activity()) * effect[g];
      share[g] = StrictMath.exp(level) / usual;
      sum += share[g];
    }
    total = sum;
    genes = new AliasTable(share);
  }

  /** Adds the counts of one cell to {@code counts}. */
  void sample(Draws draws, CellCounts counts) {
    double depth = sampling.depth() * StrictMath.exp(sampling.depthVariation() * draws.normal());
    double reduced = -draws.uniform(0, 2 * sampling.activity()); // below full activity
    for (int candidates = draws.poisson(depth * total); candidates > 0; candidates--) {
      int gene = genes.draw(draws);
      double active = effect[gene] == 0 ? 1 : StrictMath.exp(reduced * effect[gene]);
      double x = depth * share[gene] * active / sampling.shape();
      if (belowLogRatio(draws.uniform() / active, x)) {
        counts.add(gene, draws.logarithmic(x / (1 + x)));
      }
    }
  }

  /** Whether u < log(1 + x) / x, which is between 2 / (2 + x) and 1 / sqrt(1 + x). */
  private static boolean belowLogRatio(double u, double x) {
    return u * (2 + x) < 2 || (u * u * (1 + x) < 1 && u * x < StrictMath.log1p(x));
  }
}
