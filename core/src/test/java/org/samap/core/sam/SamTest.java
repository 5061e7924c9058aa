package org.samap.core.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.samap.core.golden.Golden.assertClose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.engine.Session;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.Metric;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

class SamTest {
  private static final Workers WORKERS = Workers.of(2);
  private static final SamParams SMALL = SamParams.defaults().withPca(p -> p.withNpcs(12)).withK(8);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  static Stream<SamParams> choices() {
    return Stream.of(
        SMALL,
        SMALL.withPca(p -> p.withNGenes(35)),
        SMALL.withPca(p -> p.withNGenes(5)),
        SMALL.withPca(p -> p.withScaling(Scaling.NORMALIZER).withNGenes(50)),
        SMALL.withPca(p -> p.withScaling(Scaling.NONE)),
        SMALL.withSearch(s -> s.withMetric(Metric.EUCLIDEAN)),
        SMALL.withSearch(s -> s.withMetric(Metric.CORRELATION)),
        SMALL.withPca(p -> p.withWeightPcs(true)),
        SMALL.withWeights(new SamParams.Weights(WeightMode.DISPERSION, 50)),
        SMALL.withWeights(new SamParams.Weights(WeightMode.VARIANCE, 3)),
        SMALL.withWeights(new SamParams.Weights(WeightMode.COMBINED, 50)));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void everyIterationAgreesWithADenseSam(SamParams params) {
    Preprocessed data = data(SimulatedCounts.of(90, 120, 1), Transform.LOG);
    assertAgreesWithTwin(data, params);
  }

  @Test
  void residualsAreStandardisedButExpressionGivesTheWeights() {
    Preprocessed data = data(SimulatedCounts.of(90, 120, 2), Transform.MULTINOMIAL);
    assertAgreesWithTwin(data, SMALL.withPca(p -> p.withNGenes(60)));
  }

  /** Peaks of cells of two depths. */
  private static Preprocessed peaks() {
    double[][] counts = SimulatedCounts.of(90, 120, 2);
    for (int i = 0; i < counts.length; i++) {
      for (int p = 0; p < counts[i].length; p++) {
        counts[i][p] = Math.min(counts[i][p], i % 5 == 0 ? 9 : (i + p) % 3 == 0 ? 1 : 0);
      }
    }
    return data(counts, Transform.TFIDF);
  }

  private static Preprocessed withoutDepths(Preprocessed data) {
    return new Preprocessed(
        data.expression(), data.maskGenes(), data.moments(), data.pcaInput(), data.pcaMoments());
  }

  @Test
  void leavesOutTheComponentsOfPeaksThatFollowTheDepthOfCells() {
    SamParams params = SMALL.withPca(p -> p.withScaling(Scaling.NONE));
    assertAgreesWithTwin(peaks(), params);
    Session session = new Session(CpuEngine.on(WORKERS), Progress.silent());
    assertThat(Sam.run(peaks(), params, session).pca().columns())
        .isLessThan(Sam.run(withoutDepths(peaks()), params, session).pca().columns());
  }

  @Test
  void mapsWithoutTheComponentsOfPeaksThatFollowTheDepthOfCells() {
    Preprocessed data = peaks();
    double[] weights = new double[data.genes()];
    Arrays.fill(weights, 1);
    FloatMatrix all =
        MappingLoadings.of(withoutDepths(data), weights, 20, 0, CpuEngine.on(WORKERS));
    FloatMatrix kept = MappingLoadings.of(data, weights, 20, 0, CpuEngine.on(WORKERS));
    double[][] x = CountsFile.dense(data.expression());
    double[] depths = data.depths().orElseThrow();
    assertThat(strongestCorrelation(x, data, all, depths)).isGreaterThan(0.75);
    assertThat(strongestCorrelation(x, data, kept, depths)).isLessThanOrEqualTo(0.75);
    assertThat(kept.columns()).isEqualTo(20);
    assertThat(norm(kept, 0)).isPositive();
  }

  /** Of the depths with a component of the expression, divided by its standard deviations. */
  private static double strongestCorrelation(
      double[][] x, Preprocessed data, FloatMatrix loadings, double[] depths) {
    double strongest = 0;
    for (int c = 0; c < loadings.columns(); c++) {
      double[] scores = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        for (int g = 0; g < x[i].length; g++) {
          scores[i] += x[i][g] / data.moments().scale(g) * loadings.get(g, c);
        }
      }
      double r = DenseSam.correlation(scores, depths);
      strongest = Double.isNaN(r) ? strongest : Math.max(strongest, Math.abs(r));
    }
    return strongest;
  }

