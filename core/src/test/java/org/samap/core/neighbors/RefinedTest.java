package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/** Points that are compared by all columns only where their product promises it. */
class RefinedTest {
  private static final int POINTS = 400;

  @ParameterizedTest
  @EnumSource(Metric.class)
  void findsTheNearestWhateverTheProductsWhenTheMarginIsWide(Metric metric) {
    assertThat(found(metric, new float[POINTS], 1e9)).isEqualTo(plain(metric));
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void comparesFewPointsByProductsThatAreTrue(Metric metric) {
    float[] products = new float[POINTS];
    Answers answers = answers(metric);
    for (int p = 0; p < POINTS; p++) {
      double distance = MeasuredRows.distance(answers.queries(), 0, answers.points(), p);
      products[p] = (float) answers.queries().geometry().product(distance);
    }
    assertThat(found(metric, products, 1e-5)).isEqualTo(plain(metric));
    Refined refined = new Refined(answers, 0, 1e-5);
    offerAll(refined, products);
    assertThat(refined.compared()).isBetween(10, 120);
  }

  private static void offerAll(Refined refined, float[] products) {
    int[] ids = IntStream.range(0, POINTS).toArray();
    for (int p = 0; p < POINTS; p += 50) {
      refined.take(products, p, p + 50, ids, p);
    }
  }

  private static int[] found(Metric metric, float[] products, double margin) {
    Answers answers = answers(metric);
    Refined refined = new Refined(answers, 0, margin);
    offerAll(refined, products);
    refined.set();
    return answers.indices(0);
  }

  private static Answers answers(Metric metric) {
    try (Workers workers = Workers.of(1)) {
      CellMatrix points = points();
      Geometry geometry = Geometry.of(metric, points, workers);
      MeasuredRows queries = new MeasuredRows(query(), geometry, workers);
      MeasuredRows rows = new MeasuredRows(points, geometry, workers);
      return new Answers(new SearchedRows(queries, rows, false), 10);
    }
  }

  private static int[] plain(Metric metric) {
    return PlainSearch.search(metric, query(), points(), 10).indices();
  }

  private static CellMatrix points() {
    return Samples.gaussian(POINTS, 12, 1);
  }

  private static CellMatrix query() {
    return Samples.gaussian(1, 12, 2);
  }
}
