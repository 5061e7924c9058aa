package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.engine.cpu.CpuEngineProvider;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Told;
import org.samap.core.run.Workers;

class EnginesTest {
  private static final long FEW = 999;
  private static final long MANY = 1000;

  private final Workers workers = Workers.of(1);
  private final List<String> told = new ArrayList<>();
  private final Progress progress = new Told(told);

  @AfterEach
  void close() {
    workers.close();
    System.clearProperty(Engines.PROPERTY);
  }

  @Test
  void findsTheCpuOnEveryMachine() {
    assertThat(Engines.kinds()).contains("cpu");
    try (Engine engine = Engines.open("cpu", MANY, workers, progress)) {
      assertThat(engine).isInstanceOf(CpuEngine.class);
    }
    assertThat(told).containsExactly("engine: cpu, 1 thread, as asked for");
  }

  @Test
  void takesTheBestThatCanBeUsedAndSaysInOneLine() {
    try (Engine engine = Engines.open(Engines.AUTO, MANY, workers, progress)) {
      assertThat(engine.name()).isNotEmpty();
    }
    assertThat(told).hasSize(1).first().asString().startsWith("engine: ");
  }

  @Test
  void refusesAnEngineThatIsNotInstalled() {
    assertThatThrownBy(() -> Engines.open("abacus", MANY, workers, progress))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("abacus")
        .hasMessageContaining("auto or cpu");
    assertThatThrownBy(() -> Engines.require("abacus")).isInstanceOf(InputException.class);
    assertThat(told).isEmpty();
  }

  @Test
  void takesAnotherEngineForManyCellsOnlyAndSaysWhy() {
    Abacus abacus = new Abacus();
    assertThat(opened(abacus, Engines.AUTO, MANY))
        .isEqualTo("engine: toy (faster from about 1,000 cells on, and these are 1,000)");
    assertThat(opened(abacus, Engines.AUTO, FEW))
        .isEqualTo(
            "engine: cpu, 1 thread (abacus: faster from about 1,000 cells on, and these are 999)");
    assertThat(opened(abacus, "abacus", FEW)).isEqualTo("engine: toy, as asked for");
  }

  @Test
  void asksNothingOfAnEngineForFewCells() {
    Abacus abacus = new Abacus();
    opened(abacus, Engines.AUTO, FEW);
    assertThat(abacus.asked).isZero();
    opened(abacus, Engines.AUTO, MANY);
    assertThat(abacus.asked).isPositive();
  }

  @Test
  void passesOverAnEngineThatIsNotPresentInSilence() {
    Abacus abacus = new Abacus();
    abacus.present = false;
    assertThat(opened(abacus, Engines.AUTO, MANY)).isEqualTo("engine: cpu, 1 thread");
  }

  @Test
  void saysWhyAnEngineThatIsPresentIsNotTaken() {
    Abacus abacus = new Abacus();
    abacus.why = "beads are missing";
    assertThat(opened(abacus, Engines.AUTO, MANY))
        .isEqualTo("engine: cpu, 1 thread (abacus: beads are missing)");
    assertThatThrownBy(() -> opened(abacus, "abacus", MANY))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.parameter()).isEqualTo("backend"))
        .hasMessage(
            "the engine 'abacus' cannot be used: beads are missing; choose another with backend");
  }

  @Test
  void goesOnWithTheNextIfTheBestDoesNotStart() {
    Abacus abacus = new Abacus();
    abacus.broken = true;
    assertThat(opened(abacus, Engines.AUTO, MANY))
        .isEqualTo("engine: cpu, 1 thread (abacus: a wire broke)");
    assertThatThrownBy(() -> opened(abacus, "abacus", MANY))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.parameter()).isEqualTo("backend"))
        .hasMessage(
            "the engine 'abacus' cannot be used: a wire broke; choose another with backend");
  }

  @Test
  void takesTheOneThatThePropertyNamesUnlessAskedForAnother() {
    assertThat(Engines.usual()).isEqualTo(System.getenv().getOrDefault(Engines.VARIABLE, "auto"));
    System.setProperty(Engines.PROPERTY, "cpu");
    assertThat(Engines.usual()).isEqualTo("cpu");
    System.setProperty(Engines.PROPERTY, " ");
    assertThat(Engines.usual()).isEqualTo(Engines.AUTO);
  }

  /** The one line that opening an engine tells. */
  private String opened(Abacus abacus, String kind, long cells) {
    told.clear();
    List<EngineProvider> providers = List.of(abacus, new CpuEngineProvider());
    Engines.open(providers, kind, cells, workers, progress).close();
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  /** A provider that is what a test makes of it. */
  private static final class Abacus implements EngineProvider {
    private boolean present = true;
    private String why = "";
    private boolean broken;
    private int asked;

    @Override
    public String kind() {
      return "abacus";
    }

    @Override
    public int rank() {
      return 1;
    }

    @Override
    public boolean isPresent() {
      return present;
    }

    @Override
    public long leastCells() {
      return MANY;
    }

    @Override
    public Optional<String> unusable() {
      asked++;
      return Optional.of(why).filter(reason -> !reason.isEmpty());
    }

    @Override
    public Engine open(Workers workers) {
      if (broken) {
        throw new InputException("a wire broke");
      }
      return new ToyEngine(workers);
    }
  }
}
