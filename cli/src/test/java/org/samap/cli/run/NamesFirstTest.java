package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.cli.Outcome;

/** Names are compared before the first long step, by {@code run} and {@code plan} alike. */
class NamesFirstTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void simulate() {
    assertThat(
            samap("simulate --species aa,bb --cells 60 --genes 300 --out TMP/data --quiet")
                .status())
        .isZero();
  }

  /** A table of names for the genes of aa in the tables. */
  private void names(String... lines) throws IOException {
    Files.write(folder.resolve("names.tsv"), List.of(lines));
  }

  private Path table(String name) {
    return folder.resolve("data/maps/aabb").resolve(name);
  }

  /** Renames the genes of aa in both tables, but for the first so many of the first table. */
  private void renameAllBut(int kept) throws IOException {
    List<String> there = Files.readAllLines(table("aa_to_bb.txt"));
    List<String> genes = there.stream().map(row -> row.split("\t", 2)[0]).distinct().toList();
    assertThat(genes).hasSizeGreaterThan(100);
    List<String> same = genes.subList(0, kept);
    Files.write(table("aa_to_bb.txt"), there.stream().map(row -> renamed(row, 0, same)).toList());
    try (Stream<String> back = Files.lines(table("bb_to_aa.txt"))) {
      List<String> rows = back.map(row -> renamed(row, 1, same)).toList();
      Files.write(table("bb_to_aa.txt"), rows);
    }
  }

  private static String renamed(String row, int column, List<String> same) {
    String[] fields = row.split("\t");
    if (!same.contains(fields[column])) {
      fields[column] = "ENS-" + fields[column];
    }
    return String.join("\t", fields);
  }

  private void assertRefusedAtOnce(String options, String message) {
    for (String command : List.of("run --out TMP/out", "plan")) {
      Outcome ended = samap(command + " INPUT " + options);
      assertThat(ended.status()).as(ended.err()).isEqualTo(2);
      List<String> said = ended.err().lines().toList();
      assertThat(said.getLast()).startsWith("samap: error: ").contains(message);
      assertThat(said).noneMatch(line -> line.contains("gene weights"));
      assertThat(ended.err()).doesNotContain("\tat ");
      assertThat(ended.out()).isEmpty();
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TX1\taaG0.0\tdescription", "TX1\t", "TX1", "\taaG0.0"})
  void aTableOfNamesOfAnotherForm(String line) throws IOException {
    names("TX0\taaG0.0", line);
    assertRefusedAtOnce("--names aa=TMP/names.tsv", "names.tsv, line 2: '" + line + "' is not a");
  }

  @Test
  void namesThatNoTableHas() throws IOException {
    names("TX0\taaG0.0", "TX1\taaG1.0");
    assertRefusedAtOnce(
        "--names aa=TMP/names.tsv",
        "the names of aa do not fit: none of the first column, such as aa_TX0, is in the tables");
  }

  @Test
  void namesOfGenesThatTheDataDoNotHave() throws IOException {
    names("aaG0.0\tACTB");
    assertRefusedAtOnce(
        "--names aa=TMP/names.tsv", "none of the second column, such as aa_ACTB, is in the data");
  }

  @Test
  void aNameOfTwoGenes() throws IOException {
    names("aaG0.0\taaG0.0", "aaG0.0\taaG1.0");
    assertRefusedAtOnce("--names aa=TMP/names.tsv", "keep one of them");
  }

  @Test
  void genesThatNoTableHas() throws IOException {
    renameAllBut(0);
    assertRefusedAtOnce("", "aa: 0 of the data's ");
  }

  @Test
  void fewGenesThatTheTablesHaveAreToldAndUsed() throws IOException {
    renameAllBut(40);
    assertWarnedAndDone("warning: aa: 40 of the data's ", "; check that both use the same names");
  }

  @Test
  void aTableCutShortIsToldAndUsed() throws IOException {
    List<String> rows = Files.readAllLines(table("aa_to_bb.txt"));
    assertThat(rows).hasSizeGreaterThan(300);
    Files.write(table("aa_to_bb.txt"), rows.subList(0, 30));
    assertWarnedAndDone(
        "warning: " + table("aa_to_bb.txt") + ": ends after ",
        "; the search was probably cut short, search again");
    assertWarnedAndDone(
        "warning: bb: ", "have a link; check that the tables of both directions are complete");
  }

  @Test
  void namesThatAChangeWouldMatchAreToldAndLeftAlone() throws IOException {
    renameAllBut(0);
    Outcome ended = samap("plan INPUT");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err())
        .contains("aa: names differ; taking the name as it is, without its prefix ENS-, ")
        .contains(" genes match instead of 0 (fix-names auto does that)");
  }

  @Test
  void namesAreChangedWhereThatIsAskedFor() throws IOException {
    renameAllBut(0);
    for (String command : List.of("run --no-umap --force --out TMP/out", "plan")) {
      Outcome ended = samap(command + " INPUT --fix-names auto");
      assertThat(ended.status()).as(ended.err()).isZero();
      assertThat(ended.err())
          .contains("aa: names changed: taking the name as it is, without its prefix ENS-, ")
          .containsPattern("aa: \\d+ of the data's \\d+ genes \\(9\\d %\\)")
          .doesNotContain("warning: aa");
    }
    assertThat(folder.resolve("out/samap.h5ad")).exists();
  }

  private void assertWarnedAndDone(String begin, String end) {
    for (String command : List.of("run --no-umap --force --out TMP/out", "plan")) {
      Outcome ended = samap(command + " INPUT");
      assertThat(ended.status()).as(ended.err()).isZero();
      List<String> warnings =
          ended.err().lines().filter(line -> line.startsWith("warning: ")).toList();
      assertThat(warnings).hasSizeBetween(1, 6).doesNotHaveDuplicates();
      assertThat(warnings).anyMatch(line -> line.startsWith(begin) && line.contains(end));
    }
    assertThat(folder.resolve("out/samap.h5ad")).exists();
  }

  private Outcome samap(String command) {
    String input =
        "--species aa=TMP/data/aa.h5ad --species bb=TMP/data/bb.h5ad --maps TMP/data/maps";
    List<String> words = new ArrayList<>(Arrays.asList(command.replace("INPUT", input).split(" ")));
    words.removeIf(String::isEmpty);
    words.replaceAll(word -> word.replace("TMP", folder.toString()));
    return Outcome.of(words.toArray(String[]::new));
  }
}
