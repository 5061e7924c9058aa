package org.samap.core.analysis.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Nodes;
import org.samap.core.analysis.scores.MappingScores.Partner;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.InputException;

class MappingScoresTest {
  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheStoredTables(Golden golden) {
    try (golden) {
      CellLabels labels =
          CellLabels.of(
              golden.species(), golden.species().stream().map(id -> types(golden, id)).toList());
      SparseMatrix graph = golden.sparse("iter2/stitched");
      assertTable(golden, "mapping_scores.tsv", MappingScores.of(graph, labels, 20, 0));
      assertTable(golden, "mapping_scores_ntop10.tsv", MappingScores.of(graph, labels, 20, 10));
    }
  }

  private static List<String> types(Golden golden, String id) {
    try (HdfFile file = new HdfFile(golden.folder().resolve(id + ".h5ad"))) {
      String[] categories = (String[]) file.getDatasetByPath("obs/cell_type/categories").getData();
      byte[] codes = (byte[]) file.getDatasetByPath("obs/cell_type/codes").getData();
      return Stream.iterate(0, i -> i < codes.length, i -> i + 1)
          .map(i -> categories[codes[i]])
          .toList();
    }
  }

  private static void assertTable(Golden golden, String file, MappingScores scores) {
    List<String[]> table = golden.table("expected/" + file);
    List<String> columns = Arrays.asList(table.getFirst());
    assertThat(scores.nodes()).hasSize(columns.size() - 1).isSorted();
    for (String[] row : table.subList(1, table.size())) {
      int m = scores.names().indexOf(row[0]);
      for (int c = 1; c < row.length; c++) {
        int n = scores.names().indexOf(columns.get(c));
        assertThat(scores.scores()[m][n])
            .as("%s: %s, %s", file, row[0], columns.get(c))
            .isCloseTo(Double.parseDouble(row[c]), within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ranksPartnersAsTheStoredTable(Golden golden) {
    try (golden) {
      CellLabels labels =
          CellLabels.of(
              golden.species(), golden.species().stream().map(id -> types(golden, id)).toList());
      List<Partner> ranking =
          MappingScores.of(golden.sparse("iter2/stitched"), labels, 20, 0).ranking();
      List<String[]> table = golden.table("expected/mapping_table.tsv");
      assertThat(ranking.stream().map(p -> p.node().name()).distinct().limit(2).toList())
          .contains(table.getFirst()[1]);
      assertThat(ranking).isNotEmpty();
      for (Partner p : ranking) {
        int column = Arrays.asList(table.getFirst()).indexOf(p.node().name());
        String[] row = table.get(1 + p.rank());
        assertThat(p.score()).isCloseTo(Double.parseDouble(row[column + 1]), within(1e-5));
        assertThat(p.partner().name()).isEqualTo(row[column]);
      }
    }
  }

  /** Cells 0, 1 of species a (labels x, y), cells 2, 3 of species b (both z). */
  private static final SparseMatrix GRAPH =
      SparseMatrix.of(
          4,
          4,
          new int[] {0, 2, 3, 4, 5},
          new int[] {2, 3, 3, 0, 1},
          new float[] {1, 0.5f, 0.25f, 1, 0.25f});

  private static final CellLabels LABELS =
      CellLabels.of(List.of("a", "b"), List.of(List.of("x", "y"), List.of("z", "z")));

  @Test
  void takesTheLargerDirection() {
    MappingScores s = MappingScores.of(GRAPH, LABELS, 2, 0);
    assertThat(s.names()).containsExactly("a_x", "a_y", "b_z");
    assertThat(s.scores()[0][2]).isEqualTo(0.75); // from x: 1.5 / 2; from z: 1 / 2 / 2
    assertThat(s.scores()[2][0]).isEqualTo(0.75);
    assertThat(s.scores()[1][2]).isEqualTo(0.125);
  }

  @Test
  void averagesTheTopCellsOnly() {
    MappingScores s = MappingScores.of(GRAPH, LABELS, 2, 1);
    assertThat(s.scores()[1][2]).isEqualTo(0.125);
    assertThat(MappingScores.of(GRAPH, LABELS, 2, 99).scores())
        .isDeepEqualTo(MappingScores.of(GRAPH, LABELS, 2, 0).scores());
  }

  @Test
  void ranksPartnersOfPositiveScore() {
    assertThat(MappingScores.of(GRAPH, LABELS, 2, 0).ranking())
        .containsExactly(
            partner("a_x", 1, "b_z", 0.75),
            partner("b_z", 1, "a_x", 0.75),
            partner("b_z", 2, "a_y", 0.125),
            partner("a_y", 1, "b_z", 0.125));
  }

  private static Partner partner(String node, int rank, String partner, double score) {
    return new Partner(Nodes.of(node), rank, Nodes.of(partner), score);
  }

  /** By the definition: every e(c, n) in a table of cells x nodes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 1000})
  void followsTheDefinition(int top) {
    SpeciesAxis cells = SpeciesAxis.ofSizes(30, 20, 25, 10, 1);
    List<String> ids = List.of("a", "b", "c", "d", "e");
    SparseMatrix graph = RandomGraphs.unrelated(cells, 5, 1);
    CellLabels labels = RandomGraphs.labels(ids, cells, 6, 1);
    MappingScores s = MappingScores.of(graph, labels, 5, top);
    int n = labels.nodes().size();
    double[][] means = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        means[a][b] = mean(graph, labels, a, b, top);
      }
    }
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        boolean across = labels.speciesOf()[a] != labels.speciesOf()[b];
        assertThat(s.scores()[a][b])
            .isCloseTo(across ? Math.max(means[a][b], means[b][a]) / 5 : 0, within(1e-12));
      }
    }
  }

  private static double mean(SparseMatrix graph, CellLabels labels, int a, int b, int top) {
    double[] e =
        IntStream.range(0, graph.rows())
            .filter(c -> labels.nodeOf()[c] == a)
            .mapToDouble(
                c ->
                    IntStream.range(0, graph.columns())
                        .filter(to -> labels.nodeOf()[to] == b)
                        .mapToDouble(to -> graph.get(c, to))
                        .sum())
            .map(x -> -x)
            .sorted()
            .map(x -> -x)
            .limit(top == 0 ? Integer.MAX_VALUE : top)
            .toArray();
    return Arrays.stream(e).average().orElseThrow();
  }

  @Test
  void ofSomeSpeciesCountsTheirCellsAndEdgesAlone() {
    SpeciesAxis cells = SpeciesAxis.ofSizes(30, 20, 25);
    CellLabels labels = RandomGraphs.labels(List.of("a", "b", "c"), cells, 4, 2);
    SparseMatrix graph = RandomGraphs.unrelated(cells, 5, 2);
    MappingScores all = MappingScores.of(graph, labels, 5, 2);
    MappingScores some = MappingScores.of(graph, labels.only(Set.of(0, 2)), 5, 2);
    assertThat(some.nodes())
        .containsExactlyElementsOf(
            all.nodes().stream().filter(node -> !node.species().equals("b")).toList());
    for (int a = 0; a < some.nodes().size(); a++) {
      for (int b = 0; b < some.nodes().size(); b++) {
        assertThat(some.scores()[a][b])
            .isEqualTo(
                all.scores()[all.nodes().indexOf(some.nodes().get(a))][
                    all.nodes().indexOf(some.nodes().get(b))]);
      }
    }
  }

  @Test
  void refusesANegativeTop() {
    assertThatThrownBy(() -> MappingScores.of(GRAPH, LABELS, 2, -1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("n_top");
  }
}
