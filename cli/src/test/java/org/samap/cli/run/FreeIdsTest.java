package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;

/** Species with ids of any text give the results of short ids. */
class FreeIdsTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository", ".."), "core/src/test/resources/golden/mini");

  private static final String HUMAN = "Homo_sapiens";
  private static final String MOUSE = "M. mus_人";

  @TempDir private Path folder;

  @BeforeEach
  void copyTables() throws IOException {
    Path maps = Files.createDirectory(folder.resolve("maps"));
    Path plain = MINI.resolve("maps/humo");
    Files.copy(plain.resolve("hu_to_mo.txt"), maps.resolve(HUMAN + "_to_" + MOUSE + ".txt"));
    Files.copy(plain.resolve("mo_to_hu.txt"), maps.resolve(MOUSE + "_to_" + HUMAN + ".txt"));
  }

  @Test
  void giveTheScoresOfShortIds() throws IOException {
    Path plain = run("plain", "hu", "mo", "--maps", MINI.resolve("maps").toString());
    Path free = run("free", HUMAN, MOUSE, "--maps", folder.resolve("maps").toString());
    Map<String, String> expected = new TreeMap<>();
    scores(plain).forEach((nodes, score) -> expected.put(renamed(nodes), score));
    assertThat(scores(free)).hasSizeGreaterThan(100).isEqualTo(expected);
    assertThat(free.resolve("M. mus_人.h5ad")).exists();
  }

  @Test
  void areKnownToEveryLaterCommand() throws IOException {
    Path graph = folder.resolve("free.tsv.gz");
    String ids = String.join(",", HUMAN, MOUSE);
    succeeds(
        "homology",
        "--species",
        ids,
        "--maps",
        folder.resolve("maps").toString(),
        "--out",
        graph.toString());
    String free = run("free", HUMAN, MOUSE, "--homology", graph.toString()).toString();
    assertThat(succeeds("query", free, "g0.0").lines().skip(1))
        .anyMatch(row -> row.startsWith("Homo_sapiens_g0.0\tM. mus_人_g0.0\tM. mus_人\t"));
    succeeds("pairs", free, "--a", "Homo_sapiens_0", "--b", "M. mus_人_0");
    succeeds("scores", free, "--only", ids);
    succeeds("markers", free);
    succeeds("transfer", free, "--out", folder.resolve("x.h5ad").toString());
    Outcome unknown = Outcome.of("pairs", free, "--a", "Homo_sapiens_99", "--b", "M. mus_人_0");
    assertThat(unknown.err()).contains("did you mean Homo_sapiens_0?");
  }

  private Path run(String name, String hu, String mo, String... links) {
    Path out = folder.resolve(name);
    succeeds(
        "run",
        "--species",
        hu + "=" + MINI.resolve("hu.h5ad"),
        "--species",
        mo + "=" + MINI.resolve("mo.h5ad"),
        links[0],
        links[1],
        "--no-umap",
        "--out",
        out.toString());
    return out;
  }

  private static String succeeds(String... command) {
    Outcome outcome = Outcome.of(command);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome.out();
  }

  /** The score of each two nodes. */
  private static Map<String, String> scores(Path run) throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("mapping_scores.tsv"));
    String[] nodes = lines.getFirst().split("\t", -1);
    Map<String, String> scores = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split("\t", -1);
      for (int c = 1; c < row.length; c++) {
        scores.put(row[0] + "\t" + nodes[c], row[c]);
      }
    }
    return scores;
  }

  private static String renamed(String nodes) {
    return nodes.replaceAll("\\bhu_", HUMAN + "_").replaceAll("\\bmo_", MOUSE + "_");
  }
}
