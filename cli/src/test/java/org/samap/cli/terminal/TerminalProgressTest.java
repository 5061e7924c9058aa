package org.samap.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

class TerminalProgressTest {
  private static final String CLEAR = "\r\u001B[K";

  private final AtomicLong clock = new AtomicLong();
  private final StringWriter err = new StringWriter();

  @Test
  void writesALinePerPhaseWhereNobodyWatches() {
    TerminalProgress progress = progress(false, false);
    try (Progress.Phase phase = progress.phase("map, iteration 1", 100)) {
      pass(0.7);
      phase.advance(50);
      pass(0.5);
    }
    progress.info("alignment 0.61");
    assertThat(err).hasToString("[1.2 s] map, iteration 1: done in 1.2 s\nalignment 0.61\n");
  }

  @Test
  void tellsHowFarALongPhaseIsWhereNobodyWatches() {
    TerminalProgress progress = progress(false, false);
    Progress.Phase phase = progress.phase("neighbours", 1000);
    for (int i = 0; i < 4; i++) {
      pass(20);
      phase.advance(100);
    }
    assertThat(err.toString().lines())
        .containsExactly(
            "[40.0 s] neighbours: 20 % (200 of 1000), 5.0/s, 2 min 40 s left",
            "[1 min 20 s] neighbours: 40 % (400 of 1000), 5.0/s, 2 min 0 s left");
  }

  @Test
  void drawsOverOneLineOnATerminal() {
    TerminalProgress progress = progress(true, false);
    Progress.Phase phase = progress.phase("map", 10);
    pass(0.05);
    phase.advance(1);
    pass(0.05);
    phase.advance(1);
    progress.warn("doubt");
    phase.advance(2);
    phase.close();
    assertThat(err)
        .hasToString(
            CLEAR
                + "[0.0 s] map ..."
                + CLEAR
                + "[0.1 s] map: 20 % (2 of 10), 20/s, 0.4 s left"
                + CLEAR
                + "warning: doubt\n"
                + CLEAR
                + "[0.1 s] map: 40 % (4 of 10), 40/s, 0.2 s left"
                + CLEAR
                + "[0.1 s] map: done in 0.1 s\n");
  }

  @Test
  void showsTheInnerOfTwoPhases() {
    TerminalProgress progress = progress(true, false);
    try (Progress.Phase outer = progress.phase("outer", 2)) {
      try (Progress.Phase inner = progress.phase("inner", 0)) {
        pass(1);
        inner.advance(5);
      }
      pass(1);
      outer.advance(1);
    }
    assertThat(err.toString())
        .contains("[1.0 s] inner: 5, 5.0/s", "[2.0 s] outer: 50 % (1 of 2), 0.50/s, 2.0 s left");
    assertThat(progress.phases())
        .extracting(PhaseRecord::name, PhaseRecord::seconds, PhaseRecord::cpuSeconds)
        .containsExactly(tuple("inner", 1.0, 3.0), tuple("outer", 2.0, 6.0));
  }

  @Test
  void neverShowsMoreThanAllSteps() {
    TerminalProgress progress = progress(true, false);
    Progress.Phase phase = progress.phase("map", 10);
    pass(1);
    phase.advance(15);
    assertThat(err.toString()).endsWith("map: 100 % (10 of 10), 10/s, 0.0 s left");
  }

  @Test
  void leavesNoHalfLineBehind() {
    TerminalProgress progress = progress(true, false);
    Progress.Phase unclosed = progress.phase("map", 10);
    unclosed.advance(0);
    progress.close();
    assertThat(err.toString()).endsWith(CLEAR);
  }

  @Test
  void keepsTimeAndMemoryEvenWhenQuiet() {
    TerminalProgress progress = progress(true, true);
    Progress.Phase phase = progress.phase("map", 10);
    pass(2.5);
    phase.advance(5);
    phase.close();
    phase.close();
    assertThat(err).hasToString("");
    assertThat(progress.phases())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.name()).isEqualTo("map");
              assertThat(record.seconds()).isEqualTo(2.5);
              assertThat(record.peakBytes()).isGreaterThan(1 << 20);
            });
  }

  @Test
  void countsTheStepsOfManyThreads() {
    TerminalProgress progress = progress(true, false);
    try (Workers workers = Workers.of(4);
        Progress.Phase phase = progress.phase("map", 10_000)) {
      workers.forEach(10_000, i -> phase.advance(1));
      pass(1);
      phase.advance(0);
    }
    assertThat(err.toString()).contains("100 % (10000 of 10000)");
  }

  @Test
  void writesTimesForPeople() {
    assertThat(Durations.of(0.04)).isEqualTo("0.0 s");
    assertThat(Durations.of(59.94)).isEqualTo("59.9 s");
    assertThat(Durations.of(59.96)).isEqualTo("1 min 0 s");
    assertThat(Durations.of(125)).isEqualTo("2 min 5 s");
    assertThat(Durations.of(3780)).isEqualTo("1 h 3 min");
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

  private TerminalProgress progress(boolean terminal, boolean quiet) {
    return new TerminalProgress(
        new PrintWriter(err), terminal, quiet, clock::get, () -> 3 * clock.get() / 1e9);
  }

  private void pass(double seconds) {
    clock.addAndGet(Math.round(seconds * 1e9));
  }
}
