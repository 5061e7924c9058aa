package org.samap.core.homology.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.golden.Golden;
import org.samap.core.homology.graph.Graphs;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.graph.Hsps;
import org.samap.core.run.InputException;
import org.samap.core.run.Warnings;
import org.samap.core.run.Workers;

/** Reading search result tables. */
class BlastTablesTest {
  private static final HomologyParams DEFAULTS = HomologyParams.defaults();
  private static final List<String> IDS = List.of("hs", "mm");

  @TempDir private Path maps;

  @Test
  void weighsAnEdgeByTheMeanOfBothDirections() throws IOException {
    tables(row("A", "a", "1e-20", "100"), row("a", "A", "1e-20", "81"));
    assertThat(edges(DEFAULTS)).containsExactly("hs_A mm_a 90.5");
  }

  @Test
  void leavesOutWhatHasOneDirectionUnlessToldOtherwise() throws IOException {
    tables(
        row("A", "a", "0", "100") + row("B", "b", "0", "50"),
        row("a", "A", "0", "100") + row("c", "A", "0", "30"));
    assertThat(edges(DEFAULTS)).containsExactly("hs_A mm_a 100.0");
    assertThat(edges(DEFAULTS.withReciprocal(false)))
        .containsExactly("hs_A mm_a 100.0", "hs_A mm_c 15.0", "hs_B mm_b 25.0");
  }

  @Test
  void keepsRowsUpToTheEvalueAndEveryName() throws IOException {
    tables(
        row("A", "a", "1e-6", "60") + row("B", "b", "1.01e-6", "59"),
        row("a", "A", "1e-6", "60") + row("b", "B", "1e-6", "60"));
    assertThat(edges(DEFAULTS)).containsExactly("hs_A mm_a 60.0");
    assertThat(read(DEFAULTS).genes().names()).containsExactly("hs_A", "hs_B", "mm_a", "mm_b");
    assertThat(edges(DEFAULTS.withMaxEvalue(1e-3)))
        .containsExactly("hs_A mm_a 60.0", "hs_B mm_b 59.5");
  }

  @Test
  void countsTheLastOfRepeatedRows() throws IOException {
    tables(
        row("A", "a", "0", "100")
            + row("B", "a", "0", "9")
            + row("A", "a", "0", "20")
            + row("A", "a", "1", "1"),
        row("a", "A", "0", "20"));
    assertThat(edges(DEFAULTS)).containsExactly("hs_A mm_a 20.0");
  }

  @Test
  void givesAPrefixOnlyWhereThereIsNone() throws IOException {
    tables(
        row("hs_A", "a_1", "0", "10") + row("mm_B", "hs", "0", "10"),
        row("mm_a_1", "A", "0", "10") + row("hs", "hs_mm_B", "0", "10"));
    assertThat(edges(DEFAULTS)).containsExactly("hs_A mm_a_1 10.0", "hs_mm_B mm_hs 10.0");
  }

  @Test
  void ordersGenesByCodePoint() throws IOException {
    String bee = "\uD83D\uDC1D"; // above U+FFFF, yet below U+FF21 in UTF-16 units
    String wideA = "\uFF21";
    tables(
        row(bee, "x", "0", "10")
            + row(wideA, "x", "0", "10")
            + row("b", "x", "0", "10")
            + row("B", "x", "0", "10"),
        row("x", "b", "0", "10"));
    assertThat(read(DEFAULTS).genes().names())
        .containsExactly("hs_B", "hs_b", "hs_" + wideA, "hs_" + bee, "mm_x");
  }

  @Test
  void dropsRowsWithoutAName() throws IOException {
    tables(row("", "a", "0", "10") + row("A", "a", "0", "10"), row("a", "A", "0", "10"));
    assertThat(read(DEFAULTS).genes().names()).containsExactly("hs_A", "mm_a");
  }

  @Test
  void readsCommentsWindowsLineEndsPaddedScoresAndAnUnfinishedLastLine() throws IOException {
    tables(
        "# BLASTP 2.12.0+\r\n\r\n" + row("A", "a", "0.0", "  147").replace("\n", "\r\n"),
        row("a", "A", "0.0", "1.49e+02").stripTrailing());
    assertThat(edges(DEFAULTS)).containsExactly("hs_A mm_a 148.0");
  }

  @Test
  void readsTheFirstRowBehindAByteOrderMark() throws IOException {
    tables("\uFEFF" + row("A", "a", "0", "10"), "\uFEFF" + row("a", "A", "0", "20"));
    assertThat(edges(DEFAULTS)).containsExactly("hs_A mm_a 15.0");
    assertThat(read(DEFAULTS).genes().names()).containsExactly("hs_A", "mm_a");
  }

