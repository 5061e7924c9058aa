package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.sam.WeightMode;
import org.samap.core.simulate.SimulationParams;

class CommandsTest {
  @TempDir Path folder = Path.of("");

  private final RecordingJobs jobs = new RecordingJobs();

  @BeforeEach
  void writeInputs() throws IOException {
    Files.createFile(folder.resolve("human.h5ad"));
    Files.createFile(folder.resolve("labels.tsv"));
    Files.createDirectory(folder.resolve("empty"));
    Path run = Files.createDirectory(folder.resolve("run"));
    for (String name : List.of("samap.h5ad", "hs.h5ad", "mm.h5ad")) {
      Files.createFile(run.resolve(name));
    }
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.createFile(broken.resolve("samap.h5ad"));
  }

  @Test
  void analysesOneSpecies() {
    accepted("sam TMP/human.h5ad --out TMP/sam.h5ad");
    assertThat(jobs.only(SamOptions.class))
        .isEqualTo(
            new SamOptions(
                folder.resolve("human.h5ad"),
                Optional.empty(),
                new SamSettings(100, 20, 3000, WeightMode.RMS, 300, SearchMethod.AUTO, false),
                3.0,
                true,
                0,
                folder.resolve("sam.h5ad")));
  }

  @Test
  void analysesOneSpeciesAsAsked() {
    accepted(
        "sam TMP/human.h5ad --out TMP/sam.h5ad --layer counts --sam-npcs 30 --k 10 --n-genes 500"
            + " --weight-mode variance --npcs 40 --neighbors exact --resolution 0.5 --seed 3"
            + " --no-umap --threads 2");
    assertThat(jobs.only(SamOptions.class))
        .isEqualTo(
            new SamOptions(
                folder.resolve("human.h5ad"),
                Optional.of("counts"),
                new SamSettings(30, 10, 500, WeightMode.VARIANCE, 40, SearchMethod.EXACT, false),
                0.5,
                false,
                3,
                folder.resolve("sam.h5ad")));
    assertThat(jobs.threads()).isEqualTo(2);
  }

  @Test
  void scoresBesideTheRunByDefault() {
    accepted("scores TMP/run --labels hs=cell_type");
    assertThat(jobs.only(ScoresOptions.class))
        .isEqualTo(
            new ScoresOptions(
                folder.resolve("run"),
                Map.of("hs", new LabelSource.Column("cell_type")),
                0,
                folder.resolve("run/scores/mapping_scores.tsv"),
                Optional.of(folder.resolve("run/scores/mapping_table.tsv"))));
  }

  @Test
  void scoresIntoAFolder() {
    accepted("scores TMP/run --labels mm=TMP/labels.tsv --n-top 10 --out TMP/new");
    assertThat(jobs.only(ScoresOptions.class))
        .isEqualTo(
            new ScoresOptions(
                folder.resolve("run"),
                Map.of("mm", new LabelSource.Table(folder.resolve("labels.tsv"))),
                10,
                folder.resolve("new/mapping_scores.tsv"),
                Optional.of(folder.resolve("new/mapping_table.tsv"))));
  }

  @Test
  void scoresIntoAFile() {
    accepted("scores TMP/run --n-top 5 --out TMP/new.tsv");
    assertThat(jobs.only(ScoresOptions.class))
        .isEqualTo(
            new ScoresOptions(
                folder.resolve("run"), Map.of(), 5, folder.resolve("new.tsv"), Optional.empty()));
  }

  @Test
  void simulates() {
    accepted("simulate --species aa,bb --species cc --cells 800 --seed 1 --out TMP/simulated");
    assertThat(jobs.only(SimulateOptions.class))
        .isEqualTo(
            new SimulateOptions(
                List.of("aa", "bb", "cc"), 800, 3158, 8, 4000, 1, folder.resolve("simulated")));
  }

  @Test
  void simulatesAsAsked() {
    accepted(
        "simulate --species aa,bb --cells 60 --genes 500 --types 4 --depth 900.5 --out TMP/simulated");
    assertThat(jobs.only(SimulateOptions.class))
        .isEqualTo(
            new SimulateOptions(
                List.of("aa", "bb"), 60, 500, 4, 900.5, 0, folder.resolve("simulated")));
  }

  @Test
  void simulatesByDefaultWhatTheLibraryDoes() {
    accepted("simulate --species aa,bb --out TMP/simulated");
    assertThat(jobs.only(SimulateOptions.class).params())
        .isEqualTo(SimulationParams.of(List.of("aa", "bb"), 600, 0));
  }

  @Test
  void demonstrates() {
    accepted("demo");
    assertThat(jobs.only(DemoOptions.class))
        .isEqualTo(new DemoOptions(600, 0, Path.of("samap-demo")));
  }

