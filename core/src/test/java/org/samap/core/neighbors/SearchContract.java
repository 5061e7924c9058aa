package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/** What every method of search does. */
abstract class SearchContract {
  abstract SearchMethod method();

  final Neighbors search(Metric metric, CellMatrix queries, CellMatrix points, int k) {
    return search(metric, queries, points, k, 2);
  }

  private Neighbors search(
      Metric metric, CellMatrix queries, CellMatrix points, int k, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return new NeighborSearch(method(), metric, 1).search(queries, points, k, workers);
    }
  }

  /** At least this share of the 20 nearest of each query are found, and the search knows it. */
  final void assertRecall(Metric metric, CellMatrix queries, CellMatrix points, double least) {
    Neighbors exact;
    try (Workers workers = Workers.of(2)) {
      exact =
          new NeighborSearch(SearchMethod.EXACT, metric, 0).search(queries, points, 20, workers);
    }
    Neighbors found = search(metric, queries, points, 20);
    int hits = 0;
    for (int q = 0; q < exact.queries(); q++) {
      Set<Integer> nearest = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        nearest.add(exact.index(q, i));
      }
      for (int i = 0; i < 20; i++) {
        hits += nearest.contains(found.index(q, i)) ? 1 : 0;
      }
    }
    double recall = (double) hits / exact.indices().length;
    assertThat(recall).isGreaterThan(least);
    assertThat(found.recall()).isCloseTo(recall, within(0.01));
  }

  static void assertSame(Neighbors actual, Neighbors expected) {
    assertThat(actual.queries()).isEqualTo(expected.queries());
    assertThat(actual.k()).isEqualTo(expected.k());
    assertThat(actual.indices()).isEqualTo(expected.indices());
    for (int i = 0; i < actual.distances().length; i++) {
      assertThat(actual.distances()[i])
          .isCloseTo(expected.distances()[i], within(2e-7f * (1 + expected.distances()[i])));
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsAllPointsWhenKIsTheirNumber(Metric metric) {
    CellMatrix points = Samples.gaussian(70, 9, 1);
    CellMatrix queries = Samples.gaussian(5, 9, 2);
    assertSame(
        search(metric, queries, points, 70), PlainSearch.search(metric, queries, points, 70));
    assertSame(search(metric, points, points, 70), PlainSearch.search(metric, points, points, 70));
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsTheSingleNearest(Metric metric) {
    CellMatrix points = Samples.gaussian(90, 5, 3);
    CellMatrix queries = Samples.gaussian(40, 5, 4);
    assertSame(search(metric, queries, points, 1), PlainSearch.search(metric, queries, points, 1));
    assertThat(search(metric, points, points, 1).indices())
        .isEqualTo(IntStream.range(0, 90).toArray());
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void searchesASinglePoint(Metric metric) {
    CellMatrix point = Samples.gaussian(1, 17, 5);
    Neighbors self = search(metric, point, point, 1);
    assertThat(self.indices()).containsExactly(0);
    assertThat(self.distances()).containsExactly(0);
    assertThat(search(metric, Samples.gaussian(6, 17, 6), point, 1).indices())
        .containsOnly(0)
        .hasSize(6);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsTheSameWhateverTheBlocksOfTheRows(Metric metric) {
    CellMatrix queries = Samples.gaussian(60, 17, 3);
    CellMatrix points = Samples.gaussian(300, 17, 4);
    assertSame(
        search(metric, inBlocks(queries, 8), inBlocks(points, 16), 12),
        search(metric, queries, points, 12));
    CellMatrix blocks = inBlocks(points, 64);
    assertSame(search(metric, blocks, blocks, 12), search(metric, points, points, 12));
  }

  private static CellMatrix inBlocks(CellMatrix m, int blockRows) {
    CellMatrix out = CellMatrix.zeros(m.rows(), m.columns(), blockRows);
    for (int r = 0; r < m.rows(); r++) {
      m.copyRow(r, out.values(r), out.offset(r));
    }
    return out;
  }

  @Test
  void answersNoQueries() {
    assertThat(
            search(Metric.COSINE, CellMatrix.zeros(0, 4), Samples.gaussian(3, 4, 1), 2).indices())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void putsEveryRowFirstAmongItsOwnNeighboursEvenAmongEquals(Metric metric) {
    CellMatrix points = CellMatrix.zeros(60, 12);
    CellMatrix two = Samples.gaussian(2, 12, 7);
    for (int r = 0; r < 60; r++) {
      System.arraycopy(
          two.values(0), two.offset(r < 50 ? 0 : 1), points.values(0), points.offset(r), 12);
    }
    Neighbors found = search(metric, points, points, 5);
    for (int q = 0; q < 50; q++) {
      assertThat(found.index(q, 0)).isEqualTo(q);
      for (int i = 1; i < 5; i++) {
        assertThat(found.index(q, i)).isNotEqualTo(q).isLessThan(50);
      }
    }
    assertThat(found.distances()).containsOnly(0);
  }

  @Test
  void rowsWithoutLengthAreAtDistanceOneFromAllOthers() {
    CellMatrix points = Samples.gaussian(30, 8, 8);
    Arrays.fill(points.values(0), points.offset(3), points.offset(6), 0);
    for (Metric metric : new Metric[] {Metric.COSINE, Metric.CORRELATION}) {
      Neighbors found = search(metric, points, points, 30);
      assertThat(found.index(4, 0)).isEqualTo(4);
      assertThat(found.distance(4, 0)).isZero();
      for (int i = 1; i < 30; i++) {
        assertThat(found.distance(4, i)).isEqualTo(1);
        assertThat(found.index(4, i)).isEqualTo(i <= 4 ? i - 1 : i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void allRowsZeroGiveDistancesWithoutNaN(Metric metric) {
    CellMatrix zero = CellMatrix.zeros(40, 20);
    Neighbors found = search(metric, zero, zero, 7);
    for (int q = 0; q < 40; q++) {
      assertThat(found.index(q, 0)).isEqualTo(q);
      assertThat(found.distance(q, 0)).isZero();
      assertThat(found.distance(q, 6)).isEqualTo(metric == Metric.EUCLIDEAN ? 0f : 1f);
    }
  }

  @Test
  void constantRowsHaveNoCorrelation() {
    CellMatrix constant = Samples.constant(20, 13, 0.1f);
    assertThat(search(Metric.CORRELATION, constant, Samples.gaussian(9, 13, 9), 3).distances())
        .containsOnly(1);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void givesTheSameBytesForAnyNumberOfThreads(Metric metric) {
    CellMatrix points = Samples.clustered(1500, 30, 12, 10);
    CellMatrix queries = Samples.clustered(300, 30, 12, 11);
    Neighbors one = search(metric, queries, points, 10, 1);
    Neighbors oneSelf = search(metric, points, points, 10, 1);
    for (int threads : new int[] {2, 5}) {
      Neighbors other = search(metric, queries, points, 10, threads);
      assertThat(other.indices()).isEqualTo(one.indices());
      assertThat(other.distances()).isEqualTo(one.distances());
      Neighbors otherSelf = search(metric, points, points, 10, threads);
      assertThat(otherSelf.indices()).isEqualTo(oneSelf.indices());
      assertThat(otherSelf.distances()).isEqualTo(oneSelf.distances());
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsBothWaysWhatTwoSearchesFind(Metric metric) {
    CellMatrix a = Samples.clustered(700, 21, 12, 14);
    CellMatrix b = Samples.clustered(333, 21, 12, 15);
    for (int threads : new int[] {1, 5}) {
      try (Workers workers = Workers.of(threads)) {
        NeighborSearch.BothWays both =
            new NeighborSearch(method(), metric, 1).between(a, 7, b, 20, workers);
        assertSame(both.ofA(), search(metric, a, b, 7));
        assertSame(both.ofB(), search(metric, b, a, 20));
      }
    }
  }

  @Test
  void refusesAKOrColumnsThatDoNotFitBothWays() {
    CellMatrix a = Samples.gaussian(10, 4, 13);
    CellMatrix b = Samples.gaussian(5, 4, 14);
    NeighborSearch search = new NeighborSearch(method(), Metric.COSINE, 1);
    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(() -> search.between(a, 6, b, 6, workers))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("6 neighbours among 5 points");
      assertThatThrownBy(() -> search.between(a, 5, b, 11, workers))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("11 neighbours among 10 points");
      assertThatThrownBy(() -> search.between(a, 1, Samples.gaussian(5, 3, 1), 1, workers))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("queries of 4 columns, points of 3");
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void ordersByDistanceWithoutRepeatingAPoint(Metric metric) {
    CellMatrix points = Samples.wholeNumbers(500, 4, 3, 12);
    Neighbors found = search(metric, points, points, 15);
    for (int q = 0; q < 500; q++) {
      int at = q * 15;
      assertThat(Arrays.stream(found.indices(), at, at + 15).distinct().count()).isEqualTo(15);
      for (int i = 1; i < 15; i++) {
        assertThat(found.distance(q, i)).isGreaterThanOrEqualTo(found.distance(q, i - 1));
      }
    }
  }

  @Test
  void refusesAKOrColumnsThatDoNotFit() {
    CellMatrix points = Samples.gaussian(10, 4, 13);
    assertThatThrownBy(() -> search(Metric.COSINE, points, points, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 neighbours among 10 points");
    assertThatThrownBy(() -> search(Metric.COSINE, points, points, 11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11 neighbours among 10 points");
    assertThatThrownBy(() -> search(Metric.COSINE, Samples.gaussian(2, 5, 1), points, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 columns");
  }
}
