package org.samap.core.analysis.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.evolution.CellTypeTriangles.Params;
import org.samap.core.analysis.evolution.CellTypeTriangles.TypeTriangle;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.golden.Golden;
import org.samap.core.run.InputException;

class CellTypeTrianglesTest {
  @TempDir Path folder = Path.of("");

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheStoredTable(Golden golden) {
    try (golden) {
      List<String[]> table = golden.table("expected/mapping_scores.tsv");
      List<String> header = Arrays.asList(table.getFirst());
      List<List<String>> labels =
          golden.species().stream()
              .map(
                  id ->
                      header.stream()
                          .filter(node -> node.startsWith(id + "_"))
                          .map(node -> node.substring(id.length() + 1))
                          .toList())
              .toList();
      CellLabels cells = CellLabels.of(golden.species(), labels);
      double[][] scores = new double[cells.nodes().size()][cells.nodes().size()];
      for (String[] row : table.subList(1, table.size())) {
        for (int c = 1; c < row.length; c++) {
          scores[cells.names().indexOf(row[0])][cells.names().indexOf(header.get(c))] =
              Double.parseDouble(row[c]);
        }
      }
      CellTypeTriangles found =
          CellTypeTriangles.of(new MappingScores(cells.nodes(), scores), cells, Params.defaults());
      Set<Set<String>> expected = new HashSet<>();
      List<String[]> stored = golden.table("expected/cell_type_triangles.tsv");
      stored.subList(1, stored.size()).forEach(row -> expected.add(Set.of(row[1], row[2], row[3])));
      assertThat(found.found().stream().map(t -> names(found, t)))
          .hasSize(stored.size() - 1)
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(found.found())
          .isNotEmpty()
          .isSortedAccordingTo((a, b) -> Double.compare(b.minScore(), a.minScore()));
    }
  }

  private static Set<String> names(CellTypeTriangles found, TypeTriangle t) {
    return IntStream.of(t.a(), t.b(), t.c())
        .mapToObj(n -> found.nodes().get(n).name())
        .collect(Collectors.toSet());
  }

  /** One type in each species, of one cell, all mapped at 0.5. */
  private static CellTypeTriangles ofSpecies(int species, double score) {
    List<String> ids = new ArrayList<>();
    for (int s = 0; s < species; s++) {
      ids.add("s" + s);
    }
    CellLabels cells = CellLabels.of(ids, ids.stream().map(id -> List.of("β; T 细胞")).toList());
    double[][] scores = new double[species][species];
    for (int a = 0; a < species; a++) {
      for (int b = 0; b < species; b++) {
        scores[a][b] = a == b ? 0 : score;
      }
    }
    return CellTypeTriangles.of(new MappingScores(cells.nodes(), scores), cells, Params.defaults());
  }

  @Test
  void takesEveryThreeOfFiveSpecies() {
    assertThat(ofSpecies(5, 0.5).found()).hasSize(10);
    assertThat(ofSpecies(5, 0.1).found()).isEmpty();
  }

  @Test
  void needsThreeSpecies() {
    assertThatThrownBy(() -> ofSpecies(2, 0.5))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at least 3 species, but the run has 2");
  }

  @Test
  void writesScores() throws IOException {
    Path file = folder.resolve("triangles.tsv");
    CellTypeTriangles triangles = ofSpecies(3, 0.5);
    assertThat(triangles.found().getFirst().minScore()).isCloseTo(0.5, within(0.0));
    triangles.write(file);
    assertThat(file)
        .hasContent(
            "node_a\tnode_b\tnode_c\tscore_ab\tscore_ac\tscore_bc\tmin_score\n"
                + "s0_β; T 细胞\ts1_β; T 细胞\ts2_β; T 细胞\t0.5\t0.5\t0.5\t0.5");
  }
}