  private static void assertAgreesWithTwin(Preprocessed data, SamParams params) {
    SamResult result = Sam.run(data, params, new Session(CpuEngine.on(WORKERS), Progress.silent()));
    double[][] x = CountsFile.dense(data.expression());
    double[][] input = CountsFile.dense(data.pcaInput());
    double[] weights = new double[data.genes()];
    Arrays.fill(weights, 1);
    DenseSam.Iteration twin = DenseSam.iterate(x, input, data.depths(), weights, true, params);
    assertClose(result.weightsByIteration().getFirst(), twin.weights(), 1e-4);
    for (int i = 1; i < result.iterations(); i++) {
      twin = DenseSam.iterate(x, input, data.depths(), twin.weights(), false, params);
      assertClose(result.weightsByIteration().get(i), twin.weights(), 1e-4);
    }
    assertClose(
        Arrays.stream(twin.pca()).flatMapToDouble(Arrays::stream).toArray(),
        doubles(result.pca().toFloatMatrix().values()),
        1e-4);
    SparseMatrix connectivities = result.graph().connectivities();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        assertThat(connectivities.get(i, j)).isEqualTo(twin.neighbours()[i][j] ? 1 : 0);
      }
    }
    for (int g = 0; g < data.genes(); g++) {
      boolean chosen = Arrays.binarySearch(twin.genes(), g) >= 0;
      if (!chosen) {
        assertThat(norm(result.pcs(), g)).isZero();
      }
    }
    assertThat(result.iterations()).isBetween(1, 10);
  }

  @Test
  void stopsWhenTheWeightsHaveSettled() {
    Preprocessed data = data(SimulatedCounts.of(90, 120, 1), Transform.LOG);
    SamResult loose =
        Sam.run(
            data,
            SMALL.withStopping(new SamParams.Stopping(0.99, 10)),
            new Session(CpuEngine.on(WORKERS), Progress.silent()));
    assertThat(loose.iterations()).isEqualTo(1);
    SamResult strict =
        Sam.run(
            data,
            SMALL.withStopping(new SamParams.Stopping(0, 6)),
            new Session(CpuEngine.on(WORKERS), Progress.silent()));
    assertThat(strict.iterations()).isBetween(2, 6);
    assertThat(strict.weights()).isEqualTo(strict.weightsByIteration().getLast());
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8, 20})
  void worksOnFewCells(int cells) {
    Preprocessed data = data(SimulatedCounts.of(cells, 60, 3), Transform.LOG);
    SamResult result =
        Sam.run(data, SamParams.defaults(), new Session(CpuEngine.on(WORKERS), Progress.silent()));
    assertThat(result.params().k()).isEqualTo(Math.min(20, cells - 2));
    assertThat(result.pca().toFloatMatrix().columns()).isEqualTo(cells - 1);
    assertThat(result.weights()).doesNotContain(Double.NaN);
    assertFinite(result.pca().toFloatMatrix());
    FloatMatrix loadings =
        MappingLoadings.of(data, result.weights(), 300, 0, CpuEngine.on(WORKERS));
    assertThat(loadings.columns()).isEqualTo(cells - 1);
    assertFinite(loadings);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6})
  void refusesTooFewCells(int cells) {
    double[][] counts = SimulatedCounts.of(cells, 60, 3);
    Preprocessed data =
        Preprocessor.run(
            CountsFile.expression(counts),
            PreprocessParams.defaults().withThresholds(0, 1),
            CpuEngine.on(WORKERS));
    assertThatThrownBy(
            () ->
                Sam.run(
                    data,
                    SamParams.defaults(),
                    new Session(CpuEngine.on(WORKERS), Progress.silent())))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("a data set has " + cells + " cells, but SAM needs at least 7");
  }

  @Test
  void identicalCellsGiveWeightsOfZero() {
    double[][] counts = new double[12][10];
    for (double[] row : counts) {
      Arrays.setAll(row, g -> g + 1);
    }
    Preprocessed data =
        Preprocessor.run(
            CountsFile.expression(counts),
            PreprocessParams.defaults().withThresholds(0, 1),
            CpuEngine.on(WORKERS));
    SamResult result =
        Sam.run(data, SamParams.defaults(), new Session(CpuEngine.on(WORKERS), Progress.silent()));
    assertThat(result.weights()).containsOnly(0);
    assertFinite(result.pca().toFloatMatrix());
    assertFinite(MappingLoadings.of(data, result.weights(), 300, 0, CpuEngine.on(WORKERS)));
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyCellAndDuplicatedCellsHaveNeighbours(Metric metric) {
    double[][] counts = SimulatedCounts.of(60, 50, 4);
    counts[10] = new double[50];
    for (int i = 20; i < 40; i++) {
      counts[i] = counts[20];
    }
    Preprocessed data = data(counts, Transform.LOG);
    SamResult result =
        Sam.run(
            data,
            SMALL.withSearch(s -> s.withMetric(metric)),
            new Session(CpuEngine.on(WORKERS), Progress.silent()));
    SparseMatrix connectivities = result.graph().connectivities();
    for (int i = 0; i < 60; i++) {
      assertThat(connectivities.get(i, i)).isEqualTo(1);
      assertThat(connectivities.rowLength(i)).isBetween(8, 9);
      assertThat(result.graph().distances().position(i, i)).isNegative();
    }
    assertFinite(result.pca().toFloatMatrix());
    assertThat(result.weights()).doesNotContain(Double.NaN);
    assertThat(result.spatialDispersions()).doesNotContain(Double.NaN);
    assertThat(result.graph().nnm().values()).doesNotContain(Float.NaN);
  }

  @Test
  void similaritiesFollowTheMetric() {
    Preprocessed data = data(SimulatedCounts.of(60, 50, 5), Transform.LOG);
    CellGraph cosine =
        Sam.run(data, SMALL, new Session(CpuEngine.on(WORKERS), Progress.silent())).graph();
    SparseMatrix similarities = cosine.nnm();
    for (int i = 0; i < 60; i++) {
      for (int p = similarities.offset(i); p < similarities.offset(i + 1); p++) {
        int j = similarities.index(p);
        float expected = i == j ? 1 : Math.max(1 - cosine.distances().get(i, j), 0);
        assertThat(similarities.value(p)).isIn(expected, 0.001f);
      }
    }
    CellGraph euclidean =
        Sam.run(
                data,
                SMALL.withSearch(s -> s.withMetric(Metric.EUCLIDEAN)),
                new Session(CpuEngine.on(WORKERS), Progress.silent()))
            .graph();
    assertThat(euclidean.nnm()).isEqualTo(euclidean.connectivities());
  }

  @Test
  void ranksEqualGenesByIndex() {
    assertThat(GeneRanking.of(new double[] {1, 3, 1, 3, 0})).containsExactly(1, 3, 0, 2, 4);
    assertThat(GeneRanking.best(new double[] {1, 3, 1, 3, 0}, 3)).containsExactly(0, 1, 3);
  }

  @Test
  void loadingsOfGenesWithoutWeightAreZero() {
    Preprocessed data = data(SimulatedCounts.of(60, 50, 6), Transform.LOG);
    double[] weights = new double[50];
    Arrays.fill(weights, 5, 20, 0.5);
    FloatMatrix loadings = MappingLoadings.of(data, weights, 300, 0, CpuEngine.on(WORKERS));
    assertThat(loadings.columns()).isEqualTo(49);
    for (int g = 0; g < 50; g++) {
      assertThat(norm(loadings, g) > 0).isEqualTo(weights[g] > 0 && data.moments().means()[g] > 0);
    }
    assertThat(loadings.firstColumns(15).transpose().values()).isNotEqualTo(new float[15 * 50]);
    for (int c = 15; c < 49; c++) {
      for (int g = 0; g < 50; g++) {
        assertThat(loadings.get(g, c)).isZero();
      }
    }
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    Preprocessed data = data(SimulatedCounts.of(700, 620, 7), Transform.LOG);
    List<SamResult> results = new ArrayList<>();
    List<FloatMatrix> loadings = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5}) {
      try (Workers workers = Workers.of(threads)) {
        results.add(Sam.run(data, SMALL, new Session(CpuEngine.on(workers), Progress.silent())));
        loadings.add(
            MappingLoadings.of(data, results.getFirst().weights(), 30, 0, CpuEngine.on(workers)));
      }
    }
    for (int i = 1; i < 3; i++) {
      assertThat(results.get(i).weights()).isEqualTo(results.getFirst().weights());
      assertThat(results.get(i).pca()).isEqualTo(results.getFirst().pca());
      assertThat(results.get(i).graph().distances())
          .isEqualTo(results.getFirst().graph().distances());
      assertThat(loadings.get(i)).isEqualTo(loadings.getFirst());
    }
  }

  @Test
  void refusesParametersOutOfRange() {
    assertThatThrownBy(() -> SMALL.withK(0)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> SMALL.withPca(p -> p.withNpcs(0))).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> SMALL.withStopping(new SamParams.Stopping(1, 10)))
        .isInstanceOf(InputException.class);
    assertThat(SMALL.withK(2).k()).isEqualTo(5);
    assertThat(new SamParams.Stopping(0.01, 2).maxIter()).isEqualTo(5);
  }

  private static Preprocessed data(double[][] counts, Transform transform) {
    return Preprocessor.run(
        CountsFile.expression(counts),
        PreprocessParams.defaults().withTransform(transform),
        CpuEngine.on(WORKERS));
  }

  private static double[] doubles(float[] values) {
    double[] out = new double[values.length];
    Arrays.setAll(out, i -> values[i]);
    return out;
  }

  private static void assertFinite(FloatMatrix m) {
    for (float v : m.values()) {
      assertThat(Float.isFinite(v)).isTrue();
    }
  }

  private static double norm(FloatMatrix m, int row) {
    double square = 0;
    for (int c = 0; c < m.columns(); c++) {
      square += m.get(row, c) * m.get(row, c);
    }
    return square;
  }
}
