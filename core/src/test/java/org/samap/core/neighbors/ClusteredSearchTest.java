package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.matrix.CellMatrix;

/** The search of the nearest lists finds nearly what the exact one finds. */
class ClusteredSearchTest extends SearchContract {
  @Override
  SearchMethod method() {
    return SearchMethod.CLUSTERED;
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsNearlyAllNearestOfClusteredRows(Metric metric) {
    CellMatrix points = Samples.clustered(6000, 50, 15, 40);
    assertRecall(metric, points, points, 0.98);
    assertRecall(metric, Samples.clustered(500, 50, 15, 41), points, 0.98);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsNearlyAllNearestInFewerDimensions(Metric metric) {
    int columns = ClusteredSearch.MOST_DIMENSIONS + 50;
    CellMatrix points = Samples.clustered(5000, columns, 15, 42);
    assertRecall(metric, points, points, 0.98);
    assertRecall(metric, Samples.clustered(500, columns, 15, 43), points, 0.98);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void isExactWhereRowsHaveNoShape(Metric metric) {
    CellMatrix points = Samples.gaussian(2000, 100, 44);
    Neighbors found = search(metric, points, points, 20);
    assertThat(found.recall()).isEqualTo(1);
    assertSame(found, PlainSearch.search(metric, points, points, 20));
  }

  @Test
  @Tag("slow")
  void findsNearlyAllNearestOfAHundredThousandRows() {
    CellMatrix points = Samples.clustered(100_000, 100, 30, 45);
    assertRecall(Metric.COSINE, points, points, 0.98);
  }
}
