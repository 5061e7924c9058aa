package org.samap.cli.finished;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.cli.Outcome;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Section;

/** What the commands on a finished run of three species write. */
class FinishedRunCommandsTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void map() {
    run = folder.resolve("run");
    map(run);
  }

  /** Maps all three species. */
  private static String map(Path run, String... options) {
    List<String> args = new ArrayList<>(List.of("run"));
    for (String id : List.of("hu", "mo", "fi")) {
      args.addAll(List.of("--species", id + "=" + MINI.resolve(id + ".h5ad")));
      args.addAll(List.of("--labels", id + "=cell_type"));
    }
    args.addAll(List.of("--maps", "" + MINI.resolve("maps"), "--out", "" + run));
    args.addAll(List.of("--no-umap", "--quiet"));
    args.addAll(List.of(options));
    return samap(args.toArray(String[]::new));
  }

  /** Runs a command that must succeed, and gives what it says. */
  private static String samap(String... args) {
    Outcome ended = Outcome.of(args);
    assertThat(ended.status()).as(ended.err()).isZero();
    return ended.err();
  }

  private static List<List<String>> table(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(line -> Arrays.asList(line.split("\t", -1))).toList();
    }
  }

  private static List<String> column(List<List<String>> table, String name) {
    int column = table.getFirst().indexOf(name);
    return table.stream().skip(1).map(row -> row.get(column)).toList();
  }

  @Test
  void scoresAreThoseOfTheRunWithTheirStatistics() throws IOException {
    samap("scores", "" + run, "--quiet", "--permutations", "500");
    Path scores = run.resolve("scores");
    for (String table : List.of("mapping_scores.tsv", "mapping_table.tsv")) {
      assertThat(scores.resolve(table)).hasSameTextualContentAs(run.resolve(table));
    }
    List<List<String>> statistics = table(scores.resolve("score_statistics.tsv"));
    int types = table(run.resolve("mapping_scores.tsv")).size() - 1;
    assertThat(statistics.size() - 1).isBetween(types * types / 4, types * types / 2);
    assertThat(column(statistics, "q")).anyMatch(q -> Double.parseDouble(q) < 0.05);
    assertThat(column(statistics, "reciprocal_best")).contains("yes", "no");
    assertThat(table(scores.resolve("degeneracy.tsv"))).hasSize(4);
  }

  /** The other two species share the edges of a cell, so that unscaled scores are about half. */
  @Test
  void scoresOfAllSpeciesAtOnceCompareWithThoseOfPairs() throws IOException {
    Path all = folder.resolve("all_to_all");
    map(all, "--all-to-all");
    samap("scores", "" + all, "--quiet");
    Path scores = all.resolve("scores/mapping_scores.tsv");
    assertThat(scores).hasSameTextualContentAs(all.resolve("mapping_scores.tsv"));
    List<Double> best = bestScores(all);
    List<Double> ofPairs = bestScores(run);
    assertThat(best).hasSameSizeAs(ofPairs).allMatch(score -> score <= 1);
    assertThat(mean(best)).isCloseTo(mean(ofPairs), within(0.15));
    samap("confidence", "" + all, "--quiet");
    assertThat(column(table(all.resolve("match_confidence.tsv")), "score"))
        .contains(column(table(all.resolve("mapping_table.tsv")), "score").getFirst());
  }

  @Test
  void searchInTheSpaceOfPairsWarnsOfFalseMatches() {
    Path pairs = folder.resolve("space_of_pairs");
    assertThat(map(pairs, "--search-space", "pair", "--iterations", "1"))
        .contains("warning: --search-space pair can match a type without a counterpart");
    assertThat(map(folder.resolve("joint"), "--iterations", "1")).doesNotContain("--search-space");
  }

  private static List<Double> bestScores(Path run) throws IOException {
    return table(run.resolve("mapping_table.tsv")).stream()
        .filter(row -> row.get(1).equals("1"))
        .map(row -> Double.parseDouble(row.get(3)))
        .toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElseThrow();
  }

  /** Every fourth cell of hu has no label. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "scores",
        "transfer",
        "confidence",
        "markers",
        "pairs",
        "modules",
        "triangles",
        "divergence"
      })
  void cellsWithoutALabelFormNoType(String command) throws IOException {
    List<String> lines = new ArrayList<>();
    try (AnnDataFile hu = AnnDataFile.open(run.resolve("hu.h5ad"))) {
      DataFrame cells = hu.data().obs();
      List<String> types = cells.labels("cell_type");
      for (int c = 0; c < cells.rows(); c++) {
        lines.add(cells.names().get(c) + "\t" + (c % 4 == 0 ? "NA" : types.get(c)));
      }
    }
    Path labels = Files.write(folder.resolve("some_" + command + ".tsv"), lines);
    Path out = folder.resolve("some_" + command);
    String said = samap(command, "" + run, "--labels", "hu=" + labels, "--out", "" + out);
    assertThat(said).contains("warning: hu: 28 of 110 cells have no label and form no type");
    assertThat(out).exists();
  }

  @Test
  void scoresOfSomeSpeciesAndAnEarlierIteration() throws IOException {
    Path file = folder.resolve("some.tsv");
    samap("scores", "" + run, "--only", "fi,hu", "--out", "" + file, "--quiet");
    List<String> nodes = table(file).getFirst();
    assertThat(nodes.stream().skip(1))
        .isNotEmpty()
        .allMatch(node -> node.startsWith("fi_") || node.startsWith("hu_"));
    Path first = folder.resolve("first");
    samap("scores", "" + run, "--iteration", "first", "--out", "" + first, "--quiet");
    List<List<String>> statistics = table(first.resolve("score_statistics.tsv"));
    assertThat(column(statistics, "score")).isEqualTo(column(statistics, "first_score"));
    Path last = folder.resolve("last");
    samap("scores", "" + run, "--iteration", "3", "--out", "" + last, "--quiet");
    assertThat(column(table(last.resolve("score_statistics.tsv")), "gain"))
        .anyMatch(gain -> Double.parseDouble(gain) > 0);
  }

  @Test
  void fewPermutationsAmongManyPairsAreTold() {
    String said =
        samap("scores", "" + run, "--permutations", "10", "--out", "" + folder.resolve("few"));
    Matcher enough = Pattern.compile("give --permutations (\\d+)").matcher(said);
    assertThat(said).contains("warning").contains("10 permutations");
    assertThat(enough.find()).as(said).isTrue();
    assertThat(Integer.parseInt(enough.group(1))).isBetween(100, 1000);
    assertThat(
            samap(
                "scores",
                "" + run,
                "--permutations",
                enough.group(1),
                "--out",
                "" + folder.resolve("enough")))
        .doesNotContain("warning");
  }

  @Test
  void transferredLabelsAreInTablesAndInTheCombinedFile() throws IOException {
    Path file = folder.resolve("with_labels.h5ad");
    byte[] before = Files.readAllBytes(run.resolve("samap.h5ad"));
    samap("transfer", "" + run, "--out", "" + file, "--quiet");
    assertThat(run.resolve("samap.h5ad")).hasBinaryContent(before);
    assertThat(run.resolve("transfer").toFile().list()).hasSize(6);
    List<List<String>> table = table(run.resolve("transfer/hu_from_mo.tsv"));
    assertThat(table).hasSize(111);
    try (AnnDataFile changed = AnnDataFile.open(file);
        AnnDataFile original = AnnDataFile.open(run.resolve("samap.h5ad"))) {
      DataFrame obs = changed.data().obs();
      List<String> labels = obs.labels("transferred_mo");
      assertThat(labels.subList(0, 110)).isEqualTo(column(table, "label"));
      assertThat(labels.subList(110, 220)).isEqualTo(obs.labels("label").subList(110, 220));
      assertThat(obs.numbers("transferred_mo_confidence"))
          .hasSameSizeAs(labels)
          .doesNotContain(Double.NaN);
      assertThat(obs.numbers("transferred_mo_alignment")[110]).isOne();
      assertSameButFor(
          List.of("transferred_hu", "transferred_mo", "transferred_fi"),
          changed.data(),
          original.data());
    }
  }

  @Test
  void transferSaysHowManyCellsGetALabel(@TempDir Path tables) {
    String tables1 = tables.resolve("one").toString();
    assertThat(Outcome.of("transfer", "" + run, "--tables", tables1).err())
        .containsPattern("of the 110 cells of hu, [1-9][0-9]* get a label of mo")
        .doesNotContain("no cell of hu");
    String tables2 = tables.resolve("two").toString();
    assertThat(Outcome.of("transfer", "" + run, "--min-alignment", "1", "--tables", tables2).err())
        .contains("no cell of hu gets a label of mo");
  }

  @Test
  void transferChangesTheCombinedFileThatStaysARun() throws IOException {
    Path copy = folder.resolve("copy");
    try (Stream<Path> files = Files.walk(run)) {
      for (Path from : files.filter(f -> !f.toString().contains("transfer")).toList()) {
        Files.copy(from, copy.resolve(run.relativize(from)));
      }
    }
    samap("transfer", "" + copy, "--threshold", "1", "--in-place", "--quiet");
    samap("transfer", "" + copy, "--in-place", "--quiet");
    try (AnnDataFile changed = AnnDataFile.open(copy.resolve("samap.h5ad"))) {
      assertThat(changed.data().obs().columns()).containsKey("transferred_fi");
      assertThat(changed.data().obs().labels("transferred_fi")).contains("unassigned", "type0");
    }
    samap("scores", "" + copy, "--out", "" + folder.resolve("of_copy"), "--quiet");
    assertThat(folder.resolve("of_copy/mapping_scores.tsv"))
        .hasSameTextualContentAs(run.resolve("mapping_scores.tsv"));
    assertThat(copy.toFile().list()).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void clustersAsManyAsWanted() throws IOException {
    Path file = Files.copy(run.resolve("hu.h5ad"), folder.resolve("clustered.h5ad"));
    samap("cluster", "" + file, "--k", "9", "--in-place", "--quiet");
    try (AnnDataFile changed = AnnDataFile.open(file);
        AnnDataFile original = AnnDataFile.open(run.resolve("hu.h5ad"))) {
      assertThat(new HashSet<>(changed.data().obs().labels("leiden_k9"))).hasSize(9);
      assertSameButFor(List.of("leiden_k9"), changed.data(), original.data());
    }
    String said =
        samap(
            "cluster",
            "" + run.resolve("samap.h5ad"),
            "--k",
            "12",
            "--out",
            "" + folder.resolve("all.h5ad"),
            "--key",
            "families");
    assertThat(said).contains("12 clusters (resolution ", "obs['families']");
  }

  /** Everything is equal but for columns of obs that begin with these names. */
  private static void assertSameButFor(List<String> added, AnnData changed, AnnData original) {
    AnnData now = changed.sectionsInMemory();
    AnnData before = original.sectionsInMemory();
    assertThat(now.var()).isEqualTo(before.var());
    for (Section section : Section.values()) {
      assertThat(now.section(section)).as(section.key()).isEqualTo(before.section(section));
    }
    assertThat(now.obs().names()).isEqualTo(before.obs().names());
    assertThat(before.obs().columns()).isNotEmpty();
    before
        .obs()
        .columns()
        .forEach((name, column) -> assertThat(now.obs().column(name)).isEqualTo(column));
    assertThat(now.obs().columns().keySet())
        .filteredOn(name -> !before.obs().has(name))
        .isNotEmpty()
        .allMatch(name -> added.stream().anyMatch(name::startsWith));
    assertThat(changed.x().isPresent()).isEqualTo(original.x().isPresent());
  }
}