  @Test
  void warnsOfATableThatDoesNotAskForManyOfTheGenesThatAreFound() throws IOException {
    StringBuilder there = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (int gene = 19; gene >= 10; gene--) {
      there.append(gene == 10 ? "" : row("G" + gene, "g" + gene, "0", "10"));
      back.append(row("g" + gene, "G" + gene, "0", "10")).append(row("g1", "far", "1", "9"));
    }
    tables("" + there, "" + back);
    assertThat(warnings(IDS)).isEmpty(); // nine of ten
    tables("" + there, back + row("h", "H", "0", "10"));
    assertThat(warnings(IDS))
        .containsExactly(
            maps.resolve("hsmm/hs_to_mm.txt")
                + ": ends after G11 and asks for 9 genes, but not for 2 of the 11 that mm_to_hs.txt"
                + " finds; the search was probably cut short, search again");
    assertThat(edges(DEFAULTS)).hasSize(9);
  }

  @Test
  void warnsOfATableOfSortedQueriesThatEndsEarly() throws IOException {
    StringBuilder there = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (int gene = 100; gene < 200; gene++) {
      there.append(gene < 190 ? row("G" + gene, "g" + gene, "0", "10") : "");
      back.append(row("g" + gene, "G" + gene, "0", "10"));
    }
    tables("" + there, "" + back);
    assertThat(warnings(IDS))
        .containsExactly(
            maps.resolve("hsmm/hs_to_mm.txt")
                + ": ends after G189, and 10 genes after it that mm_to_hs.txt finds are not asked"
                + " for; the search was probably cut short, search again");
  }

  @Test
  void warnsOfARealTableThatEndsWithinTheQueries() throws IOException {
    Path search = Golden.shared("data/blast_fasta");
    for (String name : List.of("hs_to_mm", "mm_to_hs")) {
      write("hsmm/" + name + ".txt", Files.readAllBytes(search.resolve(name + ".txt.gz")));
    }
    assertThat(warnings(IDS))
        .singleElement()
        .asString()
        .contains("hs_to_mm.txt: ends after", "asks for 636 genes, but not for 160 of the 796");
  }

  @Test
  void warnsOfATableOfTheOtherDirection() throws IOException {
    String same = row("a", "A", "0", "10");
    tables(same, same);
    assertThat(warnings(IDS))
        .hasSize(2)
        .allMatch(w -> w.contains("asks for none of the 1 genes that"));
  }

  @Test
  void saysWhichOfRepeatedRowsCounts() throws IOException {
    tables(
        row("A", "a", "0", "100") + row("A", "a", "0", "20") + row("A", "a", "0", "30"),
        row("a", "A", "0", "20"));
    assertThat(warnings(IDS))
        .singleElement()
        .asString()
        .startsWith("2 rows of the tables, such as " + maps.resolve("hsmm/hs_to_mm.txt"))
        .contains("the last of each counts");
    assertThat(edges(DEFAULTS)).containsExactly("hs_A mm_a 25.0");
    assertThat(edges(DEFAULTS.withHsps(Hsps.BEST))).containsExactly("hs_A mm_a 60.0");
  }

  @Test
  void warnsOfManyCutTablesInFourLines() throws IOException {
    List<String> ids = List.of("a", "b", "c", "d", "e");
    for (int i = 0; i < 5; i++) {
      for (int j = i + 1; j < 5; j++) {
        String a = ids.get(i);
        String b = ids.get(j);
        write(a + b + "/" + a + "_to_" + b + ".txt", bytes(row("x", "x", "0", "9")));
        String back = row("x", "x", "0", "9") + row("x", "y", "0", "9") + row("x", "z", "0", "9");
        write(a + b + "/" + b + "_to_" + a + ".txt", bytes(back));
      }
    }
    assertThat(warnings(ids))
        .hasSize(4)
        .last()
        .isEqualTo("and 7 more tables were probably cut short");
  }

  private List<String> warnings(List<String> ids) {
    List<String> said = new ArrayList<>();
    try (Workers workers = Workers.of(1)) {
      BlastTables.in(maps).read(ids, DEFAULTS, workers, new Warnings(said));
    }
    return said;
  }

  @Test
  void ignoresFurtherColumns() throws IOException {
    tables(
        row("A", "a", "0", "10").replace("\n", "\tmore\n"),
        row("a", "A", "0", "10").replace("\n", "\t5\t\n"));
    assertThat(edges(DEFAULTS)).containsExactly("hs_A mm_a 10.0");
  }

