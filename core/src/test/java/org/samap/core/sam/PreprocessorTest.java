package org.samap.core.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.samap.core.golden.Golden.assertClose;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

class PreprocessorTest {
  private static final Workers WORKERS = Workers.of(2);
  private static final PreprocessParams DEFAULTS = PreprocessParams.defaults();

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @CsvSource({
    "cell_median, LOG, 1, 1",
    "cell_median, LOG, 2.5, 0",
    "gene_median, LOG, 1, 0.5",
    "1000, LOG, 1, 1",
    "none, NONE, 1, 1",
    "none, FTT, 1, 0",
    "cell_median, FTT, 0.5, 1",
    "cell_median, ASIN, 1, 1",
    "gene_median, ASIN, 3, 0",
    "none, MULTINOMIAL, 1, 1",
  })
  void agreesWithADensePreprocessing(String norm, Transform transform, double div, double min) {
    PreprocessParams params =
        DEFAULTS
            .withSumNorm(SumNorm.parse(norm))
            .withTransform(transform)
            .withDiv(div)
            .withThresholds(0.1, 0.9)
            .withMinExpression(min);
    double[][] counts = SimulatedCounts.of(151, 60, 1);
    Preprocessed actual =
        Preprocessor.run(CountsFile.expression(counts), params, CpuEngine.on(WORKERS));
    double[][] expected = DensePreprocessing.preprocess(counts, params);
    assertClose(flat(CountsFile.dense(actual.expression())), flat(expected), 1e-6);
    assertClose(actual.moments().means(), DensePreprocessing.means(expected), 1e-6);
    assertClose(actual.moments().variances(), DensePreprocessing.variances(expected), 1e-6);
    assertThat(actual.maskGenes()).contains(true, false);
  }

  @Test
  void standardisesMultinomialResidualsOfTheKeptGenes() {
    double[][] counts = SimulatedCounts.of(151, 60, 1);
    Preprocessed actual =
        Preprocessor.run(
            CountsFile.expression(counts),
            DEFAULTS.withTransform(Transform.MULTINOMIAL),
            CpuEngine.on(WORKERS));
    double[][] expected = DensePreprocessing.residuals(counts);
    for (double[] row : expected) {
      for (int g = 0; g < row.length; g++) {
        row[g] = actual.maskGenes()[g] ? row[g] : 0;
      }
    }
    assertClose(flat(CountsFile.dense(actual.pcaInput())), flat(expected), 1e-6);
    assertClose(actual.pcaMoments().variances(), DensePreprocessing.variances(expected), 1e-6);
  }

  @Test
  void weighsPeaksByTheTermFrequencyOfTheirCells() {
    double[][] counts = SimulatedCounts.of(151, 60, 1);
    PreprocessParams params =
        DEFAULTS
            .withTransform(Transform.TFIDF)
            .withThresholds(0.1, 0.9)
            .withDiv(3) // without effect, as the threshold of expression
            .withMinExpression(4);
    Preprocessed actual =
        Preprocessor.run(CountsFile.expression(counts), params, CpuEngine.on(WORKERS));
    double[][] expected = DensePreprocessing.termFrequencies(counts);
    for (double[] row : expected) {
      for (int p = 0; p < row.length; p++) {
        row[p] = actual.maskGenes()[p] ? row[p] : 0;
      }
    }
    assertClose(flat(CountsFile.dense(actual.expression())), flat(expected), 1e-6);
    assertClose(actual.moments().variances(), DensePreprocessing.variances(expected), 1e-6);
    assertThat(actual.maskGenes()).contains(true, false);
    assertThat(actual.pcaInput()).isSameAs(actual.expression());
    assertThat(actual.depths().orElseThrow()[5])
        .isEqualTo(StrictMath.log10(1 + Arrays.stream(counts[5]).sum()));
  }

  @Test
  void leavesAnEmptyCellEmpty() {
    double[][] counts = SimulatedCounts.of(40, 30, 2);
    counts[7] = new double[30];
    for (Transform transform : Transform.values()) {
      Preprocessed data =
          Preprocessor.run(
              CountsFile.expression(counts),
              DEFAULTS.withTransform(transform),
              CpuEngine.on(WORKERS));
      assertThat(CountsFile.dense(data.expression())[7]).containsOnly(0);
      assertThat(CountsFile.dense(data.pcaInput())[7]).containsOnly(0);
      assertThat(data.pcaMoments().means()).doesNotContain(Double.NaN);
    }
  }

