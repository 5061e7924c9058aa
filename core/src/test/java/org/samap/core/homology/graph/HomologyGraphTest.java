package org.samap.core.homology.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Told;

/** From the parsed graph to the one of the data's genes. */
class HomologyGraphTest {
  private static final List<String> IDS = List.of("hs", "mm");
  private static final GeneAxis GENES =
      GeneAxis.of(IDS, List.of(List.of("A", "B", "C", "D"), List.of("a", "b", "c", "d")));
  private static final HomologyGraph GRAPH =
      Graphs.graph(
          GENES,
          List.of("hs_A mm_a 100", "hs_A mm_b 24", "hs_B mm_b 80", "hs_B mm_c 19", "hs_C mm_c 20"));

  @TempDir private Path folder;

  @Test
  void knowsTheSpeciesOfEveryGene() {
    assertThat(GENES.speciesOf(3)).isEqualTo(0);
    assertThat(GENES.speciesOf(4)).isEqualTo(1);
    assertThat(GENES.start(1)).isEqualTo(4);
    assertThat(GENES.end(1)).isEqualTo(8);
    assertThat(GENES.indexOf("mm_b")).isEqualTo(5);
    assertThat(GENES.indexOf("b")).isEqualTo(-1);
  }

  @Test
  void rejectsTwoGenesOfOneName() {
    assertThatThrownBy(() -> GeneAxis.of(List.of("hs"), List.of(List.of("A", "hs_A"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("gene hs_A appears twice");
  }

  @Test
  void keepsEdgesThatAreHeavyForEitherGene() {
    // 24 is below a quarter of 100 and of 80; 19 is below that of 80, but not that of 20.
    assertThat(
            Graphs.edges(
                Graphs.graph(
                        GENES,
                        List.of(
                            "hs_A mm_a 100",
                            "hs_A mm_b 19",
                            "hs_B mm_b 80",
                            "hs_B mm_c 19",
                            "hs_C mm_c 20"))
                    .filter(0.25)))
        .containsExactly("hs_A mm_a 100.0", "hs_B mm_b 80.0", "hs_B mm_c 19.0", "hs_C mm_c 20.0");
    assertThat(GRAPH.filter(0)).isEqualTo(GRAPH);
  }

  @Test
  void collapsesTranscriptsToTheHeaviestEdge() {
    TranscriptNames names =
        TranscriptNames.none()
            .with("hs", pairs("B", "A", "C", "Z"))
            .with("mm", pairs("mm_a", "mm_b"));
    HomologyGraph genes = GRAPH.collapse(names);
    assertThat(genes.genes().names()).containsExactly("hs_A", "hs_Z", "mm_b", "mm_c");
    assertThat(Graphs.edges(genes))
        .containsExactly("hs_A mm_b 100.0", "hs_A mm_c 19.0", "hs_Z mm_c 20.0");
    assertThat(genes.edges()).isEqualTo(genes.edges().transpose());
  }

  @Test
  void keepsIsolatedGenesWithoutNames() {
    assertThat(GRAPH.collapse(TranscriptNames.none())).isEqualTo(GRAPH);
  }

  @Test
  void followsTheOrderOfTheData() {
    GeneAxis data = GeneAxis.of(IDS, List.of(List.of("D", "X", "B", "A"), List.of("mm_b", "a")));
    HomologyGraph graph = GRAPH.restrictTo(data);
    assertThat(graph.genes().names()).containsExactly("hs_D", "hs_B", "hs_A", "mm_b", "mm_a");
    assertThat(Graphs.edges(graph))
        .containsExactly("hs_B mm_b 80.0", "hs_A mm_b 24.0", "hs_A mm_a 100.0");
  }

  @Test
  void reportsHowManyGenesMatched() {
    GeneAxis data =
        GeneAxis.of(IDS, List.of(List.of("A", "B", "X"), List.of("a", "P", "Q", "R", "S")));
    OverlapReport report = OverlapReport.of(GRAPH, data);
    assertThat(report.lines())
        .containsExactly(
            "hs: 2 of the data's 3 genes (67 %) are in the homology graph (50 % of its 4), and"
                + " 1 have a link");
    assertThat(report.warnings())
        .singleElement()
        .asString()
        .startsWith("mm: 1 of")
        .contains("only in the data: mm_P, mm_Q, mm_R;", "only in the graph: mm_b, mm_c, mm_d;");
  }

  @Test
  void tellsTheReportToWhoeverWatches() {
    Told told = new Told();
    GeneAxis data = GeneAxis.of(IDS, List.of(List.of("A", "B", "X"), List.of("a", "b", "c")));
    HomologyGraph graph = GRAPH.forData(data, TranscriptNames.none(), 0.25, told);
    assertThat(Graphs.edges(graph))
        .containsExactly("hs_A mm_a 100.0", "hs_A mm_b 24.0", "hs_B mm_b 80.0", "hs_B mm_c 19.0");
    assertThat(told.lines()).hasSize(2).noneMatch(line -> line.startsWith("warning: "));
  }

  @Test
  void rejectsDataWithoutACommonGene() {
    GeneAxis data = GeneAxis.of(IDS, List.of(List.of("A"), List.of("ENSMUSG1", "ENSMUSG2")));
    assertThatThrownBy(() -> forData(data))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("mm: 0 of the data's 2 genes")
        .hasMessageContaining("mm_ENSMUSG1, mm_ENSMUSG2")
        .hasMessageContaining("mm_a, mm_b, mm_c");
  }

  @Test
  void rejectsDataWithoutACommonEdge() {
    assertThatThrownBy(() -> forData(GeneAxis.of(IDS, List.of(List.of("D"), List.of("d")))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no edge of the homology graph");
  }

  @Test
  void rejectsNamesOfAnUnknownSpecies() {
    TranscriptNames names = TranscriptNames.none().with("mo", pairs("a", "b"));
    assertThatThrownBy(() -> GRAPH.collapse(names))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("names are given for 'mo', but the species are hs, mm");
  }

  @Test
  void readsNamesFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("names.tsv"), "# name, gene\nB\tA\r\n\nC\tA\n");
    HomologyGraph genes = GRAPH.collapse(TranscriptNames.none().withFile("hs", file));
    assertThat(genes.genes().namesOf(0)).containsExactly("hs_A");
    Files.writeString(file, "\uFEFFB,A\r\n\"C\",\"A\"\r\n");
    assertThat(GRAPH.collapse(TranscriptNames.none().withFile("hs", file))).isEqualTo(genes);
  }

  @Test
  void warnsWhereFewOfTheGenesHaveALink() {
    List<List<String>> names = List.of(List.of("A", "B", "C", "D"), List.of("a", "b", "c", "d"));
    HomologyGraph oneLink =
        new HomologyGraph(
            GeneAxis.of(IDS, names), GRAPH.edges().filter((i, j, weight) -> i + j == 4));
    assertThat(oneLink.edges().entries()).isEqualTo(2);
    assertThat(OverlapReport.of(oneLink, GeneAxis.of(IDS, names)).warnings())
        .containsExactly(
            "hs: 4 of the data's 4 genes (100 %) are in the homology graph (100 % of its 4), and"
                + " 1 have a link; check that the tables of both directions are"
                + " complete",
            "mm: 4 of the data's 4 genes (100 %) are in the homology graph (100 % of its 4), and"
                + " 1 have a link; check that the tables of both directions are"
                + " complete");
  }

  @Test
  void rejectsNamesFilesOfAnotherForm() throws IOException {
    Path three = Files.writeString(folder.resolve("three.tsv"), "B\tA\nC\tA\tx\n");
    Path one = Files.writeString(folder.resolve("one.tsv"), "B A\n");
    Path blank = Files.writeString(folder.resolve("blank.tsv"), "B\t \n");
    Path empty = Files.writeString(folder.resolve("empty.tsv"), "# nothing\n");
    Path twice = Files.writeString(folder.resolve("twice.tsv"), "B\tA\nB\tC\n");
    rejectsNames(three, "three.tsv, line 2: 'C\tA\tx' is not a name, a tab and a gene");
    rejectsNames(one, "one.tsv, line 1: 'B A' is not");
    rejectsNames(blank, "blank.tsv, line 1: ");
    rejectsNames(empty, "empty.tsv is empty");
    rejectsNames(twice, "twice.tsv: the names of hs put B both to hs_A and to hs_C");
    rejectsNames(folder.resolve("absent.tsv"), "absent.tsv does not exist");
  }

  @Test
  void savesTheSameBytesAndLeavesNothingElse() throws IOException {
    Path one = folder.resolve("one.gz");
    Path two = folder.resolve("two.gz");
    Files.writeString(two, "overwritten");
    GRAPH.save(one);
    GRAPH.save(two);
    assertThat(two).hasSameBinaryContentAs(one);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(one, two);
    }
    assertThat(HomologyGraph.load(one, IDS)).isEqualTo(GRAPH);
  }

  @Test
  void loadsInTheOrderAskedFor() {
    Path file = folder.resolve("graph.gz");
    GRAPH.save(file);
    HomologyGraph swapped = HomologyGraph.load(file, List.of("mm", "hs"));
    assertThat(swapped.genes().names().subList(0, 4)).isEqualTo(GENES.namesOf(1));
    assertThat(Graphs.edges(swapped)).contains("mm_b hs_A 24.0", "mm_b hs_B 80.0").hasSize(5);
  }

  @Test
  void saysWhereItCannotSave() {
    Path file = folder.resolve("missing/graph.gz");
    assertThatThrownBy(() -> GRAPH.save(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot write the homology graph to " + file);
  }

  @Test
  void rejectsAGraphOfOtherSpecies() {
    Path file = folder.resolve("graph.gz");
    GRAPH.save(file);
    assertThatThrownBy(() -> HomologyGraph.load(file, List.of("hs", "dr")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is the homology graph of hs, mm, not of hs, dr");
  }

  @Test
  void rejectsForeignAndDamagedGraphs() throws IOException {
    String header = "samap homology graph 1\ths\tmm\ngene_a\tgene_b\tweight\n";
    rejectsGraph("A\ta\t1\n", "is not a saved homology graph");
    rejectsGraph("", "is not a saved homology graph");
    rejectsGraph(header + "hs_A\tmm_a\n", "line 3: 'hs_A\tmm_a' is not two genes and a weight");
    rejectsGraph(header + "hs_A\tmm_a\t-1\n", "line 3: the weight '-1'");
    rejectsGraph(header + "hs_A\tmm_a\t\n", "line 3: the weight ''");
    rejectsGraph(header + "hs_A\tmm_a\t1\n", "the edge of hs_A and mm_a is out of place");
    rejectsGraph(header + "hs_A\ths_B\t1\nhs_B\t\t\n", "the edge of hs_A and hs_B is out of place");
    rejectsGraph(header + "mm_a\t\t\nhs_A\t\t\n", "the gene hs_A is out of place");
    rejectsGraph(header + "dr_a\t\t\n", "the gene dr_a is out of place");
    rejectsGraph(header + "hs_A\t\t\nhs_B\t\t\nhs_A\t\t\n", "gene hs_A appears twice");
  }

  private void rejectsGraph(String content, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.tsv"), content);
    assertThatThrownBy(() -> HomologyGraph.load(file, IDS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  private static void rejectsNames(Path file, String message) {
    assertThatThrownBy(() -> TranscriptNames.none().withFile("hs", file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  private static void forData(GeneAxis data) {
    GRAPH.forData(data, TranscriptNames.none(), 0.25, Progress.silent());
  }

  private static List<TranscriptNames.Pair> pairs(String... namesAndGenes) {
    List<TranscriptNames.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < namesAndGenes.length; i += 2) {
      pairs.add(new TranscriptNames.Pair(namesAndGenes[i], namesAndGenes[i + 1]));
    }
    return pairs;
  }
}