  @Test
  void demonstratesAsAsked() {
    accepted("demo --cells 100 --seed 2 --out TMP/demo --threads 1");
    assertThat(jobs.only(DemoOptions.class))
        .isEqualTo(new DemoOptions(100, 2, folder.resolve("demo")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          sam                                             | sam needs FILE, the cells
          sam TMP/human.h5ad                              | sam needs --out FILE
          sam TMP/absent.h5ad --out TMP/x                 | there is no file TMP/absent.h5ad
          sam TMP/human.h5ad TMP/human.h5ad               | Unmatched argument
          sam TMP/human.h5ad --out TMP/empty              | TMP/empty is a folder
          sam TMP/human.h5ad --out TMP/labels.tsv/x       | because TMP/labels.tsv is a file
          sam TMP/human.h5ad --out TMP/x --resolution -1  | --resolution is -1.0; give a number above 0
          sam TMP/human.h5ad --out TMP/x --k 3            | --k is 3
          scores                                          | scores needs DIR, the folder of a run
          scores TMP/absent --n-top 2                     | there is no folder TMP/absent
          scores TMP/empty --n-top 2                      | has no samap.h5ad, so it is no finished run
          scores TMP/broken --n-top 2                     | has no file of a species
          scores TMP/run                                  | scores needs --labels ID=COLUMN_OR_TSV or --n-top N
          scores TMP/run --labels zf=x                    | --labels names the species 'zf', but there are only hs, mm
          scores TMP/run --labels cell_type               | says no species
          scores TMP/run --labels hs=x.tsv                | there is no file x.tsv
          scores TMP/run --n-top -1                       | --n-top is -1
          scores TMP/run --n-top 1 --out TMP/labels.tsv/x | because TMP/labels.tsv is a file
          simulate --species aa,bb                        | simulate needs --out DIR
          simulate --species aa,bb --genes 9 --out TMP/x  | --genes is 9; give a whole number of at least 100
          simulate --species aa,bb --types 0 --out TMP/x  | --types is 0
          simulate --species aa,bb --depth 0 --out TMP/x  | --depth is 0.0; give a number above 0
          simulate --species aa --out TMP/x               | simulate needs at least two species, but has 1
          simulate --out TMP/x                            | simulate needs at least two species, but has 0
          simulate --species aa,aa --out TMP/x            | the ids 'aa' and 'aa'
          simulate --species aa,b_b --out TMP/x           | has an underscore
          simulate --species aa,,bb --out TMP/x              | empty id
          simulate --species aa,bb --cells 3 --out TMP/x  | --cells is 3; give a whole number of at least 50
          demo --cells 0                                  | --cells is 0
          demo --out TMP/labels.tsv                       | is a file; give the name of a folder
          demo --threads 0                                | --threads is 0
          dmeo                                            | did you mean demo?
          frobnicate                                      | 'frobnicate'; see 'samap --help'
          --verbose                                       | Unknown option: '--verbose'
          """)
  void refusesWithOneLine(String command, String message) {
    Outcome outcome = run(command);
    assertThat(outcome.err())
        .startsWith("samap: error: ")
        .contains(message.replace("TMP", folder.toString()))
        .hasLineCount(1);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(jobs.isIdle()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "sam",
        "scores",
        "markers",
        "pairs",
        "enrich",
        "simulate",
        "demo",
        "completion"
      })
  void explainsEveryCommand(String command) {
    Outcome byOption = run(command + " --help");
    assertThat(byOption.status()).isZero();
    assertThat(byOption.out()).contains("Usage: samap " + command).contains("--help");
    assertThat(run("help " + command)).isEqualTo(byOption);
    assertThat(byOption.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void listsTheCommandsWhenCalledWithoutOne() {
    Outcome nothing = Outcome.of(jobs);
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("Commands:", "run ", "scores ", "simulate ", "demo ");
    assertThat(run("--help")).isEqualTo(new Outcome(0, nothing.err(), ""));
  }

  @Test
  void tellsItsVersion() {
    assertThat(run("--version").out()).matches("samap \\d+\\.\\d+\\.\\d+\\S* \\(Java 2\\d.*\\)\\R");
  }

  @Test
  void printsACompletionScriptThatKnowsTheOptions() {
    Outcome outcome = run("completion");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("#!/usr/bin/env bash")
        .contains("--same-cluster", "function _picocli_samap_scores()");
  }

  private void accepted(String command) {
    assertThat(run(command)).isEqualTo(new Outcome(0, "", ""));
  }

  private Outcome run(String command) {
    return Outcome.of(jobs, command.replace("TMP", folder.toString()).split(" "));
  }
}
