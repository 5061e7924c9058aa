package org.samap.core.analysis.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsenceTest {

  @ParameterizedTest
  @CsvSource({"0, 1, 0.5", "0, 20, 0.3", "3, 20, 0.3", "12, 20, 0.3", "19, 20, 0.9", "5, 5, 0.2"})
  void theLowerTailIsTheSumOfTheTerms(int most, int n, double x) {
    double sum = 0;
    for (int i = 0; i <= most; i++) {
      double term = Math.pow(x, i) * Math.pow(1 - x, n - i);
      for (int j = 0; j < i; j++) {
        term *= (double) (n - j) / (j + 1);
      }
      sum += term;
    }
    assertThat(StrictMath.exp(Absence.logLowerTail(most, n, x))).isCloseTo(sum, within(1e-12));
  }

  @Test
  void aTailTooSmallForADoubleHasALogarithm() {
    assertThat(Absence.logLowerTail(0, 100_000, 0.5))
        .isCloseTo(100_000 * Math.log(0.5), within(1e-6));
  }

  @Test
  void isTheBinomialTestWhereTheFirstShareIsKnownWell() {
    double p = Absence.logP(3_000_000, 10_000_000, 2, 40, 0);
    assertThat(p).isCloseTo(Absence.logLowerTail(2, 40, 0.3), within(1e-3));
  }

  @Test
  void fewCellsOnEitherSideShowLittle() {
    double many = Absence.logP(30, 100, 0, 40, 0);
    assertThat(Absence.logP(3, 10, 0, 40, 0)).isGreaterThan(many + 2);
    assertThat(Absence.logP(30, 100, 0, 4, 0)).isGreaterThan(Math.log(0.2));
    assertThat(Absence.logP(30, 100, 0, 40, -Math.log(4))).isGreaterThan(many + 5);
  }

  @Test
  void aShareThatIsNotLowerIsNoSign() {
    assertThat(Absence.logP(30, 100, 13, 40, 0)).isZero();
    assertThat(Absence.logP(100, 100, 40, 40, 0)).isZero();
    assertThat(Absence.logP(100, 100, 39, 40, 3)).isBetween(-30.0, 0.0);
  }
}
