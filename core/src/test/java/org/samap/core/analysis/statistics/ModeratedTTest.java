package org.samap.core.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.analysis.scores.KolmogorovSmirnov;
import org.samap.core.run.RandomStream;

class ModeratedTTest {
  private static final int GENES = 4000;

  /** Values of genes without any difference, whose true variances vary as the test assumes. */
  private static double[][] values(int n, double degrees, double shift) {
    RandomStream random = RandomStream.of(1, "values", n);
    double[][] values = new double[GENES][n];
    for (double[] gene : values) {
      double chi =
          IntStream.range(0, 8).mapToDouble(_ -> random.nextGaussian()).map(z -> z * z).sum();
      double sd = Double.isInfinite(degrees) ? 0.5 : 0.5 * Math.sqrt(8 / chi);
      Arrays.setAll(gene, _ -> shift + sd * random.nextGaussian());
    }
    return values;
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).sum() / x.length;
  }

  private static double variance(double[] x) {
    double mean = mean(x);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
  }

  private static double[] p(ModeratedT test, double[][] values) {
    double[] p = new double[values.length];
    Arrays.setAll(p, g -> Math.exp(test.logP(g, mean(values[g]), variance(values[g]))));
    return p;
  }

  private static ModeratedT test(double[][] values) {
    double[] variances = Arrays.stream(values).mapToDouble(ModeratedTTest::variance).toArray();
    return ModeratedT.of(variances, new double[GENES], values[0].length);
  }

  @ParameterizedTest
  @CsvSource({"3, 8", "6, 8", "20, 8", "3, Infinity", "6, Infinity"})
  void isUniformWithoutADifference(int n, double degrees) {
    double[][] values = values(n, degrees, 0);
    assertThat(KolmogorovSmirnov.p(p(test(values), values))).isGreaterThan(0.01);
  }

  @Test
  void estimatesTheUsualVariance() {
    ModeratedT varying = test(values(6, 8, 0));
    assertThat(varying.degrees()).isBetween(6.0, 11.0);
    assertThat(varying.usual()[7]).isCloseTo(0.25, within(0.02));
    ModeratedT alike = test(values(6, Double.POSITIVE_INFINITY, 0));
    assertThat(alike.degrees()).isGreaterThan(100);
    assertThat(alike.usual()[7]).isCloseTo(0.25, within(0.02));
  }

  @Test
  void findsWithThreeDonorsWhatAPlainTestDoesNot() {
    double[][] values = values(3, 8, 2);
    long moderated = Arrays.stream(p(test(values), values)).filter(p -> p < 1e-3).count();
    long plain =
        Arrays.stream(p(new ModeratedT(new double[GENES], 0, 2), values))
            .filter(p -> p < 1e-3)
            .count();
    assertThat(moderated).isGreaterThan(GENES / 2);
    assertThat(plain).isLessThan(GENES / 10);
  }

  @Test
  void isAPlainTestWithoutAUsualVariance() {
    double expected = StudentT.logTwoSided(2 / Math.sqrt(0.5 / 4), 3);
    assertThat(new ModeratedT(new double[1], 0, 3).logP(0, 2, 0.5)).isEqualTo(expected);
    ModeratedT single = ModeratedT.of(new double[] {0.5}, new double[1], 4);
    assertThat(single.logP(0, 2, 0.5)).isEqualTo(expected);
  }

  @Test
  void followsTheLevelOfExpression() {
    double[][] values = values(6, Double.POSITIVE_INFINITY, 0);
    double[] levels = new double[GENES];
    for (int g = 0; g < GENES; g++) {
      levels[g] = (double) g / GENES;
      double factor = Math.exp(1 - 2 * levels[g]);
      values[g] = Arrays.stream(values[g]).map(v -> v * factor).toArray();
    }
    double[] variances = Arrays.stream(values).mapToDouble(ModeratedTTest::variance).toArray();
    ModeratedT test = ModeratedT.of(variances, levels, 6);
    assertThat(test.degrees()).isGreaterThan(50);
    assertThat(test.usual()[GENES / 2]).isCloseTo(0.25, within(0.02));
    double[] p = p(test, values);
    assertThat(KolmogorovSmirnov.p(Arrays.copyOf(p, GENES / 4))).isGreaterThan(0.01);
    assertThat(KolmogorovSmirnov.p(Arrays.copyOfRange(p, 3 * GENES / 4, GENES)))
        .isGreaterThan(0.01);
  }

  @Test
  void findsNothingWhereNothingVaries() {
    ModeratedT test = ModeratedT.of(new double[] {0, 0, 0}, new double[3], 3);
    assertThat(test.logP(0, 1, 0)).isZero();
    assertThat(ModeratedT.of(new double[0], new double[0], 3).usual()).isEmpty();
  }
}
