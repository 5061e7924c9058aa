package org.samap.core.analysis.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.CellLabels;
import org.samap.core.anndata.DataFrame;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;

class ScoreReplicatesTest {
  private static final List<String> IDS = List.of("hs", "mm");
  private static final ScoreReplicates.Params ANY_SIZE =
      ScoreReplicates.Params.defaults().withLeastCells(1);

  @TempDir private Path folder;

  private static CellLabels labels(String... ofSpecies) {
    return CellLabels.of(
        IDS, Arrays.stream(ofSpecies).map(all -> Arrays.asList(all.split(" "))).toList());
  }

  /** Donors of the first species; the second has none. */
  private static CellLabels donors(String ofFirst, int cellsOfSecond) {
    return CellLabels.of(
        IDS,
        List.of(
            Arrays.stream(ofFirst.split(" "))
                .map(d -> d.equals("-") ? DataFrame.MISSING : d)
                .toList(),
            Collections.nCopies(cellsOfSecond, DataFrame.MISSING)));
  }

  /** Edges from, to, weight: from cell to cell, and the same back. */
  private static SparseMatrix graph(int cells, double[]... edges) {
    SparseMatrix.Builder out = SparseMatrix.builder(cells, cells);
    for (int c = 0; c < cells; c++) {
      for (double[] edge : edges) {
        if (edge[0] == c || edge[1] == c) {
          out.add((int) (edge[0] == c ? edge[1] : edge[0]), (float) edge[2]);
        }
      }
      out.endRow();
    }
    return out.build();
  }

