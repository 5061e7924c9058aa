package org.samap.core.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values are those of SciPy 1.17. */
class StudentTTest {
  @ParameterizedTest
  @CsvSource({
    "0, 3, 0",
    "0.5, 1, -0.34979471750208624",
    "-2, 2, -1.6955219791146439",
    "12.7, 1, -2.9952458380960207",
    "30, 2, -6.804059734856787",
    "5, 7.5, -6.663850498395524",
    "1.3, 200, -1.6342574378696773",
    "40, 30, -61.85308746673923",
    "1e-8, 4, -7.499999954418968e-09",
    "1e6, 2.5, -34.175050758908"
  })
  void hasTheTailsOfT(double t, double degrees, double logP) {
    assertThat(StudentT.logTwoSided(t, degrees))
        .isCloseTo(logP, within(1e-9 * Math.max(1e-7, Math.abs(logP))));
  }

  @Test
  void isNormalWithManyDegreesOfFreedom() {
    double normal = LogProbability.twoSidedNormal(3);
    assertThat(StudentT.logTwoSided(3, Double.POSITIVE_INFINITY)).isEqualTo(normal);
    assertThat(StudentT.logTwoSided(3, 1e6)).isCloseTo(normal, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({
    "0.01, 4.599479878042022, -100.56088545786868, 10001.621213528311",
    "0.3, 1.0957979948180756, -3.502524222200133, 12.245364546107734",
    "1, 0, -0.5772156649015329, 1.6449340668482266",
    "2.5, 0.2846828704729192, 0.7031566406452432, 0.4903577561002349",
    "30, 71.257038967168, 3.384438132685525, 0.033895060357739946"
  })
  void hasTheGammaFunctions(double x, double log, double first, double second) {
    assertThat(Gammas.logGamma(x)).isCloseTo(log, within(1e-11 * (1 + Math.abs(log))));
    assertThat(Gammas.digamma(x)).isCloseTo(first, within(1e-11 * Math.abs(first)));
    assertThat(Gammas.trigamma(x)).isCloseTo(second, within(1e-11 * second));
    assertThat(Gammas.inverseTrigamma(second)).isCloseTo(x, within(1e-9 * x));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5, 0.03125",
    "4, 6, 0.34375",
    "1, 3, 0.875",
    "60, 100, 0.02844396682049044",
    "0, 4, 1",
    "0, 0, 1",
    "900, 1000, 6.701717790006182e-162"
  })
  void countsSigns(int holds, int members, double p) {
    assertThat(SignTest.p(holds, members)).isCloseTo(p, within(1e-11 * p));
  }

  @Test
  void tellsWhatFewMembersCanReach() {
    assertThat(SignTest.leastP(5)).isEqualTo(1 / 32.0);
    assertThat(SignTest.p(5, 5)).isCloseTo(SignTest.leastP(5), within(1e-13));
    assertThatThrownBy(() -> SignTest.p(3, 2)).hasMessage("3 of 2");
  }
}
