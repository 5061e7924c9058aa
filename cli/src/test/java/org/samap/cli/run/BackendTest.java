package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.cli.Outcome;

/** The choice of the engine on a machine without a driver of NVIDIA GPUs. */
class BackendTest {
  private static final String DRIVER = "samap.cuda.driver";
  private static final String BACKEND = "samap.backend";

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void simulateOnAMachineWithoutADriver() {
    System.setProperty(DRIVER, folder.resolve("no-driver.so").toString());
    assertThat(samap("simulate --species aa,bb --cells 60 --genes 300 --out TMP --quiet").status())
        .isZero();
  }

  @AfterEach
  void clear() {
    System.clearProperty(DRIVER);
    System.clearProperty(BACKEND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run INPUT --out TMP/out --backend cuda",
        "plan INPUT --backend cuda",
        "sam TMP/aa.h5ad --out TMP/out --backend cuda",
        "bench --sizes 200 --out TMP/out --backend cuda"
      })
  void refusesCudaInOneLineBeforeAnyWork(String command) {
    Outcome outcome = samap(command);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            "samap: error: the engine 'cuda' cannot be used: this machine has no NVIDIA driver;"
                + " choose another with --backend\n");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void refusesAnEngineThatDoesNotExist() {
    Outcome outcome = samap("plan INPUT --backend gpu");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo("samap: error: --backend is 'gpu'; give auto, cuda or cpu\n");
  }

  @Test
  void saysNothingOfAGpuThatIsNotThere() {
    Outcome plan = samap("plan INPUT --threads 1");
    assertThat(plan.status()).isZero();
    assertThat(plan.err()).containsOnlyOnce("engine: ").contains("engine: cpu, 1 thread\n");
  }

  @Test
  void takesTheEngineThatAPropertyNames() {
    System.setProperty(BACKEND, "cpu");
    assertThat(samap("plan INPUT --threads 1").err()).contains("engine: cpu, 1 thread, as asked");
    System.setProperty(BACKEND, "cuda");
    assertThat(samap("plan INPUT").err()).contains("has no NVIDIA driver");
    assertThat(samap("plan INPUT --backend auto").status()).isZero();
    System.setProperty(BACKEND, "gpu");
    assertThat(samap("plan INPUT").err())
        .isEqualTo(
            "samap: error: there is no engine 'gpu'; choose auto, cuda or cpu with --backend or"
                + " SAMAP_BACKEND\n");
    assertThat(samap("doctor").status()).isZero();
  }

  @Test
  void namesTheEngineInTheReport() throws IOException {
    Outcome run = samap("run INPUT --out TMP/out --no-umap --no-x --threads 1");
    assertThat(run.status()).isZero();
    assertThat(Files.readString(folder.resolve("out/run.json")))
        .contains("\"engine\": \"cpu, 1 thread\"");
  }

  @Test
  void tellsOfTheMissingDriverWhereItIsLookedFor() {
    assertThat(samap("doctor").out().lines())
        .contains("cuda         not usable: this machine has no NVIDIA driver");
  }

  private Outcome samap(String command) {
    String input = "--species aa=TMP/aa.h5ad --species bb=TMP/bb.h5ad --maps TMP/maps";
    List<String> words =
        Arrays.stream(command.replace("INPUT", input).split(" "))
            .map(word -> word.replace("TMP", folder.toString()))
            .toList();
    return Outcome.of(words.toArray(String[]::new));
  }
}
