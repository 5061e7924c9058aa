package org.samap.core.analysis.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.samap.core.run.InputException;

class ForcedMatchesTest {

  @Test
  void fewerMatchesReachMore() {
    double before = 1.1;
    for (int permille = 0; permille <= 1000; permille++) {
      double confidence = ForcedMatches.confidence(permille / 1000.0);
      assertThat(confidence).isLessThan(before).isBetween(0.0, 1.0);
      before = confidence;
    }
  }

  @Test
  void oneInTwentyReachesWhatIsCalledReal() {
    assertThat(ForcedMatches.confidence(0.05)).isEqualTo(ForcedMatches.REAL);
    assertThat(ForcedMatches.confidence(0.1)).isEqualTo(0.69);
    assertThat(ForcedMatches.confidence(0.15)).isCloseTo(0.665, within(1e-12));
  }

  @Test
  void allReachZeroAndNoneIsSure() {
    assertThat(ForcedMatches.confidence(1)).isZero();
    assertThat(ForcedMatches.confidence(0)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> ForcedMatches.confidence(1.5))
        .isInstanceOf(InputException.class)
        .hasMessage("max_error is 1.5; give a number from 0 to 1");
    assertThatThrownBy(() -> ForcedMatches.confidence(Double.NaN))
        .isInstanceOf(InputException.class);
  }
}
