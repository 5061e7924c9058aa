package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;
import org.samap.core.pipeline.RunFiles;

/** A run of two species into the folder of a run of three, with all that was made of it. */
class ReplacedRunTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

  private static final String THREE =
      "run --species hu=MINI/hu.h5ad --species mo=MINI/mo.h5ad --species fi=MINI/fi.h5ad"
          + " --labels hu=cell_type --labels mo=cell_type --labels fi=cell_type"
          + " --maps MINI/maps --out RUN --no-umap --no-x --iterations 2";

  private static final String TWO =
      "run --species hu=MINI/hu.h5ad --species mo=MINI/mo.h5ad --labels hu=RUN/markers.tsv"
          + " --maps MINI/maps --out RUN --no-umap --no-x --iterations 1";

  /** Every command that writes into the folder of a run if it is not told where else. */
  private static final List<String> COMMANDS =
      List.of(
          "scores RUN --permutations 2",
          "transfer RUN",
          "markers RUN",
          "pairs RUN",
          "pairs RUN --a hu_type0 --b mo_type0",
          "enrich RUN --annotations hu=MINI/annotations/hu.tsv --column GO",
          "paralogs RUN",
          "delta RUN",
          "divergence RUN",
          "triangles RUN",
          "orthogroups RUN --eggnog hu=TMP/hu.eggnog --eggnog mo=TMP/hu.eggnog --taxon 33208",
          "modules RUN",
          "families RUN --divergence TMP/times.tsv",
          "confidence RUN");

  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void mapThreeSpecies() throws IOException {
    run = folder.resolve("run");
    Files.writeString(folder.resolve("times.tsv"), "hu\tmo\t90\nfi\thu\t430\nfi\tmo\t430\n");
    Files.writeString(
        folder.resolve("hu.eggnog"),
        "#query\teggNOG_OGs\ng0.0\t38CPI@33208|Metazoa\ng1.0\t38CPI@33208|Metazoa\n");
    assertThat(samap(THREE).err()).isEmpty();
    for (String command : COMMANDS) {
      Outcome outcome = samap(command);
      assertThat(outcome.status()).as(command + ": " + outcome.err()).isZero();
    }
  }

  private static Outcome samap(String command) {
    return samap(command, run);
  }

  private static Outcome samap(String command, Path run) {
    return Outcome.of(
        Arrays.stream((command + " --quiet").split(" "))
            .map(word -> word.replace("RUN", "" + run).replace("TMP", "" + folder))
            .map(word -> word.replace("MINI", "" + MINI))
            .toArray(String[]::new));
  }

  /** The run with a file of the user's, and one that the next run reads. */
  private static Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(run)) {
      for (Path from : files.toList()) {
        Files.copy(from, copy.resolve(run.relativize(from)));
      }
    }
    Files.writeString(copy.resolve("triangles/notes.txt"), "mine");
    List<String> cells = Files.readAllLines(copy.resolve("transfer/hu_from_mo.tsv"));
    Files.write(
        copy.resolve("markers.tsv"),
        cells.stream()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf('\t')) + "\ttype")
            .toList());
    return copy;
  }

  /** The content of all files in a folder, by name. */
  private static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        files.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  @Test
  void everyFileThatSamapWritesThereIsKnown() throws IOException {
    assertThat(RunFiles.outdated(run, List.of()))
        .map(file -> run.relativize(file).toString())
        .contains("transfer/hu_from_fi.tsv", "gene_pairs.hu_type0.mo_type0.tsv")
        .containsExactlyInAnyOrderElementsOf(files(run).keySet());
  }

  @Test
  void theNamesOfResultsAreKnownBeforehand() throws IOException {
    List<String> ids = List.of("hu", "mo", "fi");
    assertThat(files(run).keySet()).containsAll(RunFiles.results(ids, 2));
    assertThat(RunFiles.readIn(run))
        .map(file -> run.relativize(file).toString())
        .containsExactlyInAnyOrder(
            "samap.h5ad", "run.json", "hu.h5ad", "mo.h5ad", "fi.h5ad", "iterations/1.h5ad");
    for (String part :
        List.of("scores", "transfer", "modules", "divergence", "triangles", "families")) {
      assertThat(RunFiles.madeIn(part, ids))
          .as(part)
          .containsAll(files(run.resolve(part)).keySet())
          .isNotEmpty();
    }
  }

  @Test
  void isRefusedAtFirst() throws IOException {
    Path copy = copy("refused");
    SortedMap<String, String> before = files(copy);
    Outcome refused = samap(TWO, copy);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith("samap: error: --out: " + copy.resolve("samap.h5ad"))
        .contains("--force")
        .hasLineCount(1);
    assertThat(files(copy)).isEqualTo(before);
  }

  @Test
  void leavesNothingOfTheFirstButWhatIsTheUsers() throws IOException {
    Path copy = copy("replaced");
    SortedMap<String, String> before = files(copy);
    Outcome again = samap(TWO + " --force", copy);
    assertThat(again.status()).isZero();
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).contains("best match").doesNotContain("fi_");
    SortedMap<String, String> after = files(copy);
    assertThat(after.keySet())
        .containsExactly(
            "alignment.tsv",
            "homology.tsv.gz",
            "hu.h5ad",
            "mapping_scores.tsv",
            "mapping_table.tsv",
            "markers.tsv",
            "mo.h5ad",
            "report.html",
            "run.json",
            "samap.h5ad",
            "triangles/notes.txt");
    assertThat(after.get("mapping_scores.tsv")).contains("hu_type").doesNotContain("fi_");
    assertThat(after.get("markers.tsv")).isEqualTo(before.get("markers.tsv"));
    assertThat(after.get("triangles/notes.txt")).isEqualTo("mine");
    assertThat(copy.resolve("transfer")).doesNotExist();
  }

  @Test
  void losesNothingIfItFails() throws IOException {
    Path copy = copy("failed");
    Files.delete(copy.resolve("mapping_table.tsv"));
    Files.createDirectory(copy.resolve("mapping_table.tsv"));
    SortedMap<String, String> before = files(copy);
    Outcome failed = samap(TWO + " --force", copy);
    assertThat(failed.status()).isEqualTo(2);
    assertThat(failed.err()).contains("mapping_table.tsv: is a folder where a result belongs");
    assertThat(files(copy)).isEqualTo(before).hasSizeGreaterThan(20);
  }
}
