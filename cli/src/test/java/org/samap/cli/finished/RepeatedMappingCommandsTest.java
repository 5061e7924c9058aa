package org.samap.cli.finished;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;

/** Commands that run the mapping of a finished run again. */
class RepeatedMappingCommandsTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void map() {
    run = folder.resolve("run");
    List<String> args = new ArrayList<>(List.of("run"));
    for (String id : List.of("hu", "mo", "fi")) {
      args.addAll(List.of("--species", id + "=" + MINI.resolve(id + ".h5ad")));
      args.addAll(List.of("--labels", id + "=cell_type"));
    }
    args.addAll(List.of("--maps", "" + MINI.resolve("maps"), "--out", "" + run));
    args.addAll(List.of("--all-to-all", "--search-space", "pair", "--iterations", "2"));
    args.addAll(List.of("--hops", "mo=2", "--no-umap", "--no-x", "--quiet"));
    Outcome ended = Outcome.of(args.toArray(String[]::new));
    assertThat(ended.status()).as(ended.err()).isZero();
  }

  private static List<List<String>> table(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(line -> Arrays.asList(line.split("\t", -1))).toList();
    }
  }

  private static List<Double> column(List<List<String>> table, String name) {
    int column = table.getFirst().indexOf(name);
    return table.stream().skip(1).map(row -> Double.valueOf(row.get(column))).toList();
  }

  /** Runs a command that must fail in one line. */
  private static String refused(String... args) {
    Outcome ended = Outcome.of(args);
    assertThat(ended.status()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err().lines().filter(line -> line.startsWith("samap: error"))).hasSize(1);
    return ended.err();
  }

  @Test
  void scoresAreComparedWithThoseByPermutedLinks() throws IOException {
    List<byte[]> tables = new ArrayList<>();
    for (String threads : List.of("1", "2")) {
      Path out = folder.resolve("scores" + threads);
      Outcome ended =
          Outcome.of(
              "scores", "" + run, "--null-links", "6", "--threads", threads, "--out", "" + out);
      assertThat(ended.status()).as(ended.err()).isZero();
      assertThat(ended.err()).contains("pairs of types have q_links below");
      tables.add(Files.readAllBytes(out.resolve("score_statistics.tsv")));
    }
    assertThat(tables.getFirst()).isEqualTo(tables.getLast());

    List<List<String>> table = table(folder.resolve("scores1/score_statistics.tsv"));
    assertThat(column(table, "p_links")).isNotEmpty().allMatch(p -> p > 0 && p <= 1);
    List<Double> score = column(table, "score");
    List<Double> mean = column(table, "links_mean");
    assertThat(score.getFirst()).isGreaterThan(0.5).isGreaterThan(mean.getFirst());
    assertThat(column(table, "links_sd")).anyMatch(sd -> sd > 0);
    assertThat(column(table, "z_links").getFirst()).isGreaterThan(1);
    assertThat(column(table, "q_links")).allMatch(q -> q > 0 && q <= 1);
  }

  @Test
  void scoresOfPartsVaryAroundThoseOfTheRun() throws IOException {
    List<byte[]> tables = new ArrayList<>();
    for (String threads : List.of("1", "2")) {
      Path out = folder.resolve("stability" + threads + ".tsv");
      Outcome ended =
          Outcome.of(
              "stability", "" + run, "--resamples", "4", "--threads", threads, "--out", "" + out);
      assertThat(ended.status()).as(ended.err()).isZero();
      assertThat(ended.err()).contains("4 mappings of 80 % of the cells take about");
      tables.add(Files.readAllBytes(out));
    }
    assertThat(tables.getFirst()).isEqualTo(tables.getLast());

    List<List<String>> table = table(folder.resolve("stability1.tsv"));
    List<Double> score = column(table, "score");
    List<Double> low = column(table, "low");
    List<Double> high = column(table, "high");
    assertThat(score.getFirst()).isGreaterThan(0.5);
    assertThat(low.getFirst()).isLessThan(high.getFirst()).isGreaterThan(0.3);
    assertThat(column(table, "sd")).anyMatch(sd -> sd > 0);
    int best = table.getFirst().indexOf("best_of_a");
    List<List<String>> bests =
        table.stream().skip(1).filter(row -> row.get(best).equals("yes")).toList();
    assertThat(bests).isNotEmpty();
    assertThat(bests.getFirst().get(best + 1)).isEqualTo("1");
  }

  @Test
  void takesOtherLabelsAndParts() throws IOException {
    Path out = folder.resolve("one.tsv");
    Outcome ended =
        Outcome.of(
            "stability",
            "" + run,
            "--labels",
            "hu=leiden_clusters",
            "--resamples",
            "2",
            "--cells",
            "1",
            "--links",
            "0.9",
            "--quiet",
            "--out",
            "" + out);
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(table(out)).anyMatch(row -> row.contains("hu_0") || row.contains("hu_1"));
  }

  @Test
  void theirColumnsAreThereOnlyIfAskedFor() throws IOException {
    Path out = folder.resolve("plain");
    assertThat(Outcome.of("scores", "" + run, "--quiet", "--out", "" + out).status()).isZero();
    assertThat(table(out.resolve("score_statistics.tsv")).getFirst())
        .contains("q")
        .doesNotContain("q_links");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    assertThat(refused("scores", "" + run, "--null-links", "4")).contains("--null-links is 4");
    assertThat(refused("scores", "" + run, "--null-links", "20", "--iteration", "first"))
        .contains("leave out --iteration");
    assertThat(refused("scores", "" + run, "--null-links", "20", "--out", folder + "/x.tsv"))
        .contains("leave out the file of --out");
    assertThat(refused("scores", "" + run, "--only", "hu,mo", "--replicates", "fi=cell_type"))
        .contains("--replicates names the species 'fi', but there are only hu, mo");
    assertThat(refused("stability", "" + run, "--resamples", "1")).contains("--resamples is 1");
    assertThat(refused("stability", "" + run, "--cells", "0")).contains("--cells is 0");
    assertThat(refused("stability", "" + run, "--links", "1.5")).contains("--links is 1.5");
    assertThat(refused("stability", "" + run, "--cells", "1", "--links", "1"))
        .contains("nothing would vary");
  }

  @Test
  void refusesARunThatLacksWhatItNeeds() throws IOException {
    Path other = folder.resolve("other");
    Files.createDirectories(other.resolve("iterations"));
    for (String file : List.of("samap.h5ad", "hu.h5ad", "mo.h5ad", "iterations/1.h5ad")) {
      Files.copy(run.resolve(file), other.resolve(file));
    }
    String[] asked = {"scores", "" + other, "--null-links", "5", "--quiet"};
    assertThat(refused(asked)).contains("run.json: is missing");
    Files.writeString(other.resolve("run.json"), "{\"parameters\": {\"mapping\": {}}}");
    assertThat(refused(asked)).contains("run.json: does not tell", "it has no rounds");
    Files.writeString(other.resolve("run.json"), "{");
    assertThat(refused(asked)).contains("run.json: does not tell", "not valid JSON");
    Files.copy(
        run.resolve("run.json"), other.resolve("run.json"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(refused(asked)).contains("fi.h5ad");
    assertThat(other.resolve("scores")).doesNotExist();
  }
}
