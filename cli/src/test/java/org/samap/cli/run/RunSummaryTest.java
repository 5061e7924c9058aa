package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.scores.MappingScores;

class RunSummaryTest {
  private static final Path OUT = Path.of("hs_mm");

  @Test
  void namesTheBestMatchOfEachTypeInEachOtherSpecies() {
    MappingScores scores =
        new MappingScores(
            List.of(node("dr", "B"), node("hs", "B"), node("hs", "T"), node("mm", "B")),
            new double[][] {
              {0, 0.31, 0.2, 0.5}, {0.31, 0, 0, 0.8126}, {0.2, 0, 0, 0.01}, {0.5, 0.8126, 0.01, 0}
            });
    assertThat(RunSummary.lines(scores, OUT))
        .startsWith(
            "",
            "cell type  best match in each other species (score from 0 to 1)",
            "dr_B       mm_B 0.500, hs_B 0.310",
            "hs_B       mm_B 0.813, dr_B 0.310",
            "hs_T       dr_B 0.200 (which is nearer to hs_B)",
            "mm_B       hs_B 0.813, dr_B 0.500",
            "");
  }

  @Test
  void listsClustersByTheirNumbers() {
    MappingScores scores =
        new MappingScores(
            List.of(node("hs", "10"), node("hs", "2"), node("mm", "T"), node("mm", "B")),
            new double[][] {{0, 0, 0.5, 0}, {0, 0, 0, 0.5}, {0.5, 0, 0, 0}, {0, 0.5, 0, 0}});
    assertThat(RunSummary.lines(scores, OUT))
        .containsSubsequence(
            "hs_2       mm_B 0.500",
            "hs_10      mm_T 0.500",
            "mm_B       hs_2 0.500",
            "mm_T       hs_10 0.500");
  }

  @Test
  void namesTypesThatMatchNothing() {
    MappingScores scores =
        new MappingScores(
            List.of(node("hs", "B"), node("mm", "T")), new double[][] {{0, 0.04}, {0.04, 0}});
    assertThat(RunSummary.lines(scores, OUT)).contains("no match of 0.05 or more: hs_B, mm_T");
  }

  @Test
  void saysHowManyMoreTypesThereAre() {
    List<Node> nodes =
        IntStream.range(0, 100)
            .mapToObj(i -> node(i < 50 ? "hs" : "mm", "%02d".formatted(i % 50)))
            .toList();
    double[][] all = new double[100][100];
    for (int i = 0; i < 50; i++) {
      all[i][50 + i] = 0.5;
      all[50 + i][i] = 0.5;
    }
    assertThat(RunSummary.lines(new MappingScores(nodes, all), OUT))
        .contains("... and 40 more in " + OUT.resolve("mapping_table.tsv"));
  }

  @Test
  void endsWithTheCommandsThatAnswerTheNextQuestions() {
    MappingScores scores = new MappingScores(List.of(), new double[0][0]);
    assertThat(RunSummary.lines(scores, OUT))
        .filteredOn(line -> line.contains("?"))
        .hasSize(4)
        .allMatch(line -> line.matches(".*\\?  +samap (scores|confidence|pairs|query) hs_mm.*"));
  }

  private static Node node(String species, String label) {
    return new Node(species, label);
  }
}