  @Test
  void findsTheOtherFolderAndGzipByContent() throws IOException {
    write("mmhs/hs_to_mm.txt", gzip(row("A", "a", "0", "10")));
    write("mmhs/mm_to_hs.txt.gz", gzip(row("a", "A", "0", "10")));
    assertThat(edges(DEFAULTS)).containsExactly("hs_A mm_a 10.0");
  }

  @Test
  void readsLinesLongerThanItsBuffer() throws IOException {
    String name = "N".repeat(600_000);
    tables(
        row("A", "a", "0", "10") + row(name, "a", "0", "12"),
        row("a", name, "0", "12") + row("a", "A", "0", "10"));
    assertThat(edges(DEFAULTS)).containsExactly("hs_A mm_a 10.0", "hs_" + name + " mm_a 12.0");
  }

  @Test
  void keepsSpeciesAsGivenAndNoEdgeInsideOne() throws IOException {
    tables(row("A", "a", "0", "10"), row("a", "A", "0", "10"));
    write("hsdr/hs_to_dr.txt", bytes(row("A", "z", "0", "20")));
    write("hsdr/dr_to_hs.txt", bytes(row("z", "A", "0", "20")));
    write("drmm/mm_to_dr.txt", bytes(row("a", "z", "0", "30")));
    write("drmm/dr_to_mm.txt", bytes(row("z", "a", "0", "30")));
    HomologyGraph graph = read(List.of("mm", "dr", "hs"), DEFAULTS);
    assertThat(graph.genes().names()).containsExactly("mm_a", "dr_z", "hs_A");
    assertThat(edges(graph)).containsExactly("mm_a dr_z 30.0", "mm_a hs_A 10.0", "dr_z hs_A 20.0");
    assertThat(graph.edges()).isEqualTo(graph.edges().transpose());
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    try (Golden golden = Golden.mini();
        Workers one = Workers.of(1);
        Workers five = Workers.of(5)) {
      BlastTables tables = BlastTables.in(golden.folder().resolve("maps"));
      assertThat(tables.read(golden.species(), DEFAULTS, five))
          .isEqualTo(tables.read(golden.species(), DEFAULTS, one));
    }
  }