  private static ScoreReplicates.Row row(ScoreReplicates all, String a, String b) {
    return all.rows().stream()
        .filter(r -> r.a().name().equals(a) && r.b().name().equals(b))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void scoresOneDonorOfEachAsTheTypes() {
    CellLabels types = RandomGraphs.labels(IDS, SpeciesAxis.ofSizes(60, 50), 4, 1);
    SparseMatrix graph = RandomGraphs.unrelated(types.cells(), 5, 1);
    CellLabels one =
        CellLabels.of(IDS, List.of(Collections.nCopies(60, "x"), Collections.nCopies(50, "y")));
    double[][] scores = MappingScores.of(graph, types, 5, 0).scores();
    ScoreReplicates replicates = ScoreReplicates.of(graph, types, one, 5, ANY_SIZE);
    assertThat(replicates.scores()).isNotEmpty();
    for (ScoreReplicates.DonorScore s : replicates.scores()) {
      double expected = scores[types.nodes().indexOf(s.a())][types.nodes().indexOf(s.b())];
      assertThat(s.score()).isCloseTo(expected, within(1e-9));
      assertThat(s.donorA()).contains("x");
      assertThat(s.donorB()).contains("y");
    }
  }

  @Test
  void averagesToTheScoreOfTheTypes() {
    CellLabels types = labels("B B B B", "b b");
    SparseMatrix graph =
        graph(6, new double[] {0, 4, 2}, new double[] {1, 5, 1}, new double[] {2, 4, 0.5});
    ScoreReplicates all = ScoreReplicates.of(graph, types, donors("x y y y", 2), 2, ANY_SIZE);
    // From the donors: x has 2 and y (1 + 0.5) / 3 edges per cell. To them, per cell of b and share
    // of B: x 2 / 2 / (1 / 4), y 1.5 / 2 / (3 / 4).
    assertThat(all.scores())
        .extracting(
            s -> s.donorA().orElseThrow(),
            ScoreReplicates.DonorScore::cellsA,
            ScoreReplicates.DonorScore::score)
        .containsExactly(tuple("x", 1, 4 / 2.0), tuple("y", 3, 1 / 2.0));
    ScoreReplicates.Row row = row(all, "hs_B", "mm_b");
    assertThat((1 * 2.0 + 3 * 0.5) / 4).isEqualTo(row.score());
    assertThat(row.spread())
        .contains(new ScoreReplicates.Spread(2, 1.25, Math.sqrt(1.125), 0.5, 2));
  }

  @Test
  void countsTheDonorsWhoseBestMatchItIs() {
    CellLabels types = labels("B B B B B B", "b t");
    double[][] edges = {
      {0, 6, 2}, {1, 6, 2}, {2, 6, 2}, {2, 7, 1}, {3, 7, 2}, {5, 6, 1}, {5, 7, 1}
    };
    ScoreReplicates all =
        ScoreReplicates.of(graph(8, edges), types, donors("u v w x y z", 2), 2, ANY_SIZE);
    // y has no edge, and z the same score with both.
    MatchTest.Result b = row(all, "hs_B", "mm_b").testA().orElseThrow();
    assertThat(b.donors()).isEqualTo(6);
    assertThat(b.best()).isEqualTo(3);
    assertThat(b.p()).isCloseTo(42 / 64.0, within(1e-12));
    assertThat(b.q()).isEqualTo(1);
    assertThat(row(all, "hs_B", "mm_t").testA().orElseThrow().best()).isEqualTo(1);
    assertThat(row(all, "hs_B", "mm_b").testB()).isEmpty();
  }

  @Test
  void doublesThePOfTheLeadingTypeAndCorrectsIt() {
    // Six donors with two types each, T of all and B of five with their counterpart.
    String hs = "T T T T T T B B B B B B";
    String who = "1 2 3 4 5 6 1 2 3 4 5 6";
    double[][] edges = new double[12][];
    for (int c = 0; c < 12; c++) {
      edges[c] = new double[] {c, c < 6 || c == 11 ? 13 : 12, 1};
    }
    ScoreReplicates all =
        ScoreReplicates.of(graph(14, edges), labels(hs, "b t"), donors(who, 2), 1, ANY_SIZE);
    MatchTest.Result t = row(all, "hs_T", "mm_t").testA().orElseThrow();
    MatchTest.Result b = row(all, "hs_B", "mm_b").testA().orElseThrow();
    assertThat(t.p()).isCloseTo(1 / 64.0, within(1e-12));
    assertThat(t.q()).isCloseTo(2 * 2 / 64.0, within(1e-12));
    assertThat(b.p()).isCloseTo(7 / 64.0, within(1e-12));
    assertThat(b.q()).isCloseTo(2 * 7 / 64.0, within(1e-12));
    assertThat(row(all, "hs_B", "mm_t").testA().orElseThrow().q()).isEqualTo(1);
  }

  @Test
  void leavesOutDonorsWithFewCellsAndCellsWithoutADonor() {
    CellLabels types = labels("B B B B B T", "b");
    SparseMatrix graph = graph(7, new double[] {0, 6, 1}, new double[] {5, 6, 1});
    ScoreReplicates all =
        ScoreReplicates.of(graph, types, donors("x x y - - -", 1), 1, ANY_SIZE.withLeastCells(2));
    assertThat(all.scores()).singleElement().satisfies(s -> assertThat(s.donorA()).contains("x"));
    assertThat(row(all, "hs_B", "mm_b").testA().orElseThrow().donors()).isEqualTo(1);
    assertThat(row(all, "hs_T", "mm_b").testA()).isEmpty();
    assertThat(row(all, "hs_T", "mm_b").spread()).isEmpty();
  }

  @Test
  void hasNoSmallQWithoutARelation() {
    SpeciesAxis cells = SpeciesAxis.ofSizes(480, 300);
    int found = 0;
    for (int seed = 0; seed < 40; seed++) {
      RandomStream random = RandomStream.of(seed, "donors", 0);
      CellLabels types = RandomGraphs.labels(IDS, cells, 3, seed);
      CellLabels donors =
          CellLabels.of(
              IDS,
              List.of(
                  IntStream.range(0, 480).mapToObj(_ -> "d" + random.nextInt(8)).toList(),
                  Collections.nCopies(300, DataFrame.MISSING)));
      SparseMatrix graph = favourites(cells, types, donors, random);
      ScoreReplicates all = ScoreReplicates.of(graph, types, donors, 5, ANY_SIZE);
      assertThat(all.rows()).isNotEmpty();
      found +=
          all.rows().stream().anyMatch(r -> r.testA().map(t -> t.q() < 0.05).orElse(false)) ? 1 : 0;
    }
    assertThat(found).isLessThanOrEqualTo(4); // 0.9 expected
  }

  /** The best match of each type of a donor is one of two types, with equal chance. */
  private static SparseMatrix favourites(
      SpeciesAxis cells, CellLabels types, CellLabels donors, RandomStream random) {
    int[] favourite =
        IntStream.range(0, 8 * types.nodes().size()).map(_ -> random.nextInt(2)).toArray();
    int[] node = {types.nodeOf()[480], 0};
    int other =
        IntStream.range(480, 780)
            .filter(c -> types.nodeOf()[c] != node[0])
            .findFirst()
            .orElseThrow();
    SparseMatrix.Builder out = SparseMatrix.builder(cells.total(), cells.total());
    for (int c = 0; c < cells.total(); c++) {
      if (c < 480) {
        int own = favourite[8 * types.nodeOf()[c] + donors.nodeOf()[c]];
        out.add(own == 0 ? 480 : other, 1);
      }
      out.endRow();
    }
    return out.build();
  }

  @Test
  void writesEveryPairAndEveryDonor() throws IOException {
    CellLabels types = labels("B B", "b t");
    ScoreReplicates all =
        ScoreReplicates.of(graph(4, new double[] {0, 2, 1}), types, donors("x y", 2), 1, ANY_SIZE);
    all.write(folder.resolve("pairs.tsv"));
    all.writeScores(folder.resolve("donors.tsv"));
    assertThat(Files.readAllLines(folder.resolve("pairs.tsv")))
        .containsExactly(
            "node_a\tnode_b\tscore\tdonor_scores\tmean\tsd\tmin\tmax\tdonors_a\tbest_a\tp_a\tq_a"
                + "\tdonors_b\tbest_b\tp_b\tq_b",
            "hs_B\tmm_b\t1\t2\t1\t1.41421\t0\t2\t2\t1\t0.75\t1\t0\t\t\t",
            "hs_B\tmm_t\t0\t2\t0\t0\t0\t0\t2\t0\t1\t1\t0\t\t\t");
    assertThat(Files.readAllLines(folder.resolve("donors.tsv")))
        .containsExactly(
            "node_a\tdonor_a\tcells_a\tnode_b\tdonor_b\tcells_b\tscore",
            "hs_B\tx\t1\tmm_b\t\t1\t2",
            "hs_B\ty\t1\tmm_b\t\t1\t0");
  }

  @Test
  void refusesParametersAndTooManyGroups() {
    assertThatThrownBy(() -> ANY_SIZE.withLeastCells(0))
        .isInstanceOf(InputException.class)
        .hasMessage("least_cells is 0; give a number of at least 1");
    int n = DonorScores.MOST + 1;
    List<String> cells = IntStream.range(0, n).mapToObj(c -> "d" + c).toList();
    CellLabels types = CellLabels.of(IDS, List.of(Collections.nCopies(n, "B"), List.of("b")));
    CellLabels donors = CellLabels.of(IDS, List.of(cells, List.of(DataFrame.MISSING)));
    assertThatThrownBy(
            () -> ScoreReplicates.of(SparseMatrix.empty(n + 1, n + 1), types, donors, 1, ANY_SIZE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there are 3002 groups of cell type and donor, more than 3000");
  }
}
