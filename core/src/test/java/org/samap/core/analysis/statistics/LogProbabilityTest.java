package org.samap.core.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogProbabilityTest {
  /** Of scipy.special.log_ndtr. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "0.001, -0.0007982029070202623",
    "0.5, -0.4827645810336737",
    "1, -1.1478744644493188",
    "2, -3.0900371531220863",
    "2.8, -5.276504866115263",
    "2.83, -5.36985624490525",
    "2.9, -5.590911054387473",
    "3.5, -7.672918127784149",
    "5, -14.371851213428782",
    "8, -34.32028997935461",
    "12, -74.71752582100886",
    "37.5, -706.9758421369473",
    "100, -5004.831061513645",
    "1000, -500007.1335476317"
  })
  void knowsTheTailsOfTheNormalDistribution(double z, double expected) {
    double accuracy = 1e-12 * Math.max(1, -expected);
    assertThat(LogProbability.twoSidedNormal(z)).isCloseTo(expected, within(accuracy));
    assertThat(LogProbability.twoSidedNormal(-z)).isCloseTo(expected, within(accuracy));
  }

  @Test
  void givesNoZeroForWhatIsOnlySmall() {
    assertThat(LogProbability.value(-740)).isEqualTo(Math.exp(-740)).isPositive();
    assertThat(LogProbability.value(-5000)).isEqualTo(Double.MIN_VALUE);
    assertThat(LogProbability.minusLog10(-5000)).isCloseTo(2171.472409516259, within(1e-9));
    assertThat(LogProbability.minusLog10(0)).isEqualTo(0.0);
  }
}