  @Test
  void keepsTheColumnsOfDroppedGenes() {
    double[][] counts = SimulatedCounts.of(50, 20, 3);
    for (int i = 0; i < 50; i++) {
      counts[i][4] = 0;
      counts[i][5] = 9;
    }
    Preprocessed data =
        Preprocessor.run(CountsFile.expression(counts), DEFAULTS, CpuEngine.on(WORKERS));
    assertThat(data.genes()).isEqualTo(20);
    assertThat(data.maskGenes()[4]).isFalse();
    assertThat(data.maskGenes()[5]).isFalse();
    assertThat(data.moments().means()[5]).isZero();
  }

  @Test
  void aConstantGeneHasNoVariance() {
    double[][] counts = new double[33][2];
    for (int i = 0; i < 33; i++) {
      counts[i][0] = 7;
      counts[i][1] = i % 3;
    }
    Preprocessed data =
        Preprocessor.run(
            CountsFile.expression(counts),
            DEFAULTS.withSumNorm(new SumNorm.None()).withThresholds(0, 1),
            CpuEngine.on(WORKERS));
    assertThat(data.moments().variances()[0]).isZero();
    assertThat(data.moments().scale(0)).isEqualTo(1);
    assertThat(data.moments().variances()[1]).isPositive();
  }

  @Test
  void aGeneWithAllCountsHasNoResidual() {
    double[][] counts = new double[20][3];
    for (int i = 0; i < 10; i++) {
      counts[i][1] = 50 + i;
    }
    Preprocessed data =
        Preprocessor.run(
            CountsFile.expression(counts),
            DEFAULTS.withTransform(Transform.MULTINOMIAL),
            CpuEngine.on(WORKERS));
    assertThat(data.pcaInput().entries()).isZero();
  }

  @Test
  void refusesDataOfWhichNothingIsLeft() {
    Expression zeros = CountsFile.expression(new double[10][5]);
    assertThatThrownBy(() -> Preprocessor.run(zeros, DEFAULTS, CpuEngine.on(WORKERS)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("10 of 10 cells have no counts");
    double[][] everywhere = new double[10][5];
    Arrays.stream(everywhere).forEach(cell -> Arrays.fill(cell, 3));
    assertThatThrownBy(
            () ->
                Preprocessor.run(
                    CountsFile.expression(everywhere), DEFAULTS, CpuEngine.on(WORKERS)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("all 5 genes are dropped: ");
    Expression none = HeapExpression.builder(5).build();
    assertThatThrownBy(() -> Preprocessor.run(none, DEFAULTS, CpuEngine.on(WORKERS)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("the data has no cells");
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    Expression counts = CountsFile.expression(SimulatedCounts.of(2500, 40, 4));
    double[][] means = new double[3][];
    double[][] values = new double[3][];
    int[] threads = {1, 2, 5};
    for (int i = 0; i < 3; i++) {
      try (Workers workers = Workers.of(threads[i])) {
        Preprocessed data = Preprocessor.run(counts, DEFAULTS, CpuEngine.on(workers));
        means[i] = data.moments().means();
        values[i] = flat(CountsFile.dense(data.expression()));
      }
    }
    assertThat(means[1]).isEqualTo(means[0]);
    assertThat(means[2]).isEqualTo(means[0]);
    assertThat(values[1]).isEqualTo(values[0]);
    assertThat(values[2]).isEqualTo(values[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"median", "0", "-3", "NaN", "Infinity", ""})
  void refusesAnUnknownNormalisation(String text) {
    assertThatThrownBy(() -> SumNorm.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("sum_norm is ");
  }

  @Test
  void refusesParametersOutOfRange() {
    assertThatThrownBy(() -> DEFAULTS.withDiv(0)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> DEFAULTS.withThresholds(0.5, 0.5)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> DEFAULTS.withThresholds(0, 1.5)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> DEFAULTS.withMinExpression(Double.NaN))
        .isInstanceOf(InputException.class);
  }

  private static double[] flat(double[][] x) {
    return Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
  }
}
