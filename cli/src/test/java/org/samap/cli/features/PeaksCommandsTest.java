package org.samap.cli.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;

/** Peaks of simulated data become links and data of genes. */
class PeaksCommandsTest {
  @TempDir private Path folder;

  @BeforeEach
  void simulate() {
    assertThat(
            samap("simulate --species aa,bb --cells 60 --genes 300 --peaks aa --out TMP/d --quiet")
                .status())
        .isZero();
  }

  private Outcome samap(String command) {
    return Outcome.of(command.replace("TMP", folder.toString()).split(" "));
  }

  private List<String> lines(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!name.endsWith(".gz")) {
      return Files.readAllLines(file);
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void linksPeaksOfDataAndOfBedAlike() throws IOException {
    Outcome ended =
        samap("peaks TMP/d/aa_atac.h5ad --gtf TMP/d/aa.gtf.gz --how power --out TMP/a.tsv.gz");
    assertThat(ended.status()).isZero();
    assertThat(ended.err())
        .contains("chr1 is 1 in")
        .containsPattern("\\d+ links of \\d+ of \\d+ peaks to \\d+ of \\d+ genes");
    List<String> links = lines("a.tsv.gz");
    assertThat(links).hasSizeGreaterThan(500).startsWith("peak\tgene\tweight");

    TreeSet<String> bed = new TreeSet<>();
    links
        .subList(1, links.size())
        .forEach(row -> bed.add(row.split("\t", 2)[0].replace(':', '\t').replace('-', '\t')));
    Files.write(folder.resolve("peaks.bed"), bed);
    assertThat(
            samap("peaks TMP/peaks.bed --gtf TMP/d/aa.gtf.gz --how power --out TMP/b.tsv --quiet")
                .status())
        .isZero();
    assertThat(lines("b.tsv")).containsExactlyInAnyOrderElementsOf(links);
  }

  @Test
  void linksPeaksThatOpenTogether() throws IOException {
    String peaks = "peaks TMP/d/aa_atac.h5ad --gtf TMP/d/aa.gtf.gz --how coaccess --quiet --out ";
    assertThat(samap(peaks + "TMP/cells.tsv")).isEqualTo(new Outcome(0, "", ""));
    assertThat(samap(peaks + "TMP/types.tsv --groups cell_type --min-correlation 0.5"))
        .isEqualTo(new Outcome(0, "", ""));
    for (String table : List.of("cells.tsv", "types.tsv")) {
      List<String> planted = lines("d/aa_peaks.tsv");
      long right =
          lines(table).stream()
              .filter(row -> planted.contains(row.replaceAll("\t[^\t]*$", "")))
              .count();
      assertThat(right).isGreaterThan(lines(table).size() / 2);
    }

    assertThat(samap(peaks + "TMP/x.tsv --groups donor").err())
        .contains("obs: no column 'donor'; choose one of: cell_type")
        .hasLineCount(1);
    Files.writeString(folder.resolve("peaks.bed"), "chr1\t1\t2\n");
    assertThat(samap(peaks.replace("d/aa_atac.h5ad", "peaks.bed") + "TMP/x.tsv").err())
        .contains("peaks.bed: holds peaks without cells")
        .hasLineCount(1);
    assertThat(samap("activity TMP/peaks.bed --gtf TMP/d/aa.gtf.gz --out TMP/x.h5ad").err())
        .contains("peaks.bed: holds peaks without cells")
        .hasLineCount(1);
  }

  @Test
  void theLinksOfATableGiveTheActivityOfTheAnnotation() throws IOException {
    assertThat(samap("peaks TMP/d/aa_atac.h5ad --gtf TMP/d/aa.gtf.gz --out TMP/a.tsv").status())
        .isZero();
    Outcome ended = samap("activity TMP/d/aa_atac.h5ad --links TMP/a.tsv --out TMP/new/t.h5ad");
    assertThat(ended.err()).contains("The activity of the genes is in");
    assertThat(ended.status()).isZero();
    assertThat(samap("activity TMP/d/aa_atac.h5ad --gtf TMP/d/aa.gtf.gz --out TMP/g.h5ad").status())
        .isZero();
    try (AnnDataFile table = AnnDataFile.open(folder.resolve("new/t.h5ad"));
        AnnDataFile gtf = AnnDataFile.open(folder.resolve("g.h5ad"));
        AnnDataFile cells = AnnDataFile.open(folder.resolve("d/aa.h5ad"))) {
      AnnData of = table.data();
      assertThat(of.obs().labels("cell_type")).isEqualTo(cells.data().obs().labels("cell_type"));
      assertThat(new TreeSet<>(of.var().names()))
          .hasSizeGreaterThan(200)
          .isEqualTo(new TreeSet<>(gtf.data().var().names()));
      assertThat(Arrays.stream(of.var().numbers("peaks")).sum())
          .isEqualTo(lines("a.tsv").size() - 1.0)
          .isEqualTo(Arrays.stream(gtf.data().var().numbers("peaks")).sum());
    }
  }

  /** The same genome, annotated again: other names, and exons that begin a little later. */
  @Test
  void linksTheGenesOfTwoAnnotations() throws IOException {
    List<String> again =
        lines("d/aa.gtf.gz").stream()
            .map(line -> line.split("\t", 6))
            .map(
                row ->
                    "chr%s\tx\t%s\t%d\t%s\t%s"
                        .formatted(row[0], row[2], Integer.parseInt(row[3]) + 30, row[4], row[5]))
            .map(line -> line.replace("gene_id \"aa", "gene_id \"refseq"))
            .toList();
    Files.write(folder.resolve("again.gtf"), again);
    Outcome ended = samap("annotations TMP/again.gtf TMP/d/aa.gtf.gz --out TMP/same.tsv.gz");
    assertThat(ended.err()).containsPattern("(\\d+) links of \\1 of \\1 genes to \\1 of \\1 genes");
    assertThat(ended.status()).isZero();
    List<String> links = lines("same.tsv.gz");
    assertThat(links).hasSizeGreaterThan(200).startsWith("gene_a\tgene_b\tweight");
    for (String link : links.subList(1, links.size())) {
      String[] row = link.split("\t", -1);
      assertThat(row[0]).isEqualTo(row[1].replaceFirst("aa", "refseq"));
      assertThat(Double.parseDouble(row[2])).isBetween(0.98, 0.9999);
    }

    String graph = "homology --species aa,bb --maps TMP/d/maps --quiet";
    String through =
        "homology --species new,bb --maps TMP/d/maps --pairs new,aa=TMP/same.tsv.gz --through aa"
            + " --quiet";
    assertThat(
            samap(through)
                .out()
                .replace("new", "aa")
                .lines()
                .skip(1)
                .map(PeaksCommandsTest::linked))
        .isEqualTo(samap(graph).out().lines().skip(1).map(PeaksCommandsTest::linked).toList());
  }

  /** The species of a row of 'samap homology', and how many genes are linked. */
  private static String linked(String row) {
    String[] columns = row.split("\t", -1);
    return columns[0] + columns[1] + columns[4];
  }

  @Test
  void refusesAnAnnotationThatWasCut() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("d/aa.gtf.gz"));
    Files.write(folder.resolve("cut.gtf.gz"), Arrays.copyOf(whole, whole.length / 2));
    Outcome ended =
        samap("activity TMP/d/aa_atac.h5ad --gtf TMP/cut.gtf.gz --out TMP/x.h5ad --quiet");
    assertThat(ended.err())
        .isEqualTo(
            "samap: error: %s is truncated gzip; write or download it again in full%n"
                .formatted(folder.resolve("cut.gtf.gz")));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(folder.resolve("x.h5ad")).doesNotExist();
  }

  @Test
  void refusesDataOfGenes() {
    for (String command : List.of("peaks", "activity")) {
      Outcome ended =
          samap(command + " TMP/d/aa.h5ad --gtf TMP/d/aa.gtf.gz --out TMP/x.h5ad --quiet");
      assertThat(ended.err())
          .contains("aa.h5ad has no peaks: no feature is called like")
          .hasLineCount(1);
      assertThat(ended.status()).isEqualTo(2);
    }
  }

  @Test
  void refusesAnAnnotationOfAnotherGenome() throws IOException {
    List<String> other = new ArrayList<>();
    lines("d/aa.gtf.gz").forEach(line -> other.add("NC_" + line));
    Files.write(folder.resolve("other.gtf"), other);
    Outcome ended = samap("peaks TMP/d/aa_atac.h5ad --gtf TMP/other.gtf --out TMP/x.tsv --quiet");
    assertThat(ended.err()).contains("the peaks have chr1, chr2, chr3, ...").hasLineCount(1);
    assertThat(ended.status()).isEqualTo(2);
  }
}
