package org.samap.core.sam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettlingTest {
  @Test
  void expectsTheUsualRoundsWhereNothingIsKnown() {
    assertThat(settling(0.01, 10).expectedRounds()).isEqualTo(6);
    assertThat(settling(0.01, 5).expectedRounds()).isEqualTo(5);
  }

  @Test
  void expectsTheRoundsThatASteadyFallNeeds() {
    Settling settling = settling(0.01, 10);
    settling.add(0.8);
    assertThat(settling.expectedRounds()).isEqualTo(6); // one change tells nothing
    settling.add(0.2);
    assertThat(settling.expectedRounds()).isEqualTo(5); // 0.05, 0.0125, 0.003
    assertThat(settling.goesOn()).isTrue();
    settling.add(0.01);
    assertThat(settling.goesOn()).isFalse();
    assertThat(settling.expectedRounds()).isEqualTo(3);
  }

  @Test
  void expectsAllRoundsOfChangesThatDoNotShrink() {
    Settling settling = settling(0.01, 6);
    for (int round = 0; round < 6; round++) {
      settling.add(0.2);
      assertThat(settling.expectedRounds()).isEqualTo(6);
    }
    assertThat(settling.goesOn()).isFalse();
  }

  @Test
  void expectsAllRoundsWhereNothingStopsThem() {
    Settling settling = settling(0, 6);
    settling.add(0.8);
    settling.add(0.2);
    assertThat(settling.expectedRounds()).isEqualTo(6);
  }

  private static Settling settling(double change, int maxIter) {
    return new Settling(new SamParams.Stopping(change, maxIter));
  }
}
