package org.samap.core.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Warnings;

class AnnotationsTest {
  @TempDir private Path folder;

  private static final GeneAxis GENES =
      GeneAxis.of(List.of("aa", "hs"), List.of(List.of("x"), List.of("P1", "P2", "P3")));

  private static final Annotations.Params GO = Annotations.Params.defaults();

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private static Annotations read(Path file, Annotations.Params params) {
    return Annotations.builder(GENES, params)
        .read(1, file, name -> name, Progress.silent())
        .build();
  }

  /** The terms of a gene, in words. */
  private static List<String> terms(Annotations annotations, String gene) {
    return Arrays.stream(annotations.termsOf()[GENES.indexOf(gene)])
        .mapToObj(annotations.terms()::get)
        .toList();
  }

  /** A file of each kind of header that eggNOG-mapper has written. */
  private Path eggnog(String version) throws IOException {
    return switch (version) {
      case "1.0" ->
          write(
              "hs.emapper.annotations",
              "# emapper version: emapper-1.0.3 emapper DB: 4.5.1",
              "# time: Mon Jan  8 10:00:00 2018",
              "#query_name\tseed_eggNOG_ortholog\tseed_ortholog_evalue\tseed_ortholog_score"
                  + "\tpredicted_gene_name\tGO_terms\tKEGG_KOs\tBiGG_reactions"
                  + "\tAnnotation_tax_scope\tOGs\tbestOG|evalue|score\tCOG cat\teggNOG annot",
              "P1\t9606.E1\t1e-9\t99.5\tGAPDH\tGO:1,GO:2\tK00134\t\tmaNOG[6]\t0A@maNOG\tNA\tGT"
                  + "\tglyco",
              "P2\t9606.E2\t1e-9\t99.5\tX\t\tK1,K2\t\tmaNOG[6]\t0B@maNOG\tNA\tS\t",
              "# 2 queries scanned",
              "# Total time (seconds): 1.0");
      case "2.0" ->
          write(
              "hs.emapper.annotations",
              "# emapper version: emapper-2.0.1 emapper DB: 2.0",
              "#query_name\tseed_eggNOG_ortholog\tseed_ortholog_evalue\tseed_ortholog_score"
                  + "\tbest_tax_level\tPreferred_name\tGOs\tEC\tKEGG_ko\tKEGG_Pathway"
                  + "\ttaxonomic scope\teggNOG OGs\tbest eggNOG OG\tCOG Functional cat."
                  + "\teggNOG free text desc.",
              "P1\t9606.E1\t1e-9\t99.5\tMammalia\tGAPDH\tGO:1,GO:2\t\tK00134\tko1,map1\tM\t0A@1\tNA"
                  + "\tGT\tglyco",
              "P2\t9606.E2\t1e-9\t99.5\tMammalia\tX\t\t\tK1,K2\t\tM\t0B@1\tNA\tS\t");
      case "2.0.5" ->
          write(
              "hs.emapper.annotations",
              "#query_name\tseed_eggNOG_ortholog\teggNOG OGs\tnarr_og_name\tnarr_og_cat"
                  + "\tnarr_og_desc\tbest_og_name\tbest_og_cat\tbest_og_desc\tPreferred_name\tGOs"
                  + "\tKEGG_ko",
              "P1\t9606.E1\t0A@1\tn\tS\td\tb\tGT\tglyco\tGAPDH\tGO:1,GO:2\tK00134",
              "P2\t9606.E2\t0B@1\tn\tS\td\tb\tS\t-\tX\t-\tK1,K2");
      default ->
          write(
              "hs.emapper.annotations",
              "## Tue Feb  1 10:00:00 2022",
              "## emapper-2.1.6",
              "## /usr/bin/emapper.py -i x.fa",
              "##",
              "#query\tseed_ortholog\tevalue\tscore\teggNOG_OGs\tmax_annot_lvl\tCOG_category"
                  + "\tDescription\tPreferred_name\tGOs\tEC\tKEGG_ko\tKEGG_Pathway\tPFAMs",
              "P1\t9606.E1\t1e-9\t99.5\t0A@1|root\t1|root\tGT\tglyco\tGAPDH\tGO:1,GO:2\t-\tK00134"
                  + "\tko1,map1\tGp_dh",
              "P2\t9606.E2\t1e-9\t99.5\t0B@1|root\t1|root\tS\t-\tX\t-\t-\tK1,K2\t-\t-",
              "## 2 queries scanned",
              "## Total time (seconds): 1.0");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0", "2.0.5", "2.1.6"})
  void findsTheColumnsOfEveryVersionByTheirNames(String version) throws IOException {
    Path file = eggnog(version);
    for (String column : List.of("GO", "GOs", "GO_terms")) {
      Annotations go = read(file, GO.withColumn(column));
      assertThat(go.terms()).containsExactly("GO:1", "GO:2");
      assertThat(terms(go, "hs_P1")).containsExactly("GO:1", "GO:2");
      assertThat(terms(go, "hs_P2")).isEmpty();
    }
    Annotations kegg = read(file, GO.withColumn("KEGG_ko"));
    assertThat(terms(kegg, "hs_P2")).containsExactly("K1", "K2");
    assertThat(kegg.genesOf()).isDeepEqualTo(new int[][] {{1}, {2}, {2}});
    assertThat(terms(read(file, GO.withColumn("Preferred_name")), "hs_P1"))
        .containsExactly("GAPDH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "2.0", "2.0.5", "2.1.6"})
  void takesCogCategoriesLetterByLetter(String version) throws IOException {
    Annotations cog = read(eggnog(version), GO.withColumn("COG_category"));
    assertThat(cog.terms()).containsExactly("G", "S", "T");
    assertThat(terms(cog, "hs_P1")).containsExactly("G", "T");
    assertThat(cog.descriptions())
        .containsExactly(
            "Carbohydrate transport and metabolism",
            "Function unknown",
            "Signal transduction mechanisms");
  }

  @Test
  void readsTablesWithAHeader() throws IOException {
    Path file =
        write(
            "t.tsv", "gene\tpathway", "# a remark", "P1\tb; a", "", "hs_P2\t-", "P1\tc;a", "Q\tz");
    Annotations all = read(file, GO.withColumn("Pathway").withDelimiter(";"));
    assertThat(all.terms()).containsExactly("a", "b", "c");
    assertThat(terms(all, "hs_P1")).containsExactly("a", "b", "c");
    assertThat(terms(all, "hs_P2")).isEmpty();
    assertThat(terms(all, "aa_x")).isEmpty();
  }

  @Test
  void readsTablesAsSpreadsheetsSaveThem() throws IOException {
    Path file =
        write(
            "t.tsv",
            "\uFEFF\"gene\"\tGO\r",
            "P1\t\"GO:1,GO:2\"\r",
            "\r",
            "\"P2\"\t\"5\"\" end\"\r",
            "P3\t\"5\" end\r");
    Annotations all = read(file, GO);
    assertThat(terms(all, "hs_P1")).containsExactly("GO:1", "GO:2");
    assertThat(terms(all, "hs_P2")).containsExactly("5\" end");
    assertThat(terms(all, "hs_P3")).containsExactly("\"5\" end");
  }

  @Test
  void readsGzipOfSeveralMembersAndRefusesWhatFollowsThem() throws IOException {
    Path file = folder.resolve("t.tsv.gz");
    for (String member : List.of("gene\tGO\nP1\ta\n", "P2\tb\n")) {
      try (OutputStream out =
          new GZIPOutputStream(
              Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
        out.write(member.getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(terms(read(file, GO), "hs_P2")).containsExactly("b");
    Files.writeString(file, "P3\tc\n", StandardOpenOption.APPEND);
    assertRefused(file, "t.tsv.gz is damaged gzip");
  }

  @Test
  void readsGeneSets() throws IOException {
    Path file = folder.resolve("sets.gmt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          "HALLMARK_X\tof cells, 4 °C\tP1\tP3\t\nY\t-\tP3\tQ9\n".getBytes(StandardCharsets.UTF_8));
    }
    Annotations sets = read(file, GO);
    assertThat(sets.terms()).containsExactly("HALLMARK_X", "Y");
    assertThat(sets.descriptions()).containsExactly("of cells, 4 °C", "");
    assertThat(terms(sets, "hs_P3")).containsExactly("HALLMARK_X", "Y");
  }

  @Test
  void translatesNames() throws IOException {
    Path file = write("t.tsv", "transcript\tGO", "P1.2\tGO:7");
    Annotations all =
        Annotations.builder(GENES, GO)
            .read(1, file, name -> name.replace(".2", ""), Progress.silent())
            .build();
    assertThat(terms(all, "hs_P1")).containsExactly("GO:7");
  }

  @Test
  void tellsWhenMostGenesAreUnknown() throws IOException {
    List<String> said = new ArrayList<>();
    Progress progress = new Warnings(said);
    Path file = write("t.tsv", "gene\tGO", "ENSP1\ta", "ENSP2\ta", "ENSP3\ta", "P1\ta");
    Annotations.builder(GENES, GO).read(1, file, name -> name, progress);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("1 of its 4 genes are genes of hs", "'ENSP1'", "'hs_P1'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          query~GO_ids/P1~a             | line 1: has no column 'GO'; name one of: query, GO_ids
          gene,GO/P1,a                  | line 1: 'gene,GO' names one column
          gene~GO/P1,a                  | line 2: 'P1,a' is one column
          gene~GO/P1~a/~GO:1,GO:2       | line 3: the terms 'GO:1,GO:2' have no gene
          gene~GO/~-                    | line 2: names no gene
          gene~GO/P1~-                  | no gene has a term in column 'GO'
          gene~GO/Q~a                   | 0 of its 1 genes are genes of hs; the file has 'Q'
          gene~GO/P1~-/Q~a              | 1 of its 2 genes are genes of hs, and none of these has a term
          GO~gene/a~P1                  | 'GO' is the column of the genes
          "# only a remark"             | is empty; give a table of genes and terms
          """)
  void refusesATable(String content, String message) throws IOException {
    Path file = write("bad.tsv", content.replace('~', '\t').replace('/', '\n'));
    assertRefused(file, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          T~what/U~of~P1 | line 1: the term 'T' has no gene
          T~what~~       | line 1: the term 'T' has no gene
          T              | line 1: the term 'T' has no gene
          ~what~P1       | line 1: the set has no name
          T~what~Q       | 0 of its 1 genes are genes of hs
          """)
  void refusesGeneSets(String content, String message) throws IOException {
    Path file = write("bad.gmt", content.replace('~', '\t').replace('/', '\n'));
    assertRefused(file, message);
  }

  @Test
  void refusesFilesThatCannotBeRead() throws IOException {
    assertRefused(folder.resolve("absent.tsv"), "absent.tsv does not exist");
    Path cut = folder.resolve("cut.tsv.gz");
    Files.write(cut, new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertRefused(cut, "cut.tsv.gz is truncated gzip");
    assertThatThrownBy(() -> GO.withColumn(" ")).hasMessageContaining("column is empty");
    assertThatThrownBy(() -> GO.withDelimiter("")).hasMessageContaining("delimiter is empty");
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> read(file, GO))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }
}
