package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/** Engines search in the lists of the CPU's clustered search. */
class ListPlannerTest {
  private static final int WIDE = ClusteredSearch.MOST_DIMENSIONS + 16;

  private static ListPlan plan(
      Metric metric, CellMatrix queries, CellMatrix points, int k, double price) {
    try (Workers workers = Workers.of(2)) {
      NeighborSearch how = new NeighborSearch(SearchMethod.CLUSTERED, metric, 3);
      return ListPlanner.of(how, queries, points, workers)
          .plan(k, price, PlainClusteredSearch.steps(metric));
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void listsAreThoseOfTheCpu(Metric metric) {
    for (int columns : new int[] {11, WIDE}) {
      CellMatrix points = Samples.clustered(700, columns, 9, 5);
      ListPlan plan = plan(metric, points, points, 5, 1);
      try (Workers workers = Workers.of(2)) {
        NeighborSearch how = new NeighborSearch(SearchMethod.CLUSTERED, metric, 3);
        SearchedRows rows = how.measured(points, points, workers);
        Space space = Space.reduced(rows, ClusteredSearch.MOST_DIMENSIONS, 3, workers);
        Lists lists = Lists.of(rows.points(), space, 3, workers);
        assertThat(plan.starts()).isEqualTo(lists.starts()).hasSizeGreaterThan(4);
        assertThat(plan.members()).isEqualTo(lists.members());
        assertThat(plan.forms().directions().length > 0).isEqualTo(columns == WIDE);
      }
    }
  }

  @Test
  void planFindsMostNearestInFewLists() {
    CellMatrix points = Samples.clustered(4000, 20, 40, 6);
    CellMatrix queries = Samples.clustered(300, 20, 40, 7);
    ListPlan plan = plan(Metric.COSINE, queries, points, 10, 1.3);
    assertThat(plan.isExact()).isFalse();
    assertThat(plan.probes()).isLessThan(plan.forms().count());
    assertThat(plan.compared()).isBetween(0.01, 0.5);
    Neighbors found =
        new PlainClusteredSearch(plan.forms(), Metric.COSINE)
            .search(plan.starts(), plan.members(), plan.probes(), queries, points, 10, false);
    assertThat(plan.recall(found)).isGreaterThanOrEqualTo(0.984).isLessThanOrEqualTo(1);
    Arrays.fill(found.indices(), -1);
    assertThat(plan.recall(found)).isZero();
  }

  @Test
  void planIsExactWhereListsCostMoreThanTheySave() {
    CellMatrix points = Samples.clustered(4000, 20, 40, 6);
    assertThat(plan(Metric.COSINE, points, points, 10, 1).isExact()).isFalse();
    assertThat(plan(Metric.COSINE, points, points, 10, 100).isExact()).isTrue();
    CellMatrix round = Samples.gaussian(1500, 60, 8);
    assertThat(plan(Metric.COSINE, round, round, 10, 1).isExact()).isTrue();
  }

  /** A row that equals many others may not be among its own nearest. */
  @Test
  void aRowAmongManyEqualOnesCountsNotItself() {
    CellMatrix points = CellMatrix.zeros(400, 3);
    IntStream.range(0, 400).forEach(r -> points.set(r, r < 390 ? 0 : 1, 1));
    ListPlan plan = plan(Metric.COSINE, points, points, 4, 0.1);
    int[] all = new int[4 * 400];
    Arrays.setAll(all, i -> i % 4 == 0 ? i / 4 : nearest(i / 4, i % 4 - 1));
    assertThat(plan.recall(new Neighbors(400, 4, all, new float[all.length]))).isEqualTo(1);
  }

  /** The rows of the lowest index among those that equal a row, without itself. */
  private static int nearest(int row, int rank) {
    int first = row < 390 ? 0 : 390;
    return first + rank < row ? first + rank : first + rank + 1;
  }
}
