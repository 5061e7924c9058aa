package org.samap.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How times are written, and where processor time and memory come from. */
class TimesTest {
  @Test
  void writesTimesForPeople() {
    assertThat(Durations.of(0.04)).isEqualTo("0.0 s");
    assertThat(Durations.of(59.94)).isEqualTo("59.9 s");
    assertThat(Durations.of(59.96)).isEqualTo("1 min 0 s");
    assertThat(Durations.of(125)).isEqualTo("2 min 5 s");
    assertThat(Durations.of(3780)).isEqualTo("1 h 3 min");
  }

  @Test
  void writesTimesThatRunOnInWholeSeconds() {
    assertThat(Durations.clock(59.96)).isEqualTo("59 s");
    assertThat(Durations.clock(125.9)).isEqualTo("2 min 5 s");
  }

  @Test
  void writesTimesToComeNoFinerThanTheyAreKnown() {
    assertThat(Durations.about(9.4)).isEqualTo("9 s");
    assertThat(Durations.about(59.6)).isEqualTo("1 min 0 s");
    assertThat(Durations.about(125)).isEqualTo("2 min 5 s");
    assertThat(Durations.about(1085)).isEqualTo("18 min");
    assertThat(Durations.about(3780)).isEqualTo("1 h 3 min");
  }

  @Test
  void findsThePeakOfMemoryOnEverySystem() {
    assertThat(PeakMemory.bytes()).isGreaterThan(1 << 20);
    assertThat(PeakMemory.ofPools()).isGreaterThan(1 << 20);
  }

  @Test
  void countsProcessorTime() {
    double before = CpuTime.seconds();
    double sum = 0;
    for (int i = 0; i < 50_000_000 && CpuTime.seconds() == before; i++) {
      sum += Math.sqrt(i);
    }
    assertThat(sum).isNotNegative();
    assertThat(CpuTime.seconds()).isGreaterThan(before);
  }
}
