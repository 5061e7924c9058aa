package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.cli.run.ClusterOptions;
import org.samap.cli.run.DemoOptions;
import org.samap.cli.run.SamOptions;
import org.samap.cli.run.SimulateOptions;
import org.samap.cli.scores.TransferOptions;
import org.samap.core.analysis.scores.LabelTransfer;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.SpeciesParams;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SamParams;
import org.samap.core.sam.WeightMode;
import org.samap.core.simulate.SimulationParams;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandsTest {
  @TempDir Path folder = Path.of("");

  private final RecordingJobs jobs = new RecordingJobs();

  @BeforeEach
  void writeInputs() throws IOException {
    Files.createFile(folder.resolve("human.h5ad"));
    Files.createFile(folder.resolve("labels.tsv"));
    Files.createDirectory(folder.resolve("empty"));
    TinyRun.write(folder.resolve("run"), "hs", "mm");
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
                SpeciesParams.defaults(),
                3.0,
                true,
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
                new SpeciesParams(
                        PreprocessParams.defaults(),
                        SamParams.defaults()
                            .withK(10)
                            .withPca(p -> p.withNpcs(30).withNGenes(500))
                            .withWeights(new SamParams.Weights(WeightMode.VARIANCE, 50))
                            .withSearch(search -> search.withMethod(SearchMethod.EXACT)),
                        LeidenParams.defaults(),
                        40,
                        false)
                    .withSeed(3),
                0.5,
                false,
                folder.resolve("sam.h5ad")));
    assertThat(jobs.threads()).isEqualTo(2);
  }

  @Test
  void transfersIntoTheRunIfAsked() {
    accepted("transfer TMP/run --labels hs=cell_type --in-place");
    assertThat(jobs.only(TransferOptions.class))
        .isEqualTo(
            new TransferOptions(
                folder.resolve("run"),
                Map.of("hs", new LabelSource.Column("cell_type")),
                new LabelTransfer.Params(0.5, 0),
                folder.resolve("run/transfer"),
                Optional.of(folder.resolve("run/samap.h5ad"))));
  }

  @Test
  void transfersAsAsked() {
    accepted(
        "transfer TMP/run --threshold 0.7 --min-alignment 0.1 --tables TMP/tables --out"
            + " TMP/new.h5ad");
    assertThat(jobs.only(TransferOptions.class))
        .isEqualTo(
            new TransferOptions(
                folder.resolve("run"),
                Map.of(),
                new LabelTransfer.Params(0.7, 0.1),
                folder.resolve("tables"),
                Optional.of(folder.resolve("new.h5ad"))));
  }

  @Test
  void transfersIntoTablesAloneByDefault() {
    accepted("transfer TMP/run");
    assertThat(jobs.only(TransferOptions.class).annData()).isEmpty();
  }

  @Test
  void clustersInPlaceIfAsked() {
    accepted("cluster TMP/human.h5ad --k 40 --in-place");
    assertThat(jobs.only(ClusterOptions.class))
        .isEqualTo(
            new ClusterOptions(
                folder.resolve("human.h5ad"), 40, "leiden_k40", 0, folder.resolve("human.h5ad")));
  }

  @Test
  void clustersAsAsked() {
    accepted("cluster TMP/human.h5ad --k 7 --key families --seed 3 --out TMP/new.h5ad");
    assertThat(jobs.only(ClusterOptions.class))
        .isEqualTo(
            new ClusterOptions(
                folder.resolve("human.h5ad"), 7, "families", 3, folder.resolve("new.h5ad")));
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
        "simulate --species aa,bb --cells 60 --genes 500 --types 4 --depth 900.5 --out"
            + " TMP/simulated");
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
          scores TMP/broken --n-top 2                     | broken/samap.h5ad: it is not an HDF5 file; give a .h5ad file
          scores TMP/run --labels zf=x                    | --labels names the species 'zf', but there are only hs, mm
          scores TMP/run --labels cell_type               | says no species
          scores TMP/run --labels hs=x.tsv                | there is no file x.tsv
          scores TMP/run --n-top -1                       | --n-top is -1
          scores TMP/run --n-top 1 --out TMP/labels.tsv/x | because TMP/labels.tsv is a file
          scores TMP/run --only hs                        | --only names one species, and scores are between two
          scores TMP/run --only hs,zf                     | --only names the species 'zf', but there are only hs, mm
          scores TMP/run --iteration 0                    | --iteration is 0; give a whole number of at least 1
          scores TMP/run --iteration second               | --iteration is 'second'; give first, last or a whole number
          scores TMP/run --permutations 0                 | --permutations is 0; give a number of at least 1
          transfer                                        | transfer needs DIR, the folder of a run
          transfer TMP/empty                              | has no samap.h5ad, so it is no finished run
          transfer TMP/run --labels zf=x                  | --labels names the species 'zf', but there are only hs, mm
          transfer TMP/run --threshold 1.5                | --threshold is 1.5; give a number from 0 to 1
          transfer TMP/run --min-alignment NaN            | --min-alignment is NaN
          transfer TMP/run --in-place --out TMP/x.h5ad    | --out and --in-place exclude each other
          transfer TMP/run --out TMP/run/samap.h5ad       | the file that is read; give --in-place to change it
          transfer TMP/run --tables TMP/labels.tsv        | is a file; give the name of a folder
          transfer TMP/run --out TMP/empty                | TMP/empty is a folder
          cluster                                         | cluster needs FILE, the cells
          cluster TMP/absent.h5ad --k 3                   | there is no file TMP/absent.h5ad
          cluster TMP/human.h5ad                          | cluster needs --k N, the number of clusters
          cluster TMP/human.h5ad --k 0                    | --k is 0; give a whole number of at least 1
          cluster TMP/human.h5ad --k many                 | 'many' is not an int
          cluster TMP/human.h5ad --k 3 --key a/b          | --key is 'a/b', which no column can be called
          cluster TMP/human.h5ad --k 3 --out TMP/empty    | TMP/empty is a folder
          cluster TMP/human.h5ad --k 3                    | cluster needs --out FILE, the file to write, or --in-place
          cluster TMP/human.h5ad --k 3 --in-place --out x | --out and --in-place exclude each other
          cluster TMP/human.h5ad --k 3 --out TMP/human.h5ad | the file that is read; give --in-place to change it
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

  /** All commands but help, in the order of the help. */
  static List<String> commands() {
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    return new Cli(new RecordingJobs(), none, none)
        .commandLine().getSubcommands().keySet().stream()
            .filter(name -> !name.equals("help"))
            .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void explainsEveryCommand(String command) {
    Outcome byOption = run(command + " --help");
    assertThat(byOption.status()).isZero();
    assertThat(byOption.out()).contains("Usage: samap " + command).contains("--help");
    assertThat(run("help " + command)).isEqualTo(byOption);
    assertThat(byOption.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void listsEveryOptionOnce(String command) {
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    CommandLine asked =
        Objects.requireNonNull(
            new Cli(jobs, none, none).commandLine().getSubcommands().get(command));
    List<String> options =
        asked.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
    String help = run(command + " --help").out();
    assertThat(options)
        .isNotEmpty()
        .allSatisfy(
            option ->
                assertThat(help.lines())
                    .filteredOn(line -> line.matches("(      |  -., )" + option + "([ =].*)?"))
                    .hasSize(1));
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
