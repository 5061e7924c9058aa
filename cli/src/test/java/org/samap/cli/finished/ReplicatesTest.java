package org.samap.cli.finished;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.cli.Outcome;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.DataFrame;

/** What the commands on a finished run make of donors. */
class ReplicatesTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void map() throws IOException {
    run = folder.resolve("run");
    List<String> args = new ArrayList<>(List.of("run"));
    for (String id : List.of("hu", "mo")) {
      args.addAll(List.of("--species", id + "=" + MINI.resolve(id + ".h5ad")));
      args.addAll(List.of("--labels", id + "=cell_type"));
    }
    args.addAll(List.of("--maps", "" + MINI.resolve("maps"), "--out", "" + run));
    args.addAll(List.of("--no-umap", "--quiet"));
    assertThat(Outcome.of(args.toArray(String[]::new)).status()).isZero();
    write("hu", "five.tsv", c -> "d" + c % 5);
    write("mo", "five_mo.tsv", c -> "m" + c % 5);
    write("hu", "two.tsv", c -> "d" + c % 2);
    write("hu", "one.tsv", _ -> "d");
    write("hu", "some.tsv", c -> c % 10 == 0 ? "NA" : "d" + c % 5);
    write("hu", "fractions.tsv", c -> "" + (c % 5 + 0.5));
    write("hu", "names.tsv", c -> "cell" + c);
  }

  /** A table of cell and donor. */
  private static void write(String id, String name, IntFunction<String> donorOf)
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (AnnDataFile file = AnnDataFile.open(run.resolve(id + ".h5ad"))) {
      DataFrame cells = file.data().obs();
      for (int c = 0; c < cells.rows(); c++) {
        lines.add(cells.names().get(c) + "\t" + donorOf.apply(c));
      }
    }
    Files.write(folder.resolve(name), lines);
  }

  private static Outcome samap(String command) {
    return Outcome.of(
        Arrays.stream(command.split(" "))
            .map(word -> word.replace("RUN", "" + run).replace("TMP", "" + folder))
            .toArray(String[]::new));
  }

  private static String succeed(String command) {
    Outcome ended = samap(command);
    assertThat(ended.status()).as(ended.err()).isZero();
    return ended.err();
  }

  private static List<List<String>> table(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream()
        .map(line -> List.of(line.split("\t", -1)))
        .toList();
  }

  private static List<String> column(List<List<String>> table, String name) {
    int column = table.getFirst().indexOf(name);
    return table.stream().skip(1).map(row -> row.get(column)).toList();
  }

  @Test
  void scoresOfDonorsOfOneSpecies() throws IOException {
    String said =
        succeed("scores RUN --replicates hu=TMP/five.tsv --replicate-cells 3 --out TMP/scores");
    assertThat(said).doesNotContain("warning: hu: there are only");
    List<List<String>> rows = table("scores/score_replicates.tsv");
    assertThat(column(rows, "node_a")).contains("hu_type0");
    assertThat(column(rows, "donors_a")).contains("5");
    assertThat(column(rows, "p_a")).contains("0.03125");
    assertThat(column(rows, "donors_b")).containsOnly("0");
    assertThat(column(rows, "p_b")).containsOnly("");
    List<List<String>> scores = table("scores/donor_scores.tsv");
    assertThat(column(scores, "donor_a")).contains("d0", "d4");
    assertThat(column(scores, "donor_b")).containsOnly("");
  }

  @Test
  void scoresOfDonorsOfBothSpecies() throws IOException {
    succeed(
        "scores RUN --replicates hu=TMP/five.tsv --replicates mo=TMP/five_mo.tsv"
            + " --replicate-cells 3 --out TMP/both --quiet");
    assertThat(column(table("both/donor_scores.tsv"), "donor_b")).contains("m0", "m4");
    assertThat(column(table("both/score_replicates.tsv"), "donor_scores")).contains("25");
    assertThat(column(table("both/score_replicates.tsv"), "p_b")).contains("0.03125");
  }

  @Test
  void newScoresWithoutDonorsKeepNoTablesOfDonors() {
    succeed("scores RUN --replicates hu=TMP/five.tsv --replicate-cells 3 --out TMP/again --quiet");
    assertThat(folder.resolve("again/donor_scores.tsv")).exists();
    succeed("scores RUN --out TMP/again --quiet");
    assertThat(folder.resolve("again/score_statistics.tsv")).exists();
    assertThat(folder.resolve("again/donor_scores.tsv")).doesNotExist();
    assertThat(folder.resolve("again/score_replicates.tsv")).doesNotExist();
  }

  @Test
  void markersAndGenePairsHaveColumnsOfDonors() throws IOException {
    succeed("markers RUN --replicates hu=TMP/five.tsv --replicate-cells 3 --out TMP/m.tsv --quiet");
    List<List<String>> markers = table("m.tsv");
    assertThat(markers.getFirst()).endsWith("donors", "donor_log2_fold", "donor_p", "donor_q");
    assertThat(column(markers, "donors")).contains("5", "0");
    assertThat(column(markers, "donor_q").stream().filter(q -> !q.isEmpty()).toList())
        .isNotEmpty()
        .anyMatch(q -> Double.parseDouble(q) < 0.05);
    succeed(
        "pairs RUN --replicates mo=TMP/five_mo.tsv --replicate-cells 3 --out TMP/p.tsv --quiet");
    List<List<String>> pairs = table("p.tsv");
    assertThat(column(pairs, "donor_p_a")).containsOnly("");
    assertThat(column(pairs, "donor_p_b")).anyMatch(p -> !p.isEmpty());
    succeed("pairs RUN --out TMP/without.tsv --quiet");
    assertThat(table("without.tsv").getFirst()).doesNotContain("donor_p_a");
  }

  @ParameterizedTest
  @CsvSource({
    "one.tsv, there is only one donor: no p of a best match can be below 0.5",
    "two.tsv, there are only 2 donors: no p of a best match can be below 0.25"
  })
  void fewDonorsAreScoredWithAWarning(String donors, String warning) throws IOException {
    assertThat(succeed("scores RUN --replicates hu=TMP/" + donors + " --out TMP/few"))
        .contains("warning: hu: " + warning + ", and 5 donors are needed for 0.05");
    assertThat(table("few/score_replicates.tsv")).hasSizeGreaterThan(1);
  }

  @Test
  void markersOfTwoDonorsAreNotTested() throws IOException {
    assertThat(succeed("markers RUN --replicates hu=TMP/two.tsv --out TMP/two_m.tsv"))
        .contains("hu: there are only 2 donors: tests of genes over donors take 3");
    assertThat(column(table("two_m.tsv"), "donor_p")).isNotEmpty().containsOnly("");
  }

  @Test
  void cellsWithoutADonorAreCounted() {
    assertThat(succeed("scores RUN --replicates hu=TMP/some.tsv --out TMP/some"))
        .contains("warning: hu: 11 of 110 cells have no donor and do not count");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scores RUN --replicates hu=TMP/fractions.tsv | different numbers, which are measurements",
        "markers RUN --replicates hu=TMP/fractions.tsv | of them for a single cell; give donors",
        "scores RUN --replicates hu=no_such | obs has no column 'no_such'",
        "scores RUN --replicates donor | --replicates donor does not name a species",
        "pairs RUN --replicates xx=donor | --replicates names the species 'xx'",
        "scores RUN --replicate-cells 0 | --replicate-cells is 0",
        "scores RUN --replicates hu=TMP/five.tsv --out TMP/x.tsv | give --out a folder",
      })
  void refusesWhatAreNoDonors(String command, String message) {
    Outcome ended = samap(command);
    assertThat(ended.status()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err()).contains(message);
  }

  /** Every cell a donor: no donor has enough cells, and the table says so. */
  @Test
  void donorsOfOneCellDoNotCount() throws IOException {
    succeed("scores RUN --replicates hu=TMP/names.tsv --out TMP/names --quiet");
    assertThat(column(table("names/score_replicates.tsv"), "donors_a")).containsOnly("0");
  }
}