  @Test
  void saysWhichFolderIsMissing() {
    assertThatThrownBy(() -> BlastTables.in(maps.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no folder " + maps.resolve("none"));
    rejects(
        maps + " has no table of the genes of hs among those of mm (looked for hsmm/hs_to_mm.txt,");
  }

  @Test
  void saysWhichTableIsMissing() throws IOException {
    write("hsmm/hs_to_mm.txt", bytes(row("A", "a", "0", "10")));
    rejects("no table of the genes of mm among those of hs (looked for hsmm/mm_to_hs.txt,");
    rejects("it holds hsmm/ (hs_to_mm.txt)");
  }

  @Test
  void rejectsATableOfElevenColumns() throws IOException {
    tables(row("A", "a", "0", "10") + "A\ta\t1\t1\t1\t1\t1\t1\t1\t1\t0\n", row("a", "A", "0", "1"));
    rejects("hs_to_mm.txt, line 2: 11 tab-separated columns where 12 are needed");
  }

  @Test
  void rejectsTextWhereANumberBelongs() throws IOException {
    tables("#\n" + row("A", "a", "0", "high"), row("a", "A", "0", "1"));
    rejects("hs_to_mm.txt, line 2: the bit score (column 12) is 'high', not a number");
    tables(row("A", "a", "1e-", "10"), row("a", "A", "0", "1"));
    rejects("hs_to_mm.txt, line 1: the E-value (column 11) is '1e-', not a number");
    tables(row("A", "a", "", "10"), row("a", "A", "0", "1"));
    rejects("hs_to_mm.txt, line 1: the E-value (column 11) is '', not a number");
  }

  @Test
  void rejectsScoresThatCannotBe() throws IOException {
    for (String score : List.of("-5", "NaN", "Infinity", "1e999")) {
      tables(row("A", "a", "0", "10"), row("a", "A", "0", "10") + row("a", "B", "0", score));
      rejects("mm_to_hs.txt, line 2: the bit score (column 12) is '" + score + "'");
    }
  }

  @Test
  void rejectsAnEmptyTable() throws IOException {
    tables("# 0 hits found\n", row("a", "A", "0", "1"));
    rejects("hs_to_mm.txt is empty");
  }

  @Test
  void rejectsTruncatedAndDamagedGzip() throws IOException {
    byte[] whole = gzip(row("A", "a", "0", "10").repeat(1000));
    write("hsmm/mm_to_hs.txt", bytes(row("a", "A", "0", "10")));
    write("hsmm/hs_to_mm.txt.gz", Arrays.copyOf(whole, whole.length / 2));
    rejects("hs_to_mm.txt.gz is truncated gzip");
    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 1; // in the checksum
    write("hsmm/hs_to_mm.txt.gz", damaged);
    rejects("hs_to_mm.txt.gz is damaged gzip");
    byte[] second = gzip(row("B", "a", "0", "10"));
    second[1] ^= 1; // no member begins so
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(whole);
    both.writeBytes(second);
    write("hsmm/hs_to_mm.txt.gz", both.toByteArray());
    rejects("hs_to_mm.txt.gz is damaged gzip");
  }

  @Test
  void rejectsBadIds() {
    assertThatThrownBy(() -> read(List.of("m", "m_m"), DEFAULTS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'m_m'");
    assertThatThrownBy(() -> read(List.of("hs", "hs"), DEFAULTS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("two species have the id hs");
    assertThatThrownBy(() -> read(List.of("hs"), DEFAULTS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("needs at least two species");
  }

  @Test
  void rejectsParametersOutOfRange() {
    assertThatThrownBy(() -> DEFAULTS.withMaxEvalue(Double.NaN)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> DEFAULTS.withFilterThreshold(1.5)).isInstanceOf(InputException.class);
  }

  @Test
  void readsTheRealHumanAndMouseTables() {
    Path real = Golden.shared("data/immune/maps");
    try (Workers workers = Workers.of(2)) {
      HomologyGraph graph = BlastTables.in(real).read(IDS, DEFAULTS, workers);
      assertThat(graph.genes().namesOf(0)).hasSizeBetween(15_000, 25_000);
      assertThat(graph.genes().namesOf(1)).hasSizeBetween(15_000, 25_000);
      assertThat(graph.edges().entries() / 2).isBetween(15_000, 30_000);
      assertThat(graph.edges()).isEqualTo(graph.edges().transpose());
      int nd1 = graph.genes().indexOf("hs_MT-ND1");
      assertThat(graph.edges().get(nd1, graph.genes().indexOf("mm_mt-Nd1"))).isEqualTo(77.044f);
    }
  }

  @Test
  void readsRealSearchResults() throws IOException {
    Path real = Golden.shared("data/blast_fasta");
    List<String> ids = List.of("hs", "mm", "dr");
    for (String a : ids) {
      for (String b : ids) {
        for (String tool : List.of(".txt.gz", ".diamond.txt.gz")) {
          Path table = real.resolve(a + "_to_" + b + tool);
          if (Files.exists(table)) {
            Path folder = maps.resolve(a.compareTo(b) < 0 ? a + b : b + a);
            Files.createDirectories(folder);
            Files.copy(table, folder.resolve(a + "_to_" + b + ".txt.gz"));
          }
        }
      }
    }
    HomologyGraph graph = read(ids, DEFAULTS);
    assertThat(graph.genes().size()).isBetween(1_000, 20_000);
    assertThat(graph.edges().entries()).isGreaterThan(10_000);
    int human = graph.genes().indexOf("hs_ENSP00000373312");
    int mouse = graph.genes().indexOf("mm_ENSMUSP00000032440");
    assertThat(graph.edges().get(human, mouse)).isEqualTo(647f);
    int fish = graph.genes().indexOf("dr_ENSDARP00000071531");
    assertThat(graph.edges().get(human, fish)).isEqualTo(490f);
  }

  private void rejects(String message) {
    assertThatThrownBy(() -> read(DEFAULTS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  private HomologyGraph read(HomologyParams params) {
    return read(IDS, params);
  }

  private HomologyGraph read(List<String> ids, HomologyParams params) {
    try (Workers workers = Workers.of(2)) {
      return BlastTables.in(maps).read(ids, params, workers);
    }
  }

  private List<String> edges(HomologyParams params) {
    return edges(read(params));
  }

  private static List<String> edges(HomologyGraph graph) {
    return Graphs.edges(graph);
  }

  private static String row(String query, String subject, String evalue, String score) {
    return query
        + "\t"
        + subject
        + "\t90\t100\t5\t0\t1\t100\t1\t100\t"
        + evalue
        + "\t"
        + score
        + "\n";
  }

  private void tables(String there, String back) throws IOException {
    write("hsmm/hs_to_mm.txt", bytes(there));
    write("hsmm/mm_to_hs.txt", bytes(back));
  }

  private void write(String file, byte[] content) throws IOException {
    Files.createDirectories(maps.resolve(file).getParent());
    Files.write(maps.resolve(file), content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes(text));
    }
    return out.toByteArray();
  }
}
