package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.samap.core.engine.MadeData.gaussian;
import static org.samap.core.engine.MadeData.randomGraph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.embed.UmapParams;
import org.samap.core.harmony.Batches;
import org.samap.core.harmony.HarmonyParams;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Counted;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;

/** What an engine does with rows of numbers, and the graphs that come of them. */
interface RowsContract extends TestedEngine {
  @Test
  default void makesAMatrixOfNeighborsThatHoldsEveryCellItself() {
    // Of four cells: two nearest each; the last is not its own nearest.
    Neighbors nearest =
        new Neighbors(
            4, 2, new int[] {0, 2, 1, 0, 2, 3, 0, 1}, new float[] {0, 1, 0, 2, 0, 3, 0, 0});
    SparseMatrix d = engine().distances(nearest);
    assertThat(d.indices()).containsExactly(0, 2, 0, 1, 2, 3, 0, 1, 3);
    assertThat(d.values()).containsExactly(0, 1, 2, 0, 0, 3, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1023})
  default void findsNearestRows(int size) {
    CellMatrix queries = CellMatrix.of(gaussian(33, 17, 7));
    CellMatrix points = CellMatrix.of(gaussian(size, 17, 8));
    int k = Math.min(size, 5);
    Neighbors found = engine().nearest(queries, points, k, NeighborSearch.defaults());
    for (int q = 0; q < queries.rows(); q++) {
      int query = q;
      double[] cosine = new double[size];
      Arrays.setAll(cosine, p -> cosine(queries, query, points, p));
      int[] nearest =
          IntStream.range(0, size)
              .boxed()
              .sorted(Comparator.comparingDouble(p -> -cosine[p]))
              .mapToInt(p -> p)
              .limit(k)
              .toArray();
      for (int i = 0; i < k; i++) {
        assertThat(found.index(q, i)).isEqualTo(nearest[i]);
        assertThat((double) found.distance(q, i)).isCloseTo(1 - cosine[nearest[i]], within(1e-6));
      }
    }
  }

  private static double cosine(CellMatrix a, int i, CellMatrix b, int j) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int c = 0; c < a.columns(); c++) {
      ab += (double) a.get(i, c) * b.get(j, c);
      aa += (double) a.get(i, c) * a.get(i, c);
      bb += (double) b.get(j, c) * b.get(j, c);
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  default void takesAwayWhatTellsBatchesApart() {
    FloatMatrix rows = gaussian(200, 6, 9);
    for (int c = 0; c < 200; c += 2) {
      rows.set(c, 0, rows.get(c, 0) + 6);
    }
    CellMatrix given = CellMatrix.of(rows);
    CellMatrix copy = CellMatrix.of(FloatMatrix.of(200, 6, rows.values().clone()));
    Batches batches =
        Batches.of(IntStream.range(0, 200).mapToObj(c -> c % 2 == 0 ? "even" : "odd").toList());
    CellMatrix corrected = engine().harmonize(given, batches, HarmonyParams.defaults());
    assertThat(given).isEqualTo(copy);
    assertThat(meanDifference(given)).isGreaterThan(5);
    assertThat(Math.abs(meanDifference(corrected))).isLessThan(meanDifference(given) / 2);
    assertThat(engine().harmonize(given, Batches.one(200), HarmonyParams.defaults()))
        .isEqualTo(copy);
  }

  /** Of the first column, between even and odd rows. */
  private static double meanDifference(CellMatrix m) {
    return IntStream.range(0, m.rows()).mapToDouble(r -> (r % 2 == 0 ? 1 : -1) * m.get(r, 0)).sum()
        / (m.rows() / 2.0);
  }

  @Test
  default void laysGraphsOutTheSameWayEachTime() {
    SparseMatrix graph = randomGraph(RandomStream.of(30, "test", 0), 70, 4);
    UmapParams params = UmapParams.defaults().withEpochs(20);
    Counted.Count epochs = new Counted.Count("layout", 0);
    FloatMatrix layout = engine().layout(graph, params, epochs);
    assertThat(epochs.done()).isEqualTo(20);
    assertThat(layout.rows()).isEqualTo(70);
    assertThat(layout.columns()).isEqualTo(2);
    for (float v : layout.values()) {
      assertThat(v).isFinite();
    }
    assertThat(engine().layout(graph, params, Progress.Silent.INSTANCE)).isEqualTo(layout);
  }
}
