package org.samap.cli.finished;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.cli.Outcome;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.Section;

/**
 * A run whose files were edited: cells and genes in another order give the same answers, and what
 * was damaged is told in one line by every command.
 */
class EditedRunTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

  private static final List<String> COMMANDS =
      List.of(
          "scores RUN --permutations 2 --out OUT/scores",
          "scores RUN --labels hu=cell_type --iteration first --out OUT/first.tsv",
          "transfer RUN --max-error 1 --tables OUT/transfer --out OUT/transferred.h5ad",
          "markers RUN --out OUT/markers.tsv",
          "pairs RUN --out OUT/pairs.tsv",
          "enrich RUN --annotations hu=MINI/annotations/hu.tsv --column GO --out OUT/terms.tsv",
          "paralogs RUN --out OUT/paralogs.tsv",
          "delta RUN --out OUT/delta.tsv",
          "divergence RUN --out OUT/divergence",
          "triangles RUN --out OUT/triangles",
          "orthogroups RUN --eggnog hu=TMP/hu.eggnog --eggnog mo=TMP/hu.eggnog --taxon 33208"
              + " --out OUT/groups.tsv",
          "modules RUN --out OUT/modules",
          "query RUN hu_g0.0 --out OUT/query.tsv",
          "families RUN --divergence TMP/times.tsv --out OUT/families",
          "confidence RUN --out OUT/confidence.tsv");

  /** Commands whose answers do not depend on the order of the cells in any way. */
  private static final List<String> COMPARED =
      COMMANDS.stream()
          .filter(c -> c.matches("(scores|transfer|markers|pairs|delta|divergence|query) .*"))
          .toList();

  /** Commands that read the files of the species. */
  private static final Set<String> READ_SPECIES =
      Set.of("markers", "pairs", "enrich", "divergence", "triangles", "modules", "confidence");

  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void map() throws IOException {
    run = folder.resolve("run");
    List<String> args = new ArrayList<>(List.of("run"));
    for (String id : List.of("hu", "mo", "fi")) {
      args.addAll(List.of("--species", id + "=" + MINI.resolve(id + ".h5ad")));
      args.addAll(List.of("--labels", id + "=cell_type"));
    }
    args.addAll(List.of("--maps", "" + MINI.resolve("maps"), "--out", "" + run));
    args.addAll(List.of("--no-umap", "--no-x", "--quiet"));
    Files.writeString(folder.resolve("times.tsv"), "hu\tmo\t90\nfi\thu\t430\nfi\tmo\t430\n");
    Files.writeString(
        folder.resolve("hu.eggnog"),
        "#query\teggNOG_OGs\ng0.0\t38CPI@33208|Metazoa\ng1.0\t38CPI@33208|Metazoa\n");
    Outcome mapped = Outcome.of(args.toArray(String[]::new));
    assertThat(mapped.err()).isEmpty();
    for (String command : COMMANDS) {
      Outcome outcome = samap(command, run, "original");
      assertThat(outcome.status()).as(command + ": " + outcome.err()).isZero();
    }
  }

  private static Outcome samap(String command, Path run, String out) {
    return Outcome.of(
        Arrays.stream((command + " --quiet").split(" "))
            .map(word -> word.replace("RUN", "" + run).replace("TMP", "" + folder))
            .map(word -> word.replace("MINI", "" + MINI))
            .map(word -> word.replace("OUT", "" + folder.resolve(out)))
            .toArray(String[]::new));
  }

  /** A copy of the run with one of its files edited. */
  private static Path edited(String name, String file, UnaryOperator<AnnData> change)
      throws IOException {
    Path copy = folder.resolve("run-" + name.replaceAll("\\W+", "_"));
    if (!Files.exists(copy)) {
      try (Stream<Path> files = Files.walk(run)) {
        for (Path from : files.toList()) {
          Files.copy(from, copy.resolve(run.relativize(from)));
        }
      }
      EditedFiles.edit(run.resolve(file), copy.resolve(file), change);
    }
    return copy;
  }

  private static final List<String> SHUFFLED =
      List.of("samap.h5ad", "hu.h5ad", "iterations/1.h5ad");

  static Stream<Arguments> orders() {
    return SHUFFLED.stream()
        .map(file -> Arguments.of(file, "cells and genes", shuffle(true, true)));
  }

  static Stream<Arguments> ordersOfOne() {
    return SHUFFLED.stream()
        .flatMap(
            file ->
                Stream.of(
                    Arguments.of(file, "cells", shuffle(true, false)),
                    Arguments.of(file, "genes", shuffle(false, true))));
  }

  private static UnaryOperator<AnnData> shuffle(boolean cells, boolean genes) {
    return data ->
        EditedFiles.select(
            data,
            cells ? EditedFiles.shuffled(data.cells()) : EditedFiles.all(data.cells()),
            genes ? EditedFiles.shuffled(data.genes()) : EditedFiles.all(data.genes()));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("orders")
  void anotherOrderGivesTheSameAnswers(String file, String what, UnaryOperator<AnnData> change)
      throws IOException {
    String out = "shuffled " + what + " of " + file.replace('/', ' ');
    out = out.replace(' ', '_');
    Path copy = edited(out, file, change);
    for (String command : COMPARED) {
      Outcome outcome = samap(command, copy, out);
      assertThat(outcome.status()).as(command + ": " + outcome.err()).isZero();
    }
    Path before = folder.resolve("original");
    Path after = folder.resolve(out);
    assertSameNumbers(before.resolve("scores/mapping_scores.tsv"), after);
    assertSameNumbers(before.resolve("first.tsv"), after);
    assertSameNumbers(before.resolve("query.tsv"), after);
    assertSameNumbers(before.resolve("delta.tsv"), after);
    assertSameNumbers(before.resolve("transfer/hu_from_mo.tsv"), after);
    assertSameNumbers(before.resolve("markers.tsv"), after);
    assertSameNumbers(before.resolve("pairs.tsv"), after);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("ordersOfOne")
  void anotherOrderOfCellsOrGenesAloneGivesTheSameAnswers(
      String file, String what, UnaryOperator<AnnData> change) throws IOException {
    anotherOrderGivesTheSameAnswers(file, what, change);
  }

  static Stream<Arguments> subsets() {
    return Stream.of(
        Arguments.of("cells", select(true, false)), Arguments.of("genes", select(false, true)));
  }

  private static UnaryOperator<AnnData> select(boolean cells, boolean genes) {
    return data ->
        EditedFiles.select(
            data,
            cells ? EditedFiles.some(data.cells()) : EditedFiles.all(data.cells()),
            genes ? EditedFiles.some(data.genes()) : EditedFiles.all(data.genes()));
  }

  @ParameterizedTest(name = "some {0} of the combined file")
  @MethodSource("subsets")
  void aSubsetOfTheCombinedFileIsARun(String what, UnaryOperator<AnnData> change)
      throws IOException {
    Path copy = edited("some " + what, "samap.h5ad", change);
    for (String command : COMMANDS) {
      Outcome outcome = samap(command.replace("hu_g0.0", "hu_g1.0"), copy, "some_" + what);
      assertThat(outcome.status()).as(command + ": " + outcome.err()).isZero();
    }
  }

  @ParameterizedTest(name = "some {0} of a species")
  @MethodSource("subsets")
  void aSpeciesThatLacksSomeOfTheRunIsToldByName(String what, UnaryOperator<AnnData> change)
      throws IOException {
    Path copy = edited("few " + what, "hu.h5ad", change);
    for (String command : COMMANDS) {
      Outcome outcome = samap(command, copy, "few_" + what);
      if (readsSpecies(command)) {
        assertThat(outcome.err())
            .as(command)
            .startsWith("samap: error: " + copy.resolve("hu.h5ad") + ": has no ")
            .contains(what.substring(0, 4) + " '", ", which samap.h5ad names");
      }
      assertEndedInOneLine(command, outcome);
    }
  }

  private static boolean readsSpecies(String command) {
    return READ_SPECIES.contains(command.split(" ", 2)[0]);
  }

  private static void assertEndedInOneLine(String command, Outcome outcome) {
    if (outcome.status() != 0) {
      assertThat(outcome.status()).as(command + ": " + outcome.err()).isEqualTo(2);
      assertThat(outcome.err()).startsWith("samap: error: ").hasLineCount(1);
    }
  }

  static Stream<Damage> damagesOfTheRun() {
    return Damage.ofRun().stream();
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}")
  @MethodSource("damagesOfTheRun")
  void damageOfTheCombinedFileIsToldByEveryCommand(Damage damage) throws IOException {
    Path copy = edited(damage.name(), "samap.h5ad", damage.change());
    for (String command : COMMANDS) {
      Outcome outcome = samap(command, copy, "damaged");
      assertThat(outcome.status()).as(command + ": " + outcome.err()).isEqualTo(2);
      assertThat(outcome.err())
          .as(command)
          .startsWith("samap: error: " + copy.resolve("samap.h5ad") + ": ")
          .contains(damage.told())
          .hasLineCount(1);
    }
    assertThat(folder.resolve("damaged")).doesNotExist();
  }

  static Stream<Damage> damagesOfASpecies() {
    return Damage.ofSpecies().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damagesOfASpecies")
  void damageOfASpeciesIsToldByWhatReadsIt(Damage damage) throws IOException {
    Path copy = edited("hu " + damage.name(), "hu.h5ad", damage.change());
    Outcome markers = samap("markers RUN --out OUT/markers.tsv", copy, "damaged_hu");
    assertEndedInOneLine("markers", markers);
    assertThat(markers.status()).isEqualTo(damage.told().equals("X") ? 2 : 0);
    Outcome mapped =
        samap(
            "run --species hu=RUN/hu.h5ad --species mo=RUN/mo.h5ad --maps MINI/maps --no-umap"
                + " --out OUT",
            copy,
            "mapped_" + copy.getFileName());
    assertThat(mapped.status()).as(mapped.err()).isEqualTo(2);
    assertThat(mapped.err())
        .startsWith("samap: error: " + copy.resolve("hu.h5ad"))
        .contains(damage.told())
        .hasLineCount(1);
  }

  @Test
  void damageOfAnIterationIsTold() throws IOException {
    Damage damage = Damage.graph(Section.OBSP, "connectivities", "NaN", (_, _, x) -> x[0] = 0f / 0);
    Path copy = edited("first iteration", "iterations/1.h5ad", damage.change());
    for (String command : List.of(COMMANDS.get(0), COMMANDS.getLast())) {
      Outcome outcome = samap(command, copy, "first_iteration");
      assertThat(outcome.err())
          .startsWith("samap: error: " + copy.resolve("iterations/1.h5ad") + ": ")
          .hasLineCount(1);
      assertThat(outcome.status()).isEqualTo(2);
    }
  }

  /** Rows of the same first words have the same numbers, in any order. */
  private static void assertSameNumbers(Path expected, Path folderOfActual) throws IOException {
    Path actual = folderOfActual.resolve(folder.resolve("original").relativize(expected));
    Map<String, List<String>> before = rows(expected);
    Map<String, List<String>> after = rows(actual);
    assertThat(before).isNotEmpty();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach(
        (key, row) -> {
          List<String> found = after.getOrDefault(key, List.of());
          assertThat(found).as("%s: %s", actual, key).hasSameSizeAs(row);
          for (int c = 0; c < row.size(); c++) {
            assertThat(number(found.get(c)))
                .as("%s: %s, column %d", actual, key, c)
                .isCloseTo(number(row.get(c)), within(1e-4 * (1 + Math.abs(number(row.get(c))))));
          }
        });
  }

  /** The numbers of every row by its words; ranks of equal values follow the order of the genes. */
  private static Map<String, List<String>> rows(Path file) throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(file);
    int rank = List.of(lines.getFirst().split("\t")).indexOf("rank");
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = new ArrayList<>(List.of(line.split("\t", -1)));
      if (rank >= 0) {
        fields.remove(rank);
      }
      Map<Boolean, List<String>> parts =
          fields.stream().collect(Collectors.partitioningBy(f -> Double.isNaN(number(f))));
      rows.put(String.join(" ", parts.get(true)), parts.get(false));
    }
    return rows;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
