package org.samap.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

class TerminalProgressTest {
  private static final String CLEAR = "\r\u001B[K";
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 27, 12, 0);

  private final AtomicLong clock = new AtomicLong();
  private final StringWriter err = new StringWriter();

  @Test
  void writesALinePerPhaseWhereNobodyWatches() {
    TerminalProgress progress = progress(plain());
    progress.perform(
        "map, iteration 1",
        100,
        phase -> {
          pass(0.7);
          phase.advance(50);
          pass(0.5);
        });
    progress.info("alignment 0.61");
    assertThat(err).hasToString("[1.2 s] map, iteration 1: done in 1.2 s\nalignment 0.61\n");
  }

  @Test
  void neverCallsAFailedPhaseDone() {
    TerminalProgress progress = progress(plain());
    assertThatThrownBy(
            () ->
                progress.run(
                    "map, iteration 1",
                    4,
                    phase -> {
                      phase.advance(4);
                      pass(3);
                      throw new InputException("no");
                    }))
        .isInstanceOf(InputException.class);
    assertThat(err).hasToString("[3.0 s] map, iteration 1: failed after 3.0 s\n");
    assertThat(progress.phases()).isEmpty();
  }

  @Test
  void givesBackWhatAPhaseFinds() {
    assertThat(progress(plain()).<String>run("read", 1, _ -> "found")).isEqualTo("found");
  }

  @Test
  void tellsHowFarALongPhaseIsWhereNobodyWatches() {
    TerminalProgress progress = progress(plain());
    progress.perform(
        "neighbours",
        1000,
        phase -> {
          for (int i = 0; i < 4; i++) {
            pass(20);
            phase.advance(100);
            progress.tick();
          }
        });
    assertThat(err.toString().lines())
        .containsExactly(
            "[40 s] neighbours: 20 % (200 of 1,000), 5.0/s, 2 min 40 s left",
            "[1 min 20 s] neighbours: 40 % (400 of 1,000), 5.0/s, 2 min 0 s left",
            "[1 min 20 s] neighbours: done in 1 min 20 s");
  }

  @Test
  void drawsOverOneLineOnATerminal() {
    TerminalProgress progress = progress(terminal(80));
    progress.perform(
        "map",
        10,
        phase -> {
          pass(10);
          phase.advance(2);
          progress.tick();
          progress.tick();
          progress.warn("doubt");
        });
    assertThat(err)
        .hasToString(
            CLEAR
                + "[0 s] map ..."
                + CLEAR
                + "[10 s] map: 20 % (2 of 10), 40 s left"
                + CLEAR
                + "warning: doubt\n[10.0 s] map: done in 10.0 s\n");
  }

  @Test
  void letsTheTimeLeftRunBetweenSteps() {
    TerminalProgress progress = progress(terminal(80));
    progress.perform(
        "map",
        4,
        phase -> {
          pass(10);
          phase.advance(1);
          assertThat(stateOf(progress)).endsWith("30 s left");
          pass(4);
          assertThat(stateOf(progress)).endsWith("26 s left");
          pass(6); // the second step should be over: it is longer than the first
          assertThat(stateOf(progress)).endsWith("20 s left");
          pass(10);
          assertThat(stateOf(progress)).endsWith("30 s left");
          phase.advance(3);
          assertThat(stateOf(progress)).endsWith("100 % (4 of 4), 0 s left");
        });
  }

  @Test
  void countsAPartByItsOwnUnits() {
    TerminalProgress progress = progress(terminal(80));
    progress.perform(
        "gene weights",
        4,
        phase -> {
          phase.<Boolean>part(
              2,
              part -> {
                assertThat(stateOf(progress)).endsWith("gene weights ...");
                pass(10);
                part.expect(200);
                part.advance(50);
                assertThat(stateOf(progress)).endsWith("12 % (0 of 4), 1 min 10 s left");
                pass(10);
                part.advance(50);
                return part.part(
                    100,
                    half -> {
                      pass(10);
                      half.expect(2);
                      half.advance(1);
                      assertThat(stateOf(progress)).endsWith("37 % (1 of 4), 50 s left");
                      return true;
                    });
              });
          assertThat(stateOf(progress)).contains("50 % (2 of 4)");
        });
  }

  @Test
  void countsThePartsOfOneWithoutTheOne() {
    TerminalProgress progress = progress(terminal(80));
    progress.perform(
        "loadings",
        1,
        phase ->
            phase.<Boolean>part(
                1,
                part -> {
                  pass(30);
                  part.expect(10);
                  part.advance(3);
                  assertThat(stateOf(progress)).endsWith("loadings: 30 %, 1 min 10 s left");
                  return true;
                }));
  }

  @Test
  void believesStepsMoreThanThePlanOnceThereAreMany() {
    TerminalProgress progress = progress(terminal(200));
    progress.follow(plan("map", 100.0));
    progress.perform(
        "map",
        100,
        phase -> {
          pass(3); // three times as slow as planned
          phase.advance(1);
          assertThat(stateOf(progress)).contains("map: 1 % (1 of 100), 1 min 41 s left");
          pass(27);
          phase.advance(9);
          assertThat(stateOf(progress)).contains("map: 10 % (10 of 100), 3 min 0 s left");
          pass(120);
          phase.advance(40);
          assertThat(stateOf(progress)).contains("map: 50 % (50 of 100), 2 min 26 s left");
        });
  }

  @Test
  void takesThePlanForAPhaseThatCountsNothing() {
    TerminalProgress progress = progress(terminal(200));
    progress.follow(plan("loadings", 50.0, "map", 50.0));
    progress.perform(
        "loadings",
        0,
        _ -> {
          pass(10);
          assertThat(stateOf(progress))
              .isEqualTo("[10 s; 10 %, 1 min 30 s left, until 12:01] loadings: 40 s left");
          pass(50); // longer than planned
          assertThat(stateOf(progress))
              .isEqualTo("[1 min 0 s; 54 %, 50 s left, until 12:00] loadings ...");
        });
  }

  @Test
  void stretchesThePlanByWhatThePhasesBeforeTook() {
    TerminalProgress progress = progress(terminal(200));
    progress.follow(plan("read", 40.0, "map", 60.0));
    progress.perform("read", 0, _ -> pass(90)); // with a tenth of the plan at its own pace: twice
    progress.perform("unplanned", 0, _ -> assertThat(stateOf(progress)).contains("2 min 0 s left"));
    progress.perform(
        "map",
        0,
        _ -> {
          pass(30);
          assertThat(stateOf(progress))
              .isEqualTo("[2 min 0 s; 57 %, 1 min 30 s left, until 12:01] map: 1 min 30 s left");
        });
  }

  @Test
  void namesTheDayOfAnEndThatIsNotToday() {
    TerminalProgress progress = progress(terminal(200));
    progress.follow(plan("map", 100_000.0));
    progress.perform(
        "map", 0, _ -> assertThat(stateOf(progress)).contains("until 28 Nov 15:46] map"));
  }

  @Test
  void tellsMillionsInWords() {
    TerminalProgress progress = progress(terminal(200));
    progress.perform(
        "write",
        29_392_174,
        phase -> {
          pass(3);
          phase.advance(14_689_999);
          assertThat(stateOf(progress))
              .isEqualTo(
                  "[3 s] write: 49 % (14.6 million of 29.3 million), 4.8 million/s, 3 s left");
        });
  }

  @Test
  void tellsLessWhereTheTerminalIsNarrow() {
    String all =
        "[50 s; 50 %, 50 s left, until 12:00] hs: UMAP: 50 % (250 of 500), 5.0/s, 50 s left";
    assertThat(narrowedTo(all.length() + 1)).isEqualTo(all);
    assertThat(narrowedTo(all.length())).isEqualTo(all.replace(", 5.0/s", ""));
    assertThat(narrowedTo(76)).isEqualTo(all.replace(", 5.0/s", ""));
    assertThat(narrowedTo(75)).isEqualTo(all.replace(" (250 of 500), 5.0/s", ""));
    assertThat(narrowedTo(61))
        .isEqualTo(
            "[50 s; 50 %, 50 s left] hs: UMAP: 50 % (250 of 500), 50 s left"
                .replace(" (250 of 500)", ""));
    assertThat(narrowedTo(39)).isEqualTo("[50 s; 50 %, 50 s left] hs: UMAP: 50 %");
    assertThat(narrowedTo(20)).isEqualTo("[50 s; 50 %, 50 s l");
  }

  private String narrowedTo(int columns) {
    err.getBuffer().setLength(0);
    clock.set(0);
    TerminalProgress progress = progress(terminal(columns));
    progress.follow(plan("hs: UMAP", 100.0));
    return progress.run(
        "hs: UMAP",
        500,
        phase -> {
          pass(50);
          phase.advance(250);
          return stateOf(progress);
        });
  }

  @Test
  void cutsTheStateToTheTerminal() {
    TerminalProgress progress = progress(terminal(20));
    progress.perform("a phase with a long name", 0, _ -> {});
    assertThat(err.toString()).startsWith(CLEAR + "[0 s] a phase with " + CLEAR + "[0.0 s] a");
  }

  @Test
  void showsTheInnerOfTwoPhases() {
    TerminalProgress progress = progress(terminal(80));
    progress.perform(
        "outer",
        2,
        outer -> {
          progress.perform(
              "inner",
              0,
              inner -> {
                pass(1);
                inner.advance(5);
                assertThat(stateOf(progress)).isEqualTo("[1 s] inner: 5, 5.0/s");
              });
          pass(1);
          outer.advance(1);
          assertThat(stateOf(progress)).isEqualTo("[2 s] outer: 50 % (1 of 2), 2 s left");
        });
    assertThat(progress.phases())
        .extracting(PhaseRecord::name, PhaseRecord::seconds, PhaseRecord::cpuSeconds)
        .containsExactly(tuple("inner", 1.0, 3.0), tuple("outer", 2.0, 6.0));
  }

  @Test
  void countsByNewTotals() {
    TerminalProgress progress = progress(terminal(80));
    progress.perform(
        "rounds",
        10,
        phase -> {
          pass(4);
          phase.expect(4);
          phase.advance(1);
          assertThat(stateOf(progress)).isEqualTo("[4 s] rounds: 25 % (1 of 4), 12 s left");
          phase.advance(15);
          assertThat(stateOf(progress)).contains("100 % (4 of 4)");
        });
  }

  @Test
  void leavesNoHalfLineBehind() {
    TerminalProgress progress = progress(terminal(80));
    progress.perform(
        "map",
        10,
        _ -> {
          progress.close();
          assertThat(err.toString()).endsWith("map ..." + CLEAR);
          progress.tick();
        });
    assertThat(err.toString()).endsWith("map ..." + CLEAR);
  }

  @Test
  void tellsInALineOfItsOwnWhereItWasInterrupted() {
    TerminalProgress progress = progress(terminal(80));
    progress.perform("map", 10, _ -> progress.interrupted());
    assertThat(err.toString()).endsWith("map ..." + CLEAR + "interrupted in map\n");
  }

  @Test
  void saysNothingOfAnEndAfterTheJob() {
    TerminalProgress progress = progress(terminal(80));
    progress.interrupted();
    assertThat(err).hasToString("");
  }

  @Test
  void keepsTimeAndMemoryEvenWhenQuiet() {
    TerminalProgress progress = progress(new Screen(true, 80, true));
    progress.perform(
        "map",
        10,
        phase -> {
          pass(2.5);
          phase.advance(5);
          progress.tick();
        });
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
    TerminalProgress progress = progress(terminal(80));
    progress.perform(
        "map",
        10_000,
        phase -> {
          try (Workers workers = Workers.of(4)) {
            workers.forEach(10_000, _ -> phase.advance(1));
          }
          pass(1);
          assertThat(stateOf(progress)).contains("100 % (10,000 of 10,000)");
        });
  }

  /** What is drawn now. */
  private String stateOf(TerminalProgress progress) {
    progress.tick();
    String all = err.toString();
    return all.substring(all.lastIndexOf(CLEAR) + CLEAR.length());
  }

  private static Map<String, Double> plan(Object... namesAndSeconds) {
    Map<String, Double> plan = new LinkedHashMap<>();
    for (int i = 0; i < namesAndSeconds.length; i += 2) {
      plan.put((String) namesAndSeconds[i], (Double) namesAndSeconds[i + 1]);
    }
    return plan;
  }

  private static Screen plain() {
    return new Screen(false, 80, false);
  }

  private static Screen terminal(int columns) {
    return new Screen(true, columns, false);
  }

  private TerminalProgress progress(Screen screen) {
    return new TerminalProgress(
        new PrintWriter(err),
        screen,
        new Clocks(clock::get, () -> 3 * clock.get() / 1e9, () -> NOON));
  }

  private void pass(double seconds) {
    clock.addAndGet(Math.round(seconds * 1e9));
  }
}
