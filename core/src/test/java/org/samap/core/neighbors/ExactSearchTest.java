package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/** The exact search gives what comparing every pair in float64 gives. */
class ExactSearchTest extends SearchContract {
  @Override
  SearchMethod method() {
    return SearchMethod.EXACT;
  }

  private void assertExact(Metric metric, CellMatrix queries, CellMatrix points, int k) {
    assertSame(search(metric, queries, points, k), PlainSearch.search(metric, queries, points, k));
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsTheNearest(Metric metric) {
    CellMatrix points = Samples.clustered(701, 37, 9, 20);
    assertExact(metric, Samples.clustered(203, 37, 9, 21), points, 20);
    assertExact(metric, points, points, 20);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void breaksTiesByTheLowerIndex(Metric metric) {
    CellMatrix points = Samples.wholeNumbers(400, 4, 3, 22);
    if (metric == Metric.CORRELATION) { // means of 4 whole numbers are exact
      assertExact(metric, Samples.wholeNumbers(50, 4, 3, 23), points, 25);
    }
    assertExact(metric, points, points, 25);
  }

  /** Rows of more than one chunk of panels, and more than one task. */
  @Test
  void findsTheNearestOfRowsThatComeInChunks() {
    CellMatrix points = Samples.clustered(300, 8300, 9, 27);
    CellMatrix queries = Samples.clustered(140, 8300, 9, 28);
    assertExact(Metric.COSINE, points, points, 5);
    try (Workers workers = Workers.of(2)) {
      NeighborSearch.BothWays both =
          new NeighborSearch(SearchMethod.EXACT, Metric.COSINE, 1)
              .between(queries, 5, points, 4, workers);
      assertSame(both.ofA(), PlainSearch.search(Metric.COSINE, queries, points, 5));
      assertSame(both.ofB(), PlainSearch.search(Metric.COSINE, points, queries, 4));
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void ordersWhatFloat32CannotTellApart(Metric metric) {
    CellMatrix points = Samples.gaussian(300, 40, 24);
    CellMatrix base = Samples.gaussian(1, 40, 25);
    for (int r = 0; r < 300; r++) {
      for (int c = 0; c < 40; c++) {
        points.set(r, c, base.get(0, c) + 1e-4f * points.get(r, c));
      }
    }
    assertExact(metric, points, points, 10);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void isExactFarFromTheOriginAndAtExtremeScales(Metric metric) {
    for (float scale : new float[] {1e-18f, 1, 1e18f}) {
      CellMatrix points = Samples.gaussian(200, 10, 26);
      for (int i = 0; i < points.values(0).length; i++) {
        points.values(0)[i] = scale * (1000 + points.values(0)[i]);
      }
      Neighbors found = search(metric, points, points, 8);
      Neighbors expected = PlainSearch.search(metric, points, points, 8);
      assertThat(found.indices()).isEqualTo(expected.indices());
    }
  }
}
