package org.samap.core.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

class HarmonyTest {
  private static final Workers WORKERS = Workers.of(2);
  private static final int COLUMNS = 10;
  private static final int TYPES = 4;

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void agreesWithTheDefinition(int batches) {
    Planted planted = Planted.of(400, batches, 2);
    HarmonyParams params = HarmonyParams.defaults().withSeed(7);
    FloatMatrix centres =
        StartingCentres.of(
            Harmony.unitRows(planted.rows, WORKERS), Harmony.clusters(400), 7, WORKERS);
    assertThat(centres.rows()).isEqualTo(13);
    DenseHarmony twin =
        new DenseHarmony(
            doubles(planted.rows),
            IntStream.range(0, 400).map(planted.batches::of).toArray(),
            batches,
            doubles(CellMatrix.of(centres)),
            2);
    double[][] expected = twin.run(10, 20, turn -> SoftClusters.order(7, turn, 400));
    assertThat(twin.rounds).isGreaterThan(1);
    assertThat(twin.objectives.size()).isGreaterThan(10);
    double[][] found = doubles(Harmony.correct(planted.rows, planted.batches, params, WORKERS));
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).containsExactly(expected[i], within(2e-3));
    }
  }

  @Test
  void theObjectiveFallsAsTheDefinitionSays() {
    Planted planted = Planted.of(300, 2, 1);
    CellMatrix unit = Harmony.unitRows(planted.rows, WORKERS);
    FloatMatrix centres = StartingCentres.of(unit, 10, 0, WORKERS);
    SoftClusters clusters =
        SoftClusters.around(centres, unit, planted.batches, HarmonyParams.defaults(), WORKERS);
    DenseHarmony twin =
        new DenseHarmony(
            doubles(planted.rows),
            IntStream.range(0, 300).map(planted.batches::of).toArray(),
            2,
            doubles(CellMatrix.of(centres)),
            2);
    double start = twin.objectives.getFirst();
    assertThat(clusters.objective()).isCloseTo(start, within(1e-4 * Math.abs(start)));
    twin.run(1, 20, turn -> SoftClusters.order(0, turn, 300));
    double end = twin.objectives.getLast();
    assertThat(clusters.settle(unit)).isCloseTo(end, within(1e-4 * Math.abs(end)));
    assertThat(end).isLessThan(start);
    double[][] shares = doubles(clusters.shares());
    for (int i = 0; i < shares.length; i++) {
      assertThat(shares[i]).containsExactly(twin.shares()[i], within(1e-3));
      assertThat(Arrays.stream(shares[i]).sum()).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void mixesBatchesAndKeepsTypesApart() {
    Planted planted = Planted.of(600, 2, 4);
    CellMatrix corrected =
        Harmony.correct(planted.rows, planted.batches, HarmonyParams.defaults(), WORKERS);
    assertThat(planted.ofOtherBatches(planted.rows)).isLessThan(0.1);
    assertThat(planted.ofOtherBatches(corrected)).isGreaterThan(0.35);
    assertThat(planted.ofOtherTypes(planted.rows)).isLessThan(0.01);
    assertThat(planted.ofOtherTypes(corrected)).isLessThan(0.01);
  }

  /** A type that one batch lacks is not moved onto another. */
  @Test
  void keepsATypeThatOneBatchLacks() {
    Planted all = Planted.of(800, 2, 3);
    int[] kept =
        IntStream.range(0, 800).filter(c -> all.types[c] != 0 || all.batches.of(c) == 0).toArray();
    Planted planted = all.only(kept);
    CellMatrix corrected =
        Harmony.correct(planted.rows, planted.batches, HarmonyParams.defaults(), WORKERS);
    assertThat(planted.ofOtherTypes(corrected)).isLessThan(0.02);
  }

  @Test
  void oneBatchChangesNothing() {
    CellMatrix rows = Planted.of(100, 2, 1).rows;
    assertThat(Harmony.correct(rows, Batches.one(100), HarmonyParams.defaults(), WORKERS))
        .isSameAs(rows);
  }

  /** The formulas alone say so, too: what remains is rounding. */
  @Test
  void whatOneBatchChangesIsNothing() {
    Planted planted = Planted.of(120, 1, 0);
    double[][] given = doubles(planted.rows);
    CellMatrix shares = CellMatrix.zeros(120, 3);
    RandomStream random = RandomStream.of(1, "shares", 0);
    for (int i = 0; i < 120; i++) {
      for (int k = 0; k < 3; k++) {
        shares.set(i, k, random.nextFloat());
      }
    }
    double[][] corrected =
        doubles(new BatchEffects(planted.rows, planted.batches, 1, WORKERS).removedFrom(shares));
    for (int i = 0; i < 120; i++) {
      assertThat(corrected[i]).containsExactly(given[i], within(1e-6));
    }
  }

  @Test
  void namesOfBatchesDoNotMatter() {
    Planted planted = Planted.of(200, 3, 2);
    List<String> others = List.of("z", "a", "m");
    Batches renamed =
        Batches.of(
            IntStream.range(0, 200).mapToObj(c -> others.get(planted.batches.of(c))).toList());
    assertThat(Harmony.correct(planted.rows, renamed, HarmonyParams.defaults(), WORKERS))
        .isEqualTo(
            Harmony.correct(planted.rows, planted.batches, HarmonyParams.defaults(), WORKERS));
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    Planted planted = Planted.of(1500, 3, 2);
    List<CellMatrix> results = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5}) {
      try (Workers workers = Workers.of(threads)) {
        results.add(
            Harmony.correct(planted.rows, planted.batches, HarmonyParams.defaults(), workers));
      }
    }
    assertThat(results).hasSize(3).allMatch(results.getFirst()::equals);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 19, 20, 45})
  void worksOnFewCells(int cells) {
    Planted planted = Planted.of(cells, 2, 1);
    CellMatrix corrected =
        Harmony.correct(planted.rows, planted.batches, HarmonyParams.defaults(), WORKERS);
    assertThat(corrected.rows()).isEqualTo(cells);
    for (double[] row : doubles(corrected)) {
      assertThat(Arrays.stream(row)).allMatch(Double::isFinite);
    }
  }

  @Test
  void rowsThatAreEqualOrZeroStayFinite() {
    CellMatrix rows = CellMatrix.zeros(90, 4);
    for (int c = 0; c < 60; c++) {
      rows.set(c, 0, 1);
    }
    Batches batches = Batches.of(IntStream.range(0, 90).mapToObj(c -> "" + c % 2).toList());
    for (double[] row :
        doubles(Harmony.correct(rows, batches, HarmonyParams.defaults(), WORKERS))) {
      assertThat(Arrays.stream(row)).allMatch(Double::isFinite);
    }
  }

  @Test
  void hasAClusterForThirtyCellsUpToAHundred() {
    assertThat(IntStream.of(1, 44, 45, 2999, 1_000_000).map(Harmony::clusters))
        .containsExactly(1, 1, 2, 100, 100);
  }

  @Test
  void refusesParametersWithoutMeaning() {
    assertThatThrownBy(() -> new HarmonyParams(-1, 0.1, 1, 10, 0))
        .isInstanceOf(InputException.class)
        .hasMessage("Harmony's theta is -1.0; give a number of at least 0");
    assertThatThrownBy(() -> new HarmonyParams(2, 0, 1, 10, 0))
        .hasMessageContaining("sigma is 0.0");
    assertThatThrownBy(() -> new HarmonyParams(2, 0.1, 0, 10, 0))
        .hasMessageContaining("lambda is 0.0");
    assertThatThrownBy(() -> new HarmonyParams(2, 0.1, 1, 0, 0))
        .hasMessageContaining("number of rounds is 0");
  }

  private static double[][] doubles(CellMatrix m) {
    return IntStream.range(0, m.rows())
        .mapToObj(r -> IntStream.range(0, m.columns()).mapToDouble(c -> m.get(r, c)).toArray())
        .toArray(double[][]::new);
  }

  /** Cells of some types, each around a centre of its own; every batch is shifted by a vector. */
  private record Planted(CellMatrix rows, int[] types, Batches batches) {

    static Planted of(int cells, int batches, double shift) {
      RandomStream random = RandomStream.of(11, "planted", batches);
      double[][] typeCentres = normals(random, TYPES, 5);
      double[][] shifts = normals(random, batches, shift);
      CellMatrix rows = CellMatrix.zeros(cells, COLUMNS);
      int[] types = new int[cells];
      List<String> batchOf = new ArrayList<>();
      for (int c = 0; c < cells; c++) {
        int batch = c < batches ? c : random.nextInt(batches);
        types[c] = random.nextInt(TYPES);
        batchOf.add("batch" + batch);
        for (int d = 0; d < COLUMNS; d++) {
          rows.set(
              c, d, (float) (typeCentres[types[c]][d] + shifts[batch][d] + random.nextGaussian()));
        }
      }
      return new Planted(rows, types, Batches.of(batchOf));
    }

    private static double[][] normals(RandomStream random, int n, double sd) {
      return IntStream.range(0, n)
          .mapToObj(
              _ ->
                  IntStream.range(0, COLUMNS)
                      .mapToDouble(_ -> sd * random.nextGaussian())
                      .toArray())
          .toArray(double[][]::new);
    }

    Planted only(int[] kept) {
      CellMatrix some = CellMatrix.zeros(kept.length, COLUMNS);
      for (int i = 0; i < kept.length; i++) {
        rows.copyRow(kept[i], some.values(i), some.offset(i));
      }
      return new Planted(
          some,
          IntStream.of(kept).map(c -> types[c]).toArray(),
          Batches.of(IntStream.of(kept).mapToObj(c -> "" + batches.of(c)).toList()));
    }

    /** The share of the ten nearest cells by cosine that are of another batch. */
    double ofOtherBatches(CellMatrix m) {
      return share(m, (a, b) -> batches.of(a) != batches.of(b));
    }

    double ofOtherTypes(CellMatrix m) {
      return share(m, (a, b) -> types[a] != types[b]);
    }

    private interface Pair {
      boolean holds(int a, int b);
    }

    private double share(CellMatrix m, Pair counted) {
      double[][] unit = doubles(Harmony.unitRows(m, WORKERS));
      long found = 0;
      for (int a = 0; a < unit.length; a++) {
        int cell = a;
        double[] farness = Arrays.stream(unit).mapToDouble(row -> -dot(unit[cell], row)).toArray();
        found +=
            IntStream.range(0, unit.length)
                .filter(b -> b != cell)
                .boxed()
                .sorted(Comparator.comparingDouble(b -> farness[b]))
                .limit(10)
                .filter(b -> counted.holds(cell, b))
                .count();
      }
      return found / (10.0 * unit.length);
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int d = 0; d < a.length; d++) {
        sum += a[d] * b[d];
      }
      return sum;
    }
  }
}
