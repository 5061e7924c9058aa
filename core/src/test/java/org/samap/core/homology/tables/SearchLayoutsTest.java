package org.samap.core.homology.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.homology.graph.Graphs;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.run.InputException;
import org.samap.core.run.Told;
import org.samap.core.run.Workers;

/** Folders of search tables as people have them. */
class SearchLayoutsTest {
  private static final List<String> IDS = List.of("hs", "mm");

  @TempDir private Path maps;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A_to_B.txt",
        "A_B.tsv",
        "A_vs_B.m8",
        "A-B.tab",
        "A.B.out",
        "A_B.blastp",
        "A_to_B.txt.gz",
        "A_to_B.diamond.2.1.txt.gz"
      })
  void findsTablesInOneFolder(String name) throws IOException {
    write(name.replace("A", "hs").replace("B", "mm"), row("A", "a", 90));
    write(name.replace("A", "mm").replace("B", "hs"), row("a", "A", 70));
    Told told = new Told();
    assertThat(Graphs.edges(read(told))).containsExactly("hs_A mm_a 80.0");
    assertThat(told.lines()).hasSize(1);
    assertThat(told.lines().getFirst())
        .startsWith(maps + ": read as all tables in one folder, such as hs");
  }

  @Test
  void prefersFoldersBySpeciesAndSaysNothing() throws IOException {
    write("hsmm/hs_to_mm.txt", row("A", "a", 90));
    write("hsmm/mm_to_hs.txt", row("a", "A", 90));
    write("hs_to_mm.txt", row("A", "a", 10));
    write("mm_to_hs.txt", row("a", "A", 10));
    Told told = new Told();
    assertThat(Graphs.edges(read(told))).containsExactly("hs_A mm_a 90.0");
    assertThat(told.lines()).isEmpty();
  }

  @Test
  void refusesSeveralTablesOfOneDirection() throws IOException {
    write("hs_to_mm.txt", row("A", "a", 90));
    write("hs_mm.tsv", row("A", "a", 90));
    write("mm_hs.tsv", row("a", "A", 90));
    assertMistake("has several tables of hs among mm: hs_mm.tsv, hs_to_mm.txt; leave one of them");
  }

  @Test
  void refusesATableOfSeveralSpecies() throws IOException {
    List<String> ids = List.of("c", "a-b", "c-a", "b");
    for (String a : ids) {
      for (String b : ids) {
        if (!(a + "-" + b).equals("c-a-b")) {
          write(a + "_to_" + b + ".txt", row("A", "a", 90));
        }
      }
    }
    write("c-a-b.txt", row("A", "a", 90));
    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(() -> BlastTables.in(maps).read(ids, HomologyParams.defaults(), workers))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("c-a-b.txt could be the table of several species");
    }
  }

  @Test
  void listsWhatItLookedForAndWhatThereIs() throws IOException {
    for (int i = 0; i < 11; i++) {
      write("human%02d.txt".formatted(i), row("A", "a", 90));
    }
    assertMistake("looked for hsmm/hs_to_mm.txt, hs_to_mm.txt, hs_mm.tsv, hs_vs_mm.m8");
    assertMistake("it holds human00.txt, human01.txt,");
    assertMistake("human07.txt and 3 more");
  }

  @Test
  void readsColumnsByTheirNames() throws IOException {
    write("hs_mm.m8", "query\ttarget\tevalue\tbits\nA\ta\t1e-20\t90\nB\tb\t1e-3\t90\n");
    write("mm_hs.m8", "bits\tquery\tfident\ttarget\tevalue\n70\ta\t0.5\tA\t1e-20\n");
    assertThat(Graphs.edges(read(new Told()))).containsExactly("hs_A mm_a 80.0");
    write("mm_hs.m8", "bits\tquery\tfident\ttarget\tevalue\n");
    assertMistake("mm_hs.m8 is empty");
    write("mm_hs.m8", "bits\tquery\tfident\ttarget\tevalue\n70\ta\t0.5\tA\n");
    assertMistake("mm_hs.m8, line 2: 4 tab-separated columns where 5 are needed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "WorkingDirectory/"})
  void readsTheSearchesOfOrthoFinder(String under) throws IOException {
    write(under + "SpeciesIDs.txt", "0: hs.fa\n#1: dr.fa\n2: mm.pep.fa\n3: hs.x.fa\n");
    write(
        under + "SequenceIDs.txt",
        "0_0: A pep chromosome:1\n0_1: hs_0_B\n1_0: z\n2_0: a gene=a\n2_1: b\n");
    write(under + "Blast0_2.txt.gz", row("0_0", "2_0", 90) + row("0_1", "2_1", 50));
    write(under + "Blast2_0.txt.gz", row("2_0", "0_0", 70) + row("2_1", "0_1", 50));
    Told told = new Told();
    assertThat(Graphs.edges(read(told))).containsExactly("hs_0_B mm_b 50.0", "hs_A mm_a 80.0");
    assertThat(told.lines().getFirst()).contains("read as the searches of OrthoFinder");
    write(under + "Blast2_0.txt.gz", row("2_0", "0_9", 70));
    assertMistake("Blast2_0.txt.gz has the sequence 0_9, which the names of the sequences lack");
    write(under + "SequenceIDs.txt", "0_0: A x\n0_1: A y\n2_0: a\n");
    assertMistake("SequenceIDs.txt, line 2: two sequences of one species are called A");
    write(under + "SequenceIDs.txt", "nothing\n");
    assertMistake("SequenceIDs.txt, line 1: 'nothing' is not the id of a sequence");
    write(under + "SpeciesIDs.txt", "0: Homo_sapiens.fa\n1: Mus_musculus.faa\n");
    assertMistake(
        "the species of OrthoFinder, which are the ids to use: Homo_sapiens, Mus_musculus");
    write(under + "SpeciesIDs.txt", "Homo_sapiens.fa\n");
    assertMistake("SpeciesIDs.txt, line 1: 'Homo_sapiens.fa' is not a number, a colon and a file");
  }

  private void assertMistake(String message) {
    assertThatThrownBy(() -> read(new Told()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  private HomologyGraph read(Told told) {
    try (Workers workers = Workers.of(1)) {
      return BlastTables.in(maps).read(IDS, HomologyParams.defaults(), workers, told);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = maps.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    try (var out = Files.newOutputStream(file)) {
      if (name.endsWith(".gz")) {
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
          gzip.write(text.getBytes(UTF_8));
        }
      } else {
        out.write(text.getBytes(UTF_8));
      }
    }
  }

  private static String row(String query, String subject, int score) {
    return "%s\t%s\t0.5\t100\t1\t1\t1\t100\t1\t100\t1e-20\t%d\n".formatted(query, subject, score);
  }
}
