package org.samap.core.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

class UmapTest {
  private static final UmapParams DEFAULTS = UmapParams.defaults();
  private static final Workers WORKERS = Workers.of(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  /** Each point points to {@code k} random ones of its group. */
  private static SparseMatrix groups(int n, int groupSize, int k) {
    RandomStream random = RandomStream.of(3, "test", 0);
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      TreeSet<Integer> neighbors = new TreeSet<>();
      while (neighbors.size() < k) {
        neighbors.add(i / groupSize * groupSize + random.nextInt(groupSize));
      }
      neighbors.forEach(j -> b.add(j, random.nextFloat(0.2f, 1)));
      b.endRow();
    }
    return b.build();
  }

  private static void assertFinite(FloatMatrix layout) {
    for (float x : layout.values()) {
      assertThat(x).isFinite();
    }
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    SparseMatrix graph = groups(5000, 100, 5);
    UmapParams params = DEFAULTS.withEpochs(10);
    try (Workers one = Workers.of(1);
        Workers five = Workers.of(5)) {
      FloatMatrix expected = Umap.layout(graph, params, one);
      assertThat(Umap.layout(graph, params, WORKERS)).isEqualTo(expected);
      assertThat(Umap.layout(graph, params, five)).isEqualTo(expected);
      assertThat(Umap.layout(graph, params.withSeed(1), one)).isNotEqualTo(expected);
    }
  }

  @Test
  void keepsGroupsTogetherAndApart() {
    FloatMatrix layout = Umap.layout(groups(200, 50, 15), DEFAULTS, WORKERS);
    for (int i = 0; i < 200; i++) {
      double within = 0;
      double between = Double.POSITIVE_INFINITY;
      for (int j = 0; j < 200; j++) {
        double d =
            Math.hypot(layout.get(i, 0) - layout.get(j, 0), layout.get(i, 1) - layout.get(j, 1));
        if (i / 50 == j / 50) {
          within = Math.max(within, d);
        } else {
          between = Math.min(between, d);
        }
      }
      assertThat(within).as("point %d", i).isLessThan(between);
    }
  }

  @Test
  void pointsWithoutEdgesStayWhereTheyStarted() {
    SparseMatrix.Builder b = SparseMatrix.builder(4, 4);
    b.endRow();
    b.add(1, 1); // has only itself
    b.endRow();
    b.add(3, 1);
    FloatMatrix brief = Umap.layout(b.build(), DEFAULTS.withEpochs(1), WORKERS);
    FloatMatrix full = Umap.layout(b.build(), DEFAULTS, WORKERS);
    assertFinite(full);
    for (int v : new int[] {0, 1}) {
      for (int c : new int[] {0, 1}) {
        assertThat(full.get(v, c)).isEqualTo(brief.get(v, c)).isBetween(0f, 10f);
      }
    }
    assertThat(full.get(2, 0)).isNotEqualTo(brief.get(2, 0));
  }

  @Test
  void hasALayoutForGraphsWithoutEdges() {
    assertFinite(Umap.layout(SparseMatrix.empty(3, 3), DEFAULTS, WORKERS));
    assertThat(Umap.layout(SparseMatrix.empty(1, 1), DEFAULTS, WORKERS).rows()).isOne();
    FloatMatrix none = Umap.layout(SparseMatrix.empty(0, 0), DEFAULTS, WORKERS);
    assertThat(none.rows()).isZero();
    assertThat(none.columns()).isEqualTo(2);
  }

  @Test
  void twoJoinedPointsEndTogether() {
    SparseMatrix pair = SparseMatrix.of(2, 2, new int[] {0, 1, 1}, new int[] {1}, new float[] {1});
    UmapParams params = DEFAULTS.withNegativeSamples(0);
    FloatMatrix layout = Umap.layout(pair, params, WORKERS);
    double distance =
        Math.hypot(layout.get(0, 0) - layout.get(1, 0), layout.get(0, 1) - layout.get(1, 1));
    assertThat(distance).isLessThan(0.01);
  }

  @Test
  void staysFiniteForAHubAndForTheLargestRates() {
    int n = 400;
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      if (i > 0) {
        b.add(0, Float.MAX_VALUE);
      }
      b.endRow();
    }
    assertFinite(Umap.layout(b.build(), DEFAULTS, WORKERS));
    UmapParams wild = DEFAULTS.withLearningRate(100).withNegativeSamples(50).withSpread(1e6);
    assertFinite(Umap.layout(b.build(), wild, WORKERS));
    assertFinite(Umap.layout(b.build(), DEFAULTS.withMinDist(0).withSpread(1e-6), WORKERS));
  }

  @Test
  void smallGraphsGetMoreEpochs() {
    assertThat(DEFAULTS.epochsFor(10_000)).isEqualTo(500);
    assertThat(DEFAULTS.epochsFor(10_001)).isEqualTo(200);
    assertThat(DEFAULTS.withEpochs(7).epochsFor(10_001)).isEqualTo(7);
  }

  @Test
  void refusesWhatIsNoGraph() {
    for (float weight : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
      SparseMatrix graph =
          SparseMatrix.of(1, 1, new int[] {0, 1}, new int[] {0}, new float[] {weight});
      assertThatThrownBy(() -> Umap.layout(graph, DEFAULTS, WORKERS))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Umap.layout(SparseMatrix.empty(2, 3), DEFAULTS, WORKERS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesParametersOutOfRange() {
    assertThatThrownBy(() -> DEFAULTS.withMinDist(1.5))
        .isInstanceOf(InputException.class)
        .hasMessage("UMAP's min_dist is 1.5; give a number from 0 to spread");
    assertThatThrownBy(() -> DEFAULTS.withMinDist(Double.NaN)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> DEFAULTS.withSpread(0)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> DEFAULTS.withNegativeSamples(-1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> DEFAULTS.withLearningRate(0)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> DEFAULTS.withEpochs(0)).isInstanceOf(InputException.class);
  }
}
