package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.matrix.CellMatrix;

/** The approximate search finds nearly what the exact one finds. */
class HnswSearchTest extends SearchContract {
  @Override
  SearchMethod method() {
    return SearchMethod.HNSW;
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsNearlyAllNearestOfClusteredRows(Metric metric) {
    CellMatrix points = Samples.clustered(4000, 50, 15, 30);
    assertRecall(metric, points, points, 0.99);
    assertRecall(metric, Samples.clustered(500, 50, 15, 31), points, 0.99);
  }

  @Test
  void findsNearlyAllNearestOfShapelessRows() {
    CellMatrix points = Samples.gaussian(3000, 20, 32);
    assertRecall(Metric.EUCLIDEAN, points, points, 0.98);
  }

  @Test
  void findsOtherRowsAmongManyCopies() {
    CellMatrix points = Samples.gaussian(2000, 10, 33);
    for (int r = 0; r < 1000; r++) {
      System.arraycopy(points.values(0), 0, points.values(0), points.offset(r), 10);
    }
    CellMatrix queries =
        CellMatrix.of(200, 10, Arrays.copyOfRange(points.values(0), 18_000, 20_000));
    Neighbors found = search(Metric.EUCLIDEAN, queries, points, 1);
    for (int q = 0; q < 200; q++) {
      assertThat(found.index(q, 0)).isEqualTo(1800 + q);
    }
  }

  @Test
  @Tag("slow")
  void findsNearlyAllNearestOfManyClusteredRows() {
    CellMatrix points = Samples.clustered(20_000, 100, 30, 34);
    assertRecall(Metric.COSINE, points, points, 0.99);
    assertRecall(Metric.COSINE, Samples.clustered(2000, 100, 30, 35), points, 0.98);
  }
}
