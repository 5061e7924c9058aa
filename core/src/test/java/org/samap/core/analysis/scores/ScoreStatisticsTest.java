package org.samap.core.analysis.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.scores.ScoreStatistics.Params;
import org.samap.core.analysis.scores.ScoreStatistics.Row;
import org.samap.core.analysis.statistics.BenjaminiHochberg;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

class ScoreStatisticsTest {
  private static final List<String> IDS = List.of("a", "b", "c");
  private static final SpeciesAxis CELLS = SpeciesAxis.ofSizes(40, 60, 25);

  private static ScoreStatistics statistics(
      SparseMatrix graph, CellLabels labels, Params params, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return ScoreStatistics.of(graph, graph, labels, 5, params, workers);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 4", "19, 0", "20, 1", "21, 0", "200, 0", "200, 3"})
  void describesTheScoresOfShuffledLabels(int permutations, int top) {
    SparseMatrix graph = RandomGraphs.unrelated(CELLS, 4, 1);
    CellLabels labels = RandomGraphs.labels(IDS, CELLS, 6, 1);
    ScoreStatistics found = statistics(graph, labels, new Params(permutations, 9, top), 2);
    MappingScores scores = MappingScores.of(graph, labels, 5, top);
    List<MappingScores> shuffled =
        IntStream.range(0, permutations)
            .mapToObj(t -> MappingScores.of(graph, shuffled(labels, 9, t), 5, top))
            .toList();
    assertThat(found.rows()).isNotEmpty();
    for (Row row : found.rows()) {
      int a = labels.nodes().indexOf(row.a());
      int b = labels.nodes().indexOf(row.b());
      double[] values = shuffled.stream().mapToDouble(s -> s.scores()[a][b]).sorted().toArray();
      double mean = Arrays.stream(values).average().orElseThrow();
      double variance =
          Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      double rank = 0.95 * (permutations - 1);
      int below = (int) rank;
      int above = Math.min(below + 1, permutations - 1);
      double percentile = values[below] + (rank - below) * (values[above] - values[below]);
      double score = scores.scores()[a][b];
      long atLeast = Arrays.stream(values).filter(v -> v >= score - 1e-10).count();
      assertThat(row.score()).isEqualTo(score);
      assertThat(row.nullMean()).isCloseTo(mean, within(1e-12));
      assertThat(row.nullSd()).isCloseTo(Math.sqrt(variance), within(1e-9));
      assertThat(row.null95()).isCloseTo(percentile, within(1e-12));
      assertThat(row.nullMax()).isEqualTo(values[permutations - 1]);
      assertThat(row.p()).isEqualTo((1.0 + atLeast) / (1 + permutations));
    }
    double[] p = found.rows().stream().mapToDouble(Row::p).toArray();
    assertThat(found.rows().stream().mapToDouble(Row::q).toArray())
        .containsExactly(BenjaminiHochberg.qValues(p));
    assertThat(found.rows().stream().mapToDouble(row -> -row.score()).toArray()).isSorted();
  }

  /** The same shuffling, by its definition: a swap with a place not after it, from the last on. */
  private static CellLabels shuffled(CellLabels labels, long seed, int permutation) {
    RandomStream random = RandomStream.of(seed, "labels of score null", permutation);
    int[] nodeOf = labels.nodeOf().clone();
    for (int s = 0; s < CELLS.species(); s++) {
      for (int i = CELLS.size(s) - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int node = nodeOf[CELLS.start(s) + i];
        nodeOf[CELLS.start(s) + i] = nodeOf[CELLS.start(s) + j];
        nodeOf[CELLS.start(s) + j] = node;
      }
    }
    return new CellLabels(CELLS, labels.nodes(), nodeOf, labels.speciesOf());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void cellsWithoutALabelTakeNoPart(int top) {
    SparseMatrix graph = RandomGraphs.unrelated(CELLS, 4, 6);
    CellLabels all = RandomGraphs.labels(IDS, CELLS, 6, 6);
    int[] nodeOf = all.nodeOf().clone();
    for (int c = 0; c < nodeOf.length; c += 5) {
      nodeOf[c] = CellLabels.NONE;
    }
    CellLabels some = new CellLabels(CELLS, all.nodes(), nodeOf, all.speciesOf());
    int[] kept = IntStream.range(0, nodeOf.length).filter(c -> c % 5 != 0).toArray();
    CellLabels alone =
        new CellLabels(
            SpeciesAxis.ofSizes(32, 48, 20),
            all.nodes(),
            Arrays.stream(kept).map(c -> nodeOf[c]).toArray(),
            all.speciesOf());
    Params params = new Params(50, 9, top);
    assertThat(statistics(graph, some, params, 2).rows())
        .isNotEmpty()
        .isEqualTo(statistics(graph.select(kept, kept), alone, params, 2).rows());
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    SparseMatrix graph = RandomGraphs.unrelated(CELLS, 4, 2);
    CellLabels labels = RandomGraphs.labels(IDS, CELLS, 6, 2);
    ScoreStatistics one = statistics(graph, labels, Params.defaults(), 1);
    assertThat(statistics(graph, labels, Params.defaults(), 2)).isEqualTo(one);
    assertThat(statistics(graph, labels, Params.defaults(), 5)).isEqualTo(one);
    assertThat(statistics(graph, labels, Params.defaults().withSeed(1), 1)).isNotEqualTo(one);
  }

  /**
   * Labels that know nothing of the graph: one pair of each of many labellings, since the pairs of
   * one depend on each other.
   */
  @Test
  void pOfLabelsThatMeanNothingIsUniform() {
    SparseMatrix graph = RandomGraphs.unrelated(CELLS, 6, 3);
    int labellings = 500;
    int permutations = 199;
    double[] p = new double[labellings];
    for (int i = 0; i < labellings; i++) {
      CellLabels labels = RandomGraphs.labels(IDS, CELLS, 4, i);
      ScoreStatistics found =
          statistics(
              graph, labels, Params.defaults().withPermutations(permutations).withSeed(i), 1);
      p[i] =
          found.rows().stream()
              .filter(
                  row ->
                      row.a().name().startsWith("a_type 0")
                          && row.b().name().startsWith("b_type 1"))
              .findFirst()
              .orElseThrow()
              .p();
      p[i] -= 0.5 / (1 + permutations); // the middle of the step that p stands for
    }
    assertThat(KolmogorovSmirnov.p(p)).isGreaterThan(0.01);
  }

  @Test
  void kolmogorovSmirnovNoticesWhatIsNotUniform() {
    double[] uniform = IntStream.range(0, 500).mapToDouble(i -> (i + 0.5) / 500).toArray();
    double[] skewed = Arrays.stream(uniform).map(x -> Math.pow(x, 1.3)).toArray();
    assertThat(KolmogorovSmirnov.p(uniform)).isGreaterThan(0.99);
    assertThat(KolmogorovSmirnov.p(skewed)).isLessThan(0.001);
  }

  /** Cells of type t of either species are linked to each other alone. */
  private static SparseMatrix related(int types, int cellsOfType, float weight) {
    int n = types * cellsOfType;
    SparseMatrix.Builder out = SparseMatrix.builder(2 * n, 2 * n);
    for (int c = 0; c < 2 * n; c++) {
      for (int i = 0; i < cellsOfType; i++) {
        out.add((c < n ? n : 0) + c % n / cellsOfType * cellsOfType + i, weight);
      }
      out.endRow();
    }
    return out.build();
  }

  private static CellLabels ofTypes(int types, int cellsOfType) {
    List<String> labels =
        IntStream.range(0, types * cellsOfType)
            .mapToObj(c -> "t" + (char) ('a' + c / cellsOfType))
            .toList();
    return CellLabels.of(List.of("a", "b"), List.of(labels, labels));
  }

  @Test
  void tellsRelatedFromUnrelatedTypes() {
    CellLabels labels = ofTypes(4, 10);
    try (Workers workers = Workers.of(2)) {
      ScoreStatistics found =
          ScoreStatistics.of(
              related(4, 10, 0.5f), related(4, 10, 0.125f), labels, 10, Params.defaults(), workers);
      assertThat(found.rows()).hasSize(4 * 4);
      for (Row row : found.rows()) {
        boolean same = row.a().label().equals(row.b().label());
        assertThat(row.score()).isEqualTo(same ? 0.5 : 0);
        assertThat(row.first()).isEqualTo(same ? 0.125 : 0);
        assertThat(row.gain()).isEqualTo(same ? 0.375 : 0);
        assertThat(row.reciprocalBest()).isEqualTo(same);
        assertThat(row.p()).isEqualTo(same ? 1.0 / 201 : 1);
        assertThat(row.q()).isCloseTo(same ? 4.0 / 201 : 1, within(1e-12));
        assertThat(row.nullMean()).isBetween(0.1, 0.15); // a quarter of the edges, and the larger
      }
      assertThat(found.leastQ()).isCloseTo(4.0 / 201, within(1e-12));
    }
  }

  @Test
  void aSpeciesOfOneTypeIsNeverSurprising() {
    SparseMatrix graph = RandomGraphs.unrelated(CELLS, 4, 4);
    CellLabels labels =
        CellLabels.of(
            IDS,
            IntStream.range(0, 3)
                .mapToObj(s -> IntStream.range(0, CELLS.size(s)).mapToObj(c -> "x").toList())
                .toList());
    List<Row> rows = statistics(graph, labels, Params.defaults(), 1).rows();
    assertThat(rows).hasSize(3);
    for (Row row : rows) {
      assertThat(row.score()).isPositive();
      assertThat(row.p()).isOne();
      assertThat(row.nullSd()).isZero();
    }
  }

  @Test
  void countsOnlySpeciesThatHaveLabels() {
    SparseMatrix graph = RandomGraphs.unrelated(CELLS, 4, 5);
    CellLabels labels = RandomGraphs.labels(IDS, CELLS, 5, 5);
    ScoreStatistics some = statistics(graph, labels.only(Set.of(0, 2)), Params.defaults(), 2);
    assertThat(some.rows())
        .isNotEmpty()
        .allSatisfy(
            row -> assertThat(List.of(row.a().species(), row.b().species())).doesNotContain("b"));
    ScoreStatistics all = statistics(graph, labels, Params.defaults(), 2);
    for (Row row : some.rows()) {
      Row same =
          all.rows().stream()
              .filter(r -> r.a().equals(row.a()) && r.b().equals(row.b()))
              .findFirst()
              .orElseThrow();
      assertThat(row.score()).isEqualTo(same.score());
    }
  }

  @Test
  void writesATable(@TempDir Path folder) throws IOException {
    CellLabels labels = ofTypes(2, 3);
    SparseMatrix graph = related(2, 3, 1);
    Path file = folder.resolve("scores.tsv");
    statistics(graph, labels, Params.defaults().withPermutations(1), 1).write(file);
    List<List<String>> table = new ArrayList<>();
    Files.readAllLines(file).forEach(line -> table.add(List.of(line.split("\t", -1))));
    assertThat(table.getFirst())
        .containsExactly(
            "node_a",
            "node_b",
            "score",
            "null_mean",
            "null_sd",
            "null_95",
            "null_max",
            "p",
            "q",
            "first_score",
            "gain",
            "reciprocal_best");
    assertThat(table).hasSize(5).allSatisfy(row -> assertThat(row).hasSize(12));
    assertThat(table.get(1)).startsWith("a_ta", "b_ta", "0.6").endsWith("0.6", "0", "yes");
  }

  @Test
  void refusesMorePermutationsThanCanBeKept() {
    SparseMatrix graph = RandomGraphs.unrelated(CELLS, 4, 6);
    CellLabels labels = RandomGraphs.labels(IDS, CELLS, 6, 6);
    Params tooMany = Params.defaults().withPermutations(Integer.MAX_VALUE);
    assertThatThrownBy(() -> statistics(graph, labels, tooMany, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("permutations is 2147483647, too many");
  }

  @Test
  void refusesLessThanOnePermutation() {
    assertThatThrownBy(() -> Params.defaults().withPermutations(0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("permutations is 0");
  }
}
