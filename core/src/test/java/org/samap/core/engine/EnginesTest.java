package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

class EnginesTest {
  private final Workers workers = Workers.of(1);
  private final List<String> told = new ArrayList<>();
  private final Progress progress =
      new Progress() {
        @Override
        public <T> T run(String name, long total, Function<? super Phase, ? extends T> work) {
          return Progress.silent().run(name, total, work);
        }

        @Override
        public void info(String message) {
          told.add(message);
        }

        @Override
        public void warn(String message) {
          told.add("warning: " + message);
        }
      };

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void findsTheCpuOnEveryMachine() {
    assertThat(Engines.kinds()).contains("cpu");
    try (Engine engine = Engines.open("cpu", workers, progress)) {
      assertThat(engine).isInstanceOf(CpuEngine.class);
    }
    assertThat(told).containsExactly("engine: cpu, 1 thread, as asked for");
  }

  @Test
  void takesTheBestThatCanBeUsedAndSaysInOneLine() {
    try (Engine engine = Engines.open(Engines.AUTO, workers, progress)) {
      assertThat(engine.name()).isNotEmpty();
    }
    assertThat(told).hasSize(1).first().asString().startsWith("engine: ");
  }

  @Test
  void refusesAnEngineThatIsNotInstalled() {
    assertThatThrownBy(() -> Engines.open("abacus", workers, progress))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("abacus")
        .hasMessageContaining("auto, cpu");
    assertThat(told).isEmpty();
  }
}
