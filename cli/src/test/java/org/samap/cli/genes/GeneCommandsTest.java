package org.samap.cli.genes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.cli.Outcome;

/** Markers, gene pairs and enriched terms of a finished run of three species. */
class GeneCommandsTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

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
    succeed(args);
    Files.writeString(folder.resolve("renamed.tsv"), "gene\tontology\ng0.0\tGO:1\n");
    Files.writeString(folder.resolve("no_genes.gmt"), "SET\tof nothing\n");
    Files.writeString(folder.resolve("strangers.tsv"), "gene\tGO\nENSP1\tGO:1\n");
    Files.writeString(folder.resolve("names.tsv"), "ENSP1\tg0.0\n");
  }

  private static Outcome samap(List<String> args) {
    return Outcome.of(args.toArray(String[]::new));
  }

  private static String succeed(List<String> args) {
    Outcome ended = samap(args);
    assertThat(ended.status()).as(ended.err()).isZero();
    return ended.err();
  }

  private static List<String> words(String command) {
    return Arrays.stream(command.split(" "))
        .map(word -> word.replace("RUN", "" + run).replace("TMP", "" + folder))
        .map(word -> word.replace("MINI", "" + MINI))
        .toList();
  }

  private static List<String[]> table(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(line -> line.split("\t", -1)).toList();
  }

  @Test
  void markersOfEveryType() throws IOException {
    succeed(words("markers RUN --n-genes 5 --quiet"));
    List<String[]> rows = table(run.resolve("markers.tsv"));
    assertThat(rows).hasSizeBetween(50, 1 + 12 * 5);
    assertThat(rows.get(1)).startsWith("hu_type0", "1");
    assertThat(rows.stream().skip(1).map(row -> row[0]).distinct()).hasSize(12);
  }

  @Test
  void genePairsOfAllMappedTypes() throws IOException {
    succeed(words("pairs RUN --quiet"));
    List<String[]> rows = table(run.resolve("gene_pairs.tsv"));
    assertThat(rows.stream().map(row -> row[0] + " " + row[1]))
        .contains("fi_type0 hu_type0", "hu_type1 mo_type1");
    succeed(words("pairs RUN --all --out TMP/new/all.tsv --quiet"));
    assertThat(folder.resolve("new/all.tsv"))
        .hasSameTextualContentAs(run.resolve("gene_pairs.tsv"));
  }

  @Test
  void genePairsOfTwoTypes() throws IOException {
    succeed(words("pairs RUN --a mo_type1 --b hu_type1 --n-genes 4 --quiet"));
    List<String[]> rows = table(run.resolve("gene_pairs.mo_type1.hu_type1.tsv"));
    assertThat(rows).hasSizeBetween(2, 5);
    assertThat(rows.get(1)).startsWith("mo_type1", "hu_type1", "1");
    assertThat(rows.get(1)[3]).startsWith("mo_");
  }

  @Test
  void genePairsOfOtherLabels() throws IOException {
    succeed(
        words(
            "pairs RUN --labels hu=ref_leiden --align-threshold 0.3 --out TMP/leiden.tsv.gz"
                + " --quiet"));
    assertThat(folder.resolve("leiden.tsv.gz")).isNotEmptyFile();
  }

  @Test
  void aThresholdThatNothingReachesIsTold() throws IOException {
    String said = succeed(words("pairs RUN --align-threshold 1 --out TMP/none.tsv"));
    assertThat(said).contains("warning", "score of 1.0", "--align-threshold");
    assertThat(table(folder.resolve("none.tsv"))).hasSize(1);
  }

  @Test
  void enrichedTermsOfEveryType() throws IOException {
    succeed(
        words(
            "enrich RUN --annotations hu=MINI/annotations/hu.tsv"
                + " --annotations mo=MINI/annotations/mo.tsv --column GO --quiet"));
    List<String[]> rows = table(run.resolve("enrichment.tsv"));
    assertThat(rows).hasSizeGreaterThan(50);
    assertThat(rows.get(1)[0]).isEqualTo("fi_type0");
    assertThat(rows.get(1)[1]).startsWith("GO:");
    succeed(
        words(
            "enrich RUN --annotations hu=MINI/annotations/hu.tsv --background pairs"
                + " --out TMP/pairs_only.tsv --quiet"));
    assertThat(folder.resolve("pairs_only.tsv")).isNotEmptyFile();
    succeed(
        words(
            "enrich RUN --annotations hu=MINI/annotations/hu.tsv --count genes"
                + " --background annotated --out TMP/published.tsv --quiet"));
    assertThat(table(folder.resolve("published.tsv"))).hasSizeGreaterThan(50);
  }

  @Test
  void termsThatNoPairCanHaveAreTold() throws IOException {
    String said =
        succeed(
            words(
                "enrich RUN --annotations hu=MINI/annotations/hu.tsv --min-term-size 100000"
                    + " --out TMP/no_terms.tsv"));
    assertThat(said).contains("warning", "large enough; give a lower --min-term-size");
    assertThat(table(folder.resolve("no_terms.tsv"))).hasSize(1);
  }

  @Test
  void confidenceOfEveryMatch() throws IOException {
    succeed(words("confidence RUN --quiet"));
    List<String[]> rows = table(run.resolve("match_confidence.tsv"));
    assertThat(rows.getFirst()).startsWith("node_a", "node_b", "verdict", "confidence");
    assertThat(rows.stream().map(row -> row[0] + " " + row[1]))
        .contains("fi_type0 hu_type0", "hu_type1 mo_type1");
    assertThat(rows.get(1)[2]).isEqualTo("real");
    assertThat(Double.parseDouble(rows.get(1)[3])).isBetween(0.75, 1.0);
    succeed(
        words(
            "confidence RUN --labels hu=ref_leiden --sample 10 --nearest 5"
                + " --align-threshold 0.3 --out TMP/judged.tsv.gz --quiet"));
    assertThat(folder.resolve("judged.tsv.gz")).isNotEmptyFile();
    String said = succeed(words("confidence RUN --align-threshold 1 --out TMP/no_match.tsv"));
    assertThat(said).contains("warning", "score of 1.0");
    assertThat(table(folder.resolve("no_match.tsv"))).hasSize(1);
  }

  @Test
  void annotationsMayHaveOtherNames() {
    succeed(
        words(
            "enrich RUN --annotations hu=TMP/strangers.tsv --names hu=TMP/names.tsv"
                + " --out TMP/translated.tsv --quiet"));
  }

  @Test
  void aFileBesideTheRunsIsNoSpecies() throws IOException {
    Path stray = Files.createDirectory(folder.resolve("stray"));
    Files.copy(run.resolve("samap.h5ad"), stray.resolve("samap.h5ad"));
    Files.createFile(stray.resolve("subset.h5ad"));
    Outcome ended =
        samap(words("enrich TMP/stray --annotations subset=MINI/annotations/hu.tsv --quiet"));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err())
        .contains("--annotations names the species 'subset', but there are only fi, hu, mo");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          pairs                                 | pairs needs DIR, the folder of a run
          pairs TMP                             | has no samap.h5ad
          pairs RUN --a hu_type0                | --a and --b go together
          pairs RUN --a hu_type0 --b mo_type0 --all | --all excludes --a and --b
          pairs RUN --a hu_tpye1 --b mo_type0   | no cell type 'hu_tpye1' in RUN; did you mean hu_type1?
          pairs RUN --a hu_type0 --b mo_typ3    | --b: there is no cell type 'mo_typ3' in RUN; did you mean mo_type3?
          pairs RUN --a hu_type0 --b hu_type1   | hu_type0 and hu_type1 are cell types of one species
          pairs RUN --labels hu=celltype        | hu: obs has no column 'celltype'; choose one of
          pairs RUN --labels zz=cell_type       | --labels names the species 'zz'
          pairs RUN --n-genes 0                 | --n-genes is 0
          pairs RUN --w 2                       | --w is 2.0; give a number from 0 to 1
          pairs RUN --p -1                      | --p is -1.0
          pairs RUN --align-threshold 20        | --align-threshold is 20.0
          confidence TMP                        | has no samap.h5ad
          confidence RUN --nearest 0            | --nearest is 0; give a number of at least 1
          confidence RUN --sample 1             | --sample is 1; give a number of at least 2
          confidence RUN --align-threshold 3    | --align-threshold is 3.0; give a number from 0 to 1
          confidence RUN --labels mo=kind       | mo: obs has no column 'kind'
          markers RUN --p 0                     | --p is 0.0
          markers RUN --labels mo=kind          | mo: obs has no column 'kind'
          enrich RUN                            | enrich needs --annotations ID=FILE
          enrich RUN --annotations hu=TMP/x.tsv | there is no file TMP/x.tsv
          enrich RUN --annotations zz=TMP/x.tsv | --annotations names the species 'zz', but there are only fi, hu, mo
          enrich RUN --annotations hu=TMP/renamed.tsv | renamed.tsv, line 1: has no column 'GO'; name one of: gene, ontology
          enrich RUN --annotations hu=TMP/no_genes.gmt | no_genes.gmt, line 1: the term 'SET' has no gene
          enrich RUN --annotations hu=TMP/strangers.tsv | 0 of its 1 genes are genes of hu; the file has 'ENSP1'
          enrich RUN --annotations hu=TMP/renamed.tsv --background some | 'some' is not one of expressed, annotated, pairs
          enrich RUN --annotations hu=TMP/renamed.tsv --count all | 'all' is not one of pairs, genes
          enrich RUN --annotations hu=TMP/renamed.tsv --column ontology --min-term-size 0 | --min-term-size is 0; give a number of pairs
          enrich RUN --annotations hu=TMP/renamed.tsv --count genes --min-term-size 3 | --min-term-size is for --count pairs
          """)
  void refusesWithOneLine(String command, String message) {
    List<String> args = new ArrayList<>(words(command));
    boolean hasRun = command.contains("RUN");
    args.addAll(hasRun ? List.of("--out", "" + folder.resolve("bad.tsv"), "--quiet") : List.of());
    Outcome ended = samap(args);
    assertThat(ended.err())
        .contains(message.replace("RUN", "" + run).replace("TMP", "" + folder))
        .startsWith("samap: error: ")
        .hasLineCount(1);
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(folder.resolve("bad.tsv")).doesNotExist();
  }
}
