package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.cli.Outcome;
import org.samap.cli.RecordingJobs;
import org.samap.core.engine.Expansion;
import org.samap.core.homology.HomologySources;
import org.samap.core.pipeline.InputFiles;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.SpeciesInput;

class ConfigFileTest {
  private static final String COMPLETE =
      """
      species: {hs: data/human.h5ad, mm: data/mouse.h5ad}
      maps: maps
      out: results
      """;

  @TempDir Path folder = Path.of("");

  private final RecordingJobs jobs = new RecordingJobs();

  @BeforeEach
  void writeInputs() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(folder.resolve("maps"));
    for (String name : List.of("human.h5ad", "mouse.h5ad", "other.h5ad", "labels.tsv")) {
      Files.createFile(folder.resolve("data").resolve(name));
    }
  }

  @Test
  void holdsAWholeRunWithPathsRelativeToItself() {
    RunJob job = accepted(COMPLETE);
    assertThat(job.species())
        .extracting(SpeciesInput::id, s -> s.files().paths().getFirst())
        .containsExactly(
            tuple("hs", folder.resolve("data/human.h5ad")),
            tuple("mm", folder.resolve("data/mouse.h5ad")));
    assertThat(job.links()).isEqualTo(HomologySources.ofMaps(folder.resolve("maps")));
    assertThat(jobs.only(RunCommand.class).out()).isEqualTo(folder.resolve("results"));
  }

  @Test
  void takesListsMapsNumbersAndFlags() {
    RunJob job =
        accepted(
            COMPLETE
                + """
                labels: {hs: cell_type, mm: data/labels.tsv}
                layer: [X, mm=counts]
                hops: [2, mm: 4]
                resolution: 1.5
                same-cluster: [mm]
                expansion: walk
                evalue: 1e-3
                no-umap: true
                all-to-all: false
                """);
    assertThat(job.species().getFirst().labels()).contains(new LabelSource.Column("cell_type"));
    assertThat(job.species().getLast().labels())
        .contains(new LabelSource.Table(folder.resolve("data/labels.tsv")));
    assertThat(job.species())
        .extracting(SpeciesInput::layer)
        .containsExactly(Optional.of("X"), Optional.of("counts"));
    assertThat(job.species()).extracting(SpeciesInput::resolution).containsExactly(1.5, 1.5);
    assertThat(job.params().mapping().neighborhood().hops().general()).isEqualTo(2);
    assertThat(job.params().mapping().neighborhood().hops().of()).isEqualTo(Map.of("mm", 4));
    assertThat(job.params().mapping().neighborhood().sameCluster()).isEqualTo(Set.of("mm"));
    assertThat(job.params().mapping().neighborhood().expansion()).isEqualTo(Expansion.WALK);
    assertThat(job.params().mapping().edges().pairwise()).isTrue();
    assertThat(job.params().homology().maxEvalue()).isEqualTo(1e-3);
    assertThat(job.params().output().umap()).isFalse();
  }

  @Test
  void givesWayToTheCommandLine() {
    RunJob job =
        accepted(
            COMPLETE + "cross-k: 30\nhops: {hs: 1, mm: 2}\nlabels: {hs: a, mm: b}\n",
            "--cross-k",
            "40",
            "--hops",
            "mm=5",
            "--labels",
            "hs=c",
            "--species",
            "hs=" + folder.resolve("data/other.h5ad"));
    assertThat(job.params().mapping().crossK()).isEqualTo(40);
    assertThat(job.params().mapping().neighborhood().hops().of())
        .isEqualTo(Map.of("hs", 1, "mm", 5));
    assertThat(job.species())
        .extracting(SpeciesInput::id, SpeciesInput::files, SpeciesInput::labels)
        .containsExactly(
            tuple(
                "hs",
                InputFiles.of(folder.resolve("data/other.h5ad")),
                Optional.of(new LabelSource.Column("c"))),
            tuple(
                "mm",
                InputFiles.of(folder.resolve("data/mouse.h5ad")),
                Optional.of(new LabelSource.Column("b"))));
  }

  private static String severalFiles() {
    return COMPLETE.replaceFirst("hs: data/human.h5ad", "hs: [data/human.h5ad, data/other.h5ad]");
  }

  @Test
  void listsSeveralFilesOfASpecies() {
    String yaml = severalFiles();
    assertThat(accepted(yaml).species())
        .extracting(s -> s.files().paths())
        .containsExactly(
            List.of(folder.resolve("data/human.h5ad"), folder.resolve("data/other.h5ad")),
            List.of(folder.resolve("data/mouse.h5ad")));
  }

  @Test
  void givesAllFilesOfASpeciesOnTheCommandLineInPlaceOfItsOwn() {
    String yaml = severalFiles();
    assertThat(accepted(yaml, "--species", "hs=" + folder.resolve("data/other.h5ad")).species())
        .extracting(s -> s.files().paths())
        .containsExactly(
            List.of(folder.resolve("data/other.h5ad")), List.of(folder.resolve("data/mouse.h5ad")));
  }

  @Test
  void keepsTheMistakesOfTheCommandLine() {
    String again = "hs=" + folder.resolve("data/other.h5ad");
    assertThat(mistake(COMPLETE, "--species", again, "--species", again))
        .contains("other.h5ad is given twice for one species");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          cross_k: 30          | 'cross_k' is not an option; did you mean cross-k?
          iteration: 3         | 'iteration' is not an option; did you mean iterations?
          config: other.yaml   | 'config' is not an option
          cross-k: many        | Invalid value for option '--cross-k': 'many' is not an int
          cross-k:             | 'cross-k' has no value
          labels: {hs: []}     | 'labels' has no value
          pairs: []            | 'pairs' has no value
          cross-k: [1, 2]      | should be specified only once
          cross-k: [[1]]       | 'cross-k' must be a text or a number
          no-umap: 1           | 'no-umap' must be true or false, but is 1
          no-umap:             | 'no-umap' must be true or false, but is null
          cross-k: true        | 'cross-k' must be a text or a number
          maps: absent         | there is no folder DIR/absent
          hops: {zf: 2}        | --hops names the species 'zf'
          hops: {a: {b: 2}}    | 'hops' must be a text or a number
          {                    | is not valid YAML
          cross-k: 1: 2        | line 4 is not valid YAML
          """)
  void refusesWithOneLine(String line, String message) {
    String yaml = line.startsWith("maps") ? COMPLETE.replace("maps: maps\n", "") : COMPLETE;
    assertThat(mistake(yaml + line + "\n")).contains(message.replace("DIR", folder.toString()));
  }

  @Test
  void refusesAnOptionThatIsGivenTwice() {
    assertThat(mistake(COMPLETE + "out: elsewhere\n"))
        .contains("is not valid YAML")
        .contains("duplicate key");
  }

  @Test
  void refusesWhatIsNoMap() {
    assertThat(mistake("- hs\n")).contains("has no options");
    assertThat(mistake("")).contains("has no options");
  }

  @Test
  void refusesValuesThatHoldThemselvesOrNestWithoutEnd() {
    assertThat(mistake(COMPLETE + "hops: &x {hs: {mm: *x}}\n")).contains("is nested too deep");
    assertThat(mistake(COMPLETE + "hops: &x [*x]\n")).contains("must be a text or a number");
    assertThat(mistake(COMPLETE + "hops: " + "[".repeat(50_000))).contains("is nested too deep");
  }

  @Test
  void servesThePlanOfTheRunToo() throws IOException {
    Path file = folder.resolve("run.yaml");
    Files.writeString(file, COMPLETE + "force: true\ncross-k: 30\n");
    assertThat(Outcome.of(jobs, "plan", "--config", "" + file)).isEqualTo(new Outcome(0, "", ""));
    assertThat(jobs.only(PlanCommand.class).job().params().mapping().crossK()).isEqualTo(30);
  }

  private RunJob accepted(String yaml, String... more) {
    assertThat(run(yaml, more)).isEqualTo(new Outcome(0, "", ""));
    return jobs.only(RunCommand.class).job();
  }

  private String mistake(String yaml, String... more) {
    Outcome outcome = run(yaml, more);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("samap: error: ").hasLineCount(1);
    assertThat(jobs.isIdle()).isTrue();
    return outcome.err();
  }

  private Outcome run(String yaml, String... more) {
    Path file = folder.resolve("run.yaml");
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Outcome.of(
        jobs,
        Stream.concat(Stream.of("run", "--config", file.toString()), Stream.of(more))
            .toArray(String[]::new));
  }
}
