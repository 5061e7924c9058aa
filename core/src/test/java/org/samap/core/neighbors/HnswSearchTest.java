package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Workers;

/** The approximate search finds nearly what the exact one finds. */
class HnswSearchTest extends SearchContract {
  private static final int K = 20;

  @Override
  SearchMethod method() {
    return SearchMethod.HNSW;
  }

  private void assertRecall(Metric metric, FloatMatrix queries, FloatMatrix points, double least) {
    Neighbors exact;
    try (Workers workers = Workers.of(2)) {
      exact = new NeighborSearch(SearchMethod.EXACT, metric, 0).search(queries, points, K, workers);
    }
    Neighbors found = search(metric, queries, points, K);
    int hits = 0;
    for (int q = 0; q < exact.queries(); q++) {
      Set<Integer> nearest = new HashSet<>();
      for (int i = 0; i < K; i++) {
        nearest.add(exact.index(q, i));
      }
      for (int i = 0; i < K; i++) {
        hits += nearest.contains(found.index(q, i)) ? 1 : 0;
      }
    }
    assertThat((double) hits / exact.indices().length).isGreaterThan(least);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsNearlyAllNearestOfClusteredRows(Metric metric) {
    FloatMatrix points = Samples.clustered(4000, 50, 15, 30);
    assertRecall(metric, points, points, 0.99);
    assertRecall(metric, Samples.clustered(500, 50, 15, 31), points, 0.99);
  }

  @Test
  void findsNearlyAllNearestOfShapelessRows() {
    FloatMatrix points = Samples.gaussian(3000, 20, 32);
    assertRecall(Metric.EUCLIDEAN, points, points, 0.98);
  }

  @Test
  void findsOtherRowsAmongManyCopies() {
    FloatMatrix points = Samples.gaussian(2000, 10, 33);
    for (int r = 0; r < 1000; r++) {
      System.arraycopy(points.values(), 0, points.values(), points.offset(r), 10);
    }
    FloatMatrix queries =
        FloatMatrix.of(200, 10, Arrays.copyOfRange(points.values(), 18_000, 20_000));
    Neighbors found = search(Metric.EUCLIDEAN, queries, points, 1);
    for (int q = 0; q < 200; q++) {
      assertThat(found.index(q, 0)).isEqualTo(1800 + q);
    }
  }

  @Test
  @Tag("slow")
  void findsNearlyAllNearestOfManyClusteredRows() {
    FloatMatrix points = Samples.clustered(20_000, 100, 30, 34);
    assertRecall(Metric.COSINE, points, points, 0.99);
    assertRecall(Metric.COSINE, Samples.clustered(2000, 100, 30, 35), points, 0.98);
  }
}
