package org.samap.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Means and variances are those of the distributions. */
class DrawsTest {
  private static final int N = 200_000;

  private final Draws draws = Draws.of(1, "test", 0);

  @Test
  void drawsNormals() {
    assertMoments(draws::normal, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 7.5})
  void drawsGammas(double shape) {
    assertMoments(() -> draws.gamma(shape), shape, shape);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 5, 1200})
  void drawsPoissons(double mean) {
    assertMoments(() -> draws.poisson(mean), N / 10, mean, mean);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.5, 0.98, 1})
  void drawsBinomials(double p) {
    for (int n : List.of(0, 1, 40, 41, 1000)) {
      assertMoments(() -> draws.binomial(n, p), N / 10, n * p, n * p * (1 - p));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 0.95})
  void drawsLogarithmicSeries(double p) {
    double log = Math.log1p(-p);
    double mean = -p / ((1 - p) * log);
    double variance = -p * (p + log) / ((1 - p) * (1 - p) * log * log);
    assertMoments(() -> draws.logarithmic(p), mean, variance);
  }

  @Test
  void drawsFromWeights() {
    double[] weights = {0.5, 0, 3, 0.1, 6.4};
    AliasTable table = new AliasTable(weights);
    int[] drawn = new int[weights.length];
    for (int i = 0; i < N; i++) {
      drawn[table.draw(draws)]++;
    }
    for (int i = 0; i < weights.length; i++) {
      assertThat((double) drawn[i] / N).isCloseTo(weights[i] / 10, within(0.005));
    }
  }

  @Test
  void drawsNegativeBinomialCountsAroundTheProfile() {
    SimulationParams.Sampling sampling = new SimulationParams.Sampling(40, 0, 2, 0);
    SimulationParams params =
        SimulationParams.of(List.of("aa", "bb"), 1, 8).withFamilies(10).withSampling(sampling);
    Genome genome = Genome.of(params, new Families(params), new Phylogeny(8, 2), 0);
    Marker marker = genome.gene(0).marker();
    TypeProfile profile = new TypeProfile(genome, Map.of(marker, 1.0), _ -> 0, sampling);
    double[] share = new double[genome.size()];
    double sum = 0;
    for (int g = 0; g < share.length; g++) {
      Genome.Gene gene = genome.gene(g);
      share[g] = Math.exp(gene.level() + (gene.marker().equals(marker) ? gene.role() : 0));
      sum += share[g];
    }
    float[][] counts = new float[genome.size()][N / 10];
    for (int cell = 0; cell < N / 10; cell++) {
      CellCounts one = new CellCounts(genome.size());
      profile.sample(draws, one);
      one.endCell();
      for (int i = 0; i < one.genes().length; i++) {
        counts[one.genes()[i]][cell] = one.values()[i];
      }
    }
    for (int g = 0; g < share.length; g++) {
      double mean = 40 * share[g] / sum;
      int[] next = {0};
      float[] of = counts[g];
      assertMoments(() -> of[next[0]++], of.length, mean, mean + mean * mean / 2);
    }
  }

  @Test
  void driftsAlongTheTree() {
    Phylogeny tree = new Phylogeny(9, 3);
    assertThat(tree.shared(0, 1)).isEqualTo(0.5);
    assertThat(tree.shared(0, 2)).isZero();
    int[] item = {0};
    double[] both = new double[N / 10];
    assertMoments(
        () -> {
          int i = item[0]++;
          double drift = tree.drift(0, "trait", i);
          both[i] = drift * tree.drift(1, "trait", i);
          return drift;
        },
        N / 10,
        0,
        1);
    double covariance = 0;
    for (double product : both) {
      covariance += product / both.length;
    }
    assertThat(covariance).isCloseTo(0.5, within(0.03));
  }

  private static void assertMoments(DoubleSupplier next, double mean, double variance) {
    assertMoments(next, N, mean, variance);
  }

  /** Means within 5 standard errors, variances within 8 %. */
  private static void assertMoments(DoubleSupplier next, int n, double mean, double variance) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double x = next.getAsDouble();
      sum += x - mean;
      squares += (x - mean) * (x - mean);
    }
    assertThat(sum / n).isCloseTo(0, within(5 * Math.sqrt(variance / n)));
    assertThat(squares / n).isCloseTo(variance, within(0.08 * variance));
  }
}
