package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Accepted;
import org.samap.cli.Outcome;
import org.samap.cli.RecordingJobs;
import org.samap.cli.TinyRun;
import org.samap.cli.options.Job;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.simulate.SimulationParams;

/** What the commands that make or analyse single files understand their options to say. */
class DataCommandsTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void writeInput() throws IOException {
    Files.createFile(folder.resolve("human.h5ad"));
  }

  @Test
  void samAnalysesAsARunDoesByDefault() {
    SamCommand asked = accepted(SamCommand.class, "sam TMP/human.h5ad --out TMP/sam.h5ad");
    assertThat(asked.params()).isEqualTo(RunParams.defaults());
    assertThat(asked.input()).isEqualTo(SpeciesInput.of("sam", folder.resolve("human.h5ad")));
    assertThat(asked.out()).isEqualTo(folder.resolve("sam.h5ad"));
  }

  @Test
  void samAnalysesAsAsked() {
    SamCommand asked =
        accepted(
            SamCommand.class,
            "sam TMP/human.h5ad --out TMP/sam.h5ad --layer counts --npcs 40 --resolution 0.5"
                + " --seed 3 --no-umap");
    assertThat(asked.input().layer()).isEqualTo(Optional.of("counts"));
    assertThat(asked.input().resolution()).isEqualTo(0.5);
    assertThat(asked.params().species().components()).isEqualTo(40);
    assertThat(asked.params().species().seed()).isEqualTo(3);
    assertThat(asked.params().species().leiden().seed()).isEqualTo(3);
    assertThat(asked.params().output().umap()).isFalse();
  }

  @Test
  void clusterChangesTheFileIfAsked() {
    ClusterCommand asked =
        accepted(ClusterCommand.class, "cluster TMP/human.h5ad --k 40 --in-place");
    assertThat(asked.k()).isEqualTo(40);
    assertThat(asked.key()).isEqualTo("leiden_k40");
    assertThat(asked.leiden()).isEqualTo(LeidenParams.defaults());
    assertThat(asked.out()).isEqualTo(asked.file()).isEqualTo(folder.resolve("human.h5ad"));
  }

  @Test
  void clusterClustersAsAsked() {
    ClusterCommand asked =
        accepted(
            ClusterCommand.class,
            "cluster TMP/human.h5ad --k 7 --key families --seed 3 --out TMP/new.h5ad");
    assertThat(asked.key()).isEqualTo("families");
    assertThat(asked.leiden().seed()).isEqualTo(3);
    assertThat(asked.out()).isEqualTo(folder.resolve("new.h5ad"));
  }

  @Test
  void simulateDoesByDefaultWhatTheLibraryDoes() {
    SimulateCommand asked =
        accepted(
            SimulateCommand.class, "simulate --species aa,bb --species cc --out TMP/simulated");
    assertThat(asked.params()).isEqualTo(SimulationParams.of(List.of("aa", "bb", "cc"), 600, 0));
    assertThat(asked.out()).isEqualTo(folder.resolve("simulated"));
  }

  @Test
  void simulateDoesAsAsked() {
    SimulationParams asked =
        accepted(
                SimulateCommand.class,
                "simulate --species aa,bb --cells 60 --genes 500 --types 4 --depth 900.5 --seed 1"
                    + " --out TMP/simulated")
            .params();
    assertThat(asked.cells()).isEqualTo(60);
    assertThat(asked.genes()).isBetween(495, 505);
    assertThat(asked.types().shared()).isEqualTo(4);
    assertThat(asked.sampling().depth()).isEqualTo(900.5);
    assertThat(asked.seed()).isEqualTo(1);
  }

  @Test
  void demoSimulatesThreeSpecies() {
    DemoCommand asked = accepted(DemoCommand.class, "demo");
    assertThat(asked.params()).isEqualTo(SimulationParams.of(List.of("aa", "bb", "cc"), 600, 0));
    assertThat(asked.out()).isEqualTo(Path.of("samap-demo"));
  }

  @Test
  void demoSimulatesAsAsked() {
    DemoCommand asked =
        accepted(DemoCommand.class, "demo --cells 100 --seed 2 --out TMP/demo --threads 1");
    assertThat(asked.params()).isEqualTo(SimulationParams.of(List.of("aa", "bb", "cc"), 100, 2));
    assertThat(asked.out()).isEqualTo(folder.resolve("demo"));
  }

  @Test
  void simulateAndDemoReplaceWhatWasSimulated() throws IOException {
    for (String name : List.of("aa.h5ad", "truth.tsv", "data/aa.h5ad", "data/truth.tsv")) {
      Files.createDirectories(folder.resolve(name).resolveSibling(""));
      Files.createFile(folder.resolve(name));
    }
    TinyRun.write(folder.resolve("results"), "aa", "bb", "cc");
    accepted(SimulateCommand.class, "simulate --species aa,bb --out TMP");
    accepted(DemoCommand.class, "demo --out TMP");
  }

  @Test
  void demoRefusesTheResultsOfAnotherRun() throws IOException {
    TinyRun.write(folder.resolve("results"), "hs", "mm");
    Outcome refused = Outcome.of(new RecordingJobs(), "demo", "--out", "" + folder);
    assertThat(refused.err())
        .startsWith("samap: error: --out: " + folder.resolve("results/samap.h5ad"))
        .hasLineCount(1);
    assertThat(refused.status()).isEqualTo(2);
  }

  private <T extends Job> T accepted(Class<T> type, String line) {
    return Accepted.command(type, line, folder);
  }
}
