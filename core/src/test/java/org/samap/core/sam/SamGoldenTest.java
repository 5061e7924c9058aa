package org.samap.core.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.samap.core.golden.Golden.assertClose;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.engine.Session;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.Expression;
import org.samap.core.expression.GeneMoments;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Every stage of SPEC 3 against the stored values. */
class SamGoldenTest {
  private static final Workers WORKERS = Workers.of(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @MethodSource("org.samap.core.golden.Golden#cases")
  void findsWeightsComponentsAndNeighbours(Golden cases) {
    forEachSpecies(
        cases,
        (golden, id) -> {
          SamResult result =
              Sam.run(
                  preprocessed(golden, id),
                  SamParams.defaults(),
                  new Session(CpuEngine.on(WORKERS), Progress.silent()));
          assertSameWeights(result, golden, id);
          assertSameComponents(result, golden, id);
          CellGraph graph = result.graph();
          assertClose(graph.connectivities(), golden.sparse(path(id, "connectivities")), 0);
          assertClose(graph.distances(), golden.sparse(path(id, "distances")), 1e-4);
          assertClose(graph.nnm(), golden.sparse(path(id, "nnm")), 1e-4);
        });
  }

  @ParameterizedTest
  @MethodSource("org.samap.core.golden.Golden#cases")
  void weighsGenesInEveryModeOnAGivenGraph(Golden cases) {
    forEachSpecies(
        cases,
        (golden, id) -> {
          Expression x = golden.expression(path(id, "X"));
          SparseMatrix graph = golden.sparse(path(id, "connectivities"));
          GeneMoments averages = CpuEngine.on(WORKERS).averages(graph, 0, x);
          for (WeightMode mode : WeightMode.values()) {
            String name = path(id, "dispersion_ranking/" + mode.name().toLowerCase(Locale.ROOT));
            if (golden.has(name)) {
              double[] weights = GeneWeights.of(averages, mode, 50).weights();
              assertClose(weights, golden.doubles(name), 1e-5);
            } else {
              assertThat(mode).as("modes without golden values").isEqualTo(WeightMode.VARIANCE);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("org.samap.core.golden.Golden#cases")
  void findsLoadingsForMapping(Golden cases) {
    forEachSpecies(
        cases,
        (golden, id) -> {
          double[] weights = golden.doubles(path(id, "weights"));
          FloatMatrix actual =
              MappingLoadings.of(
                  preprocessed(golden, id),
                  weights,
                  MappingLoadings.COMPONENTS,
                  0,
                  CpuEngine.on(WORKERS));
          FloatMatrix expected = golden.matrix(path(id, "PCs_SAMap"));
          assertThat(actual.columns()).isEqualTo(expected.columns());
          assertClose(withSignsOf(expected, actual).values(), expected.values(), 1e-4);
        });
  }

  private static void forEachSpecies(Golden cases, BiConsumer<Golden, String> test) {
    try (cases) {
      cases.species().forEach(id -> test.accept(cases, id));
    }
  }

  private static String path(String id, String name) {
    return "sam/" + id + "/" + name;
  }

  private static Preprocessed preprocessed(Golden golden, String id) {
    Expression counts = CountsFile.read(golden.folder().resolve(id + ".h5ad"));
    return Preprocessor.run(counts, PreprocessParams.defaults(), CpuEngine.on(WORKERS));
  }

  private static void assertSameWeights(SamResult result, Golden golden, String id) {
    FloatMatrix expected = golden.matrix(path(id, "weights_by_iteration"));
    assertThat(result.iterations()).isEqualTo(expected.rows());
    for (int i = 0; i < expected.rows(); i++) {
      assertClose(result.weightsByIteration().get(i), row(expected, i), 1e-4);
    }
    double[] weights = golden.doubles(path(id, "weights"));
    assertClose(result.weights(), weights, 1e-4);
    // Equal weights stand in any order there, so weights are compared along the ranking.
    int[] ranked = ranking(golden, id);
    for (int i = 0; i < ranked.length; i++) {
      assertThat(weights[result.rankedGenes()[i]]).isCloseTo(weights[ranked[i]], within(1e-4));
    }
  }

  private static void assertSameComponents(SamResult result, Golden golden, String id) {
    FloatMatrix pca = golden.matrix(path(id, "X_pca"));
    assertThat(result.pca().toFloatMatrix().columns()).isEqualTo(pca.columns());
    assertClose(result.pca().toFloatMatrix().values(), pca.values(), 1e-4);
    FloatMatrix pcs = golden.matrix(path(id, "PCs"));
    assertThat(result.pcs().columns()).isEqualTo(pcs.columns());
    assertClose(result.pcs().values(), pcs.values(), 1e-4);
  }

  private static double[] row(FloatMatrix m, int row) {
    double[] out = new double[m.columns()];
    Arrays.setAll(out, c -> m.get(row, c));
    return out;
  }

  private static FloatMatrix withSignsOf(FloatMatrix model, FloatMatrix m) {
    FloatMatrix out = FloatMatrix.zeros(m.rows(), m.columns());
    for (int c = 0; c < m.columns(); c++) {
      double dot = 0;
      for (int r = 0; r < m.rows(); r++) {
        dot += m.get(r, c) * model.get(r, c);
      }
      for (int r = 0; r < m.rows(); r++) {
        out.set(r, c, dot < 0 ? -m.get(r, c) : m.get(r, c));
      }
    }
    return out;
  }

  private static int[] ranking(Golden golden, String id) {
    var genes = golden.strings(path(id, "genes"));
    return golden.strings(path(id, "ranked_genes")).stream().mapToInt(genes::indexOf).toArray();
  }
}
