package org.samap.core.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClosenessTest {

  /** Reference values: the least-squares fit of scipy. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 1, 1.57694346, 0.89506088",
    "0.5, 1, 0.58303002, 1.33416699",
    "0, 1, 1.93280840, 0.79049497",
    "0.1, 3, 0.29565646, 0.82465254",
    "1, 1, 0.11497569, 1.92923715",
    "0.25, 0.5, 3.70629020, 1.33416725"
  })
  void isTheLeastSquaresFit(double minDist, double spread, double a, double b) {
    Closeness fit = Closeness.fit(minDist, spread);
    assertThat(fit.a()).isCloseTo(a, within(1e-5 * a));
    assertThat(fit.b()).isCloseTo(b, within(1e-5 * b));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.3, 1, 20})
  void forcesAreTheGradientOfTheCrossEntropy(double d) {
    Closeness c = Closeness.fit(0.1, 1);
    double pull = -(Math.log(closeness(c, d + 1e-7)) - Math.log(closeness(c, d - 1e-7))) / 2e-7;
    assertThat(-c.attraction(d * d) * d).isCloseTo(pull, within(1e-4 * pull));
    double push =
        (Math.log(1 - closeness(c, d + 1e-7)) - Math.log(1 - closeness(c, d - 1e-7))) / 2e-7;
    double softened = push * d * d / (0.001 + d * d); // finite where points meet
    assertThat(c.repulsion(d * d) * d).isCloseTo(softened, within(1e-4 * softened));
  }

  private static double closeness(Closeness c, double d) {
    return 1 / (1 + c.a() * Math.pow(d, 2 * c.b()));
  }
}
