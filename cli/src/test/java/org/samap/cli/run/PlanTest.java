package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;
import org.samap.core.engine.EngineMemory;
import org.samap.core.pipeline.plan.RunPlan;
import org.samap.core.run.InputException;

/** What {@code samap plan} tells, and when {@code samap run} refuses. */
class PlanTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void simulate() {
    assertThat(
            samap("simulate --species aa,bb --cells 60 --genes 300 --out TMP/data --quiet")
                .status())
        .isZero();
  }

  @Test
  void tellsSizesPhasesAndWhetherTheRunFits() {
    Outcome plan = samap("plan INPUT --memory 4g");
    assertThat(plan.status()).isZero();
    assertThat(plan.err()).contains("aa: ", "bb: ", "have a link").doesNotContain("warning");
    assertThat(plan.out())
        .contains("aa", "60", "gene weights", "map", "total", "UMAP")
        .contains("The run fits into 4096 MB (--memory).");
    assertThat(samap("plan INPUT --no-umap").out()).doesNotContain("UMAP");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void tellsThatTheBudgetIsTooSmall() {
    Outcome plan = samap("plan INPUT --memory 20m");
    assertThat(plan.status()).isEqualTo(2);
    assertThat(plan.out()).contains("gene weights", "total").doesNotContain("fits into");
    assertThat(plan.err().lines().toList().getLast())
        .matches(
            "samap: error: the run needs about \\d+ MB even .* but may use only 20; give a larger"
                + " --memory.*");
  }

  @Test
  void refusesARunThatCannotEndWell() {
    Outcome run = samap("run INPUT --memory 20m --out TMP/out");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("gene weights", "total");
    assertThat(run.err().lines().toList().getLast())
        .matches("samap: error: the run needs about \\d+ MB even .* give a larger --memory.*");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void tellsInOneLineWhatARunWillTake() {
    Outcome run = samap("run INPUT --out TMP/out --no-umap --no-x");
    assertThat(run.status()).isZero();
    assertThat(run.err().lines().toList().getFirst()).matches("Plan: about \\d.*, \\d+ of \\d+ MB");
    assertThat(Files.exists(folder.resolve("out/samap.h5ad"))).isTrue();
  }

  @Test
  void namesTheFileThatCannotBePlanned() {
    assertThat(samap("plan INPUT --layer spliced").err())
        .contains("aa.h5ad: there is no matrix 'spliced'");
  }

  @Test
  void namesTheOptionOfAHeapThatIsTooSmall() {
    RunPlan plan =
        new RunPlan(List.of(), List.of(), 0, RunPlan.Place.MEMORY, 1L << 40, 0, 3L << 30, 1L << 30);
    assertThatThrownBy(() -> PlanTable.require(plan))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("the run needs about 3072 MB of heap, but Java may use only 1024;")
        .hasMessageContaining("SAMAP_JAVA_OPTS=-Xmx3246m");
  }

  @Test
  void tellsWhatToGiveARunThatRanOutOfMemory() {
    RunPlan plan =
        new RunPlan(List.of(), List.of(), 0, RunPlan.Place.MEMORY, 1L << 40, 0, 1L << 30, 2L << 30);
    assertThat(PlanTable.outOfMemory(plan))
        .isEqualTo(
            "Java ran out of memory: 2048 MB of heap were allowed, and the plan was"
                + " 1024; allow more with SAMAP_JAVA_OPTS=-Xmx3072m");
  }

  @Test
  void tellsWhatOperationsTakeOfTheMemoryOfADevice() {
    List<EngineMemory.Need> needs =
        List.of(
            new EngineMemory.Need("expression", 3 << 20), new EngineMemory.Need("UMAP", 1 << 20));
    assertThat(PlanTable.lines(new EngineMemory("a device", 4 << 20, needs)))
        .contains(
            "On a device:",
            "expression                          3",
            "UMAP                                1",
            "Each operation fits into the 4 MB of the device at once.")
        .last()
        .asString()
        .contains("times on a GPU are not measured");
    assertThat(PlanTable.lines(new EngineMemory("a device", 2 << 20, needs)))
        .contains("What does not fit into the 2 MB of the device is done in pieces.");
    assertThat(samap("plan INPUT --backend cpu").out()).doesNotContain("device");
  }

  private Outcome samap(String command) {
    String input =
        "--species aa=TMP/data/aa.h5ad --species bb=TMP/data/bb.h5ad --maps TMP/data/maps";
    List<String> words = new ArrayList<>(Arrays.asList(command.replace("INPUT", input).split(" ")));
    words.replaceAll(word -> word.replace("TMP", folder.toString()));
    return Outcome.of(words.toArray(String[]::new));
  }
}
