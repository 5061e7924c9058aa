package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.anndata.counts.CellChoice;
import org.samap.core.anndata.counts.CellDraw;
import org.samap.core.anndata.counts.CellFilter;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.counts.ExpressionReader;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** Which cells of a file are read. */
class ChosenCellsTest {
  private static final int CELLS = 2500;
  private static final int GENES = 7;

  private final Path folder = Path.of("folder");
  private final Samples.Said said = new Samples.Said();

  @Test
  void leavesOutCellsWithoutCountsAndTellsHowMany() {
    AnnData data =
        AnnData.of(
                DataFrame.of(Samples.names("c", 4))
                    .with("kind", Categorical.of("b", "a", "c", "a"))
                    .with("depth", Values.of(1, 2, 3, 4)),
                DataFrame.of(Samples.names("g", 2)))
            .withX(Samples.dense(2, 0, 0, 3, 1, 0, 0, 0, 2));
    Counts counts = load(data, CellFilter.none(), Optional.empty(), 1);
    assertThat(counts.cells()).containsExactly("c1", "c3");
    assertThat(Samples.rows(counts.counts())).containsExactly(List.of(3f, 1f), List.of(0f, 2f));
    assertThat(counts.obs().names()).containsExactly("c1", "c3");
    assertThat(counts.obs().numbers("depth")).containsExactly(2, 4);
    assertThat(counts.labels("kind")).containsExactly("a", "a");
    assertThat(((Categorical) counts.obs().column("kind")).categories().all().texts())
        .containsExactly("a");
    assertThat(said.warnings)
        .containsExactly(
            folder.resolve("in.h5ad")
                + ": X: 2 of 4 cells have no counts and are left out (the first is c0)");
  }

  @Test
  void leavesOutCellsWithFewCountsOrGenesAndTellsHowMany() {
    AnnData data = Samples.named(4, 3).withX(Samples.dense(3, 9, 0, 0, 1, 1, 1, 4, 5, 0, 2, 3, 1));
    CellFilter filter = CellFilter.none().withMinCounts(6).withMinGenes(2);
    Counts counts = load(data, filter, Optional.empty(), 1);
    assertThat(counts.cells()).containsExactly("c2", "c3");
    assertThat(said.warnings).isEmpty();
    assertThat(said.infos)
        .containsExactly(
            folder.resolve("in.h5ad")
                + ": X: 2 of 4 cells have fewer than 6 counts or 2 genes and are left out");
  }

  @Test
  void saysNothingWhereEveryCellIsKept() {
    Counts counts = load(sample(), CellFilter.none(), Optional.empty(), 1);
    assertThat(counts.cells()).hasSize(CELLS);
    assertThat(said.warnings).isEmpty();
    assertThat(said.infos).isEmpty();
  }

  @Test
  void leavesScaledValuesToTheirOwnMessage() {
    AnnData scaled = Samples.named(2, 2).withX(Samples.dense(2, -1, 0.5f, 1, 2));
    assertThatThrownBy(() -> load(scaled, CellFilter.none(), Optional.empty(), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1 values are negative; the first is -1.0, of gene g0 in cell c0");
    assertThat(said.warnings).isEmpty();
    assertThat(said.infos).isEmpty();
  }

  @Test
  void failsIfNoCellIsLeft() {
    assertThatThrownBy(
            () -> load(sample(), CellFilter.none().withMinCounts(1000), Optional.empty(), 1))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "all of 2,500 cells have fewer than 1,000 counts, or no counts; lower min_counts");
    AnnData empty = Samples.named(2, 1).withX(Samples.dense(1, 0, 0));
    assertThatThrownBy(() -> load(empty, CellFilter.none(), Optional.empty(), 1))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("none of 2 cells has counts; give a file or layer with counts");
  }

  enum Layout {
    DENSE,
    ROWS,
    COLUMNS,
    BLOCKS
  }

  @ParameterizedTest
  @EnumSource
  void drawsAtMostSomeCellsOfEachLabelInTheirOrder(Layout layout) {
    AnnData data = laidOut(sample(), layout);
    List<String> labels = labels();
    Counts all = load(data, CellFilter.none(), Optional.empty(), 1);
    CellFilter most = CellFilter.none().withSubsample(600);
    Counts drawn = load(data, most, Optional.of(new CellDraw(600, labels, 3)), 3);
    Map<String, Integer> sizes = new HashMap<>();
    List<Integer> places = new ArrayList<>();
    for (String cell : drawn.cells()) {
      places.add(Integer.parseInt(cell.substring(1)));
      sizes.merge(labels.get(places.getLast()), 1, Integer::sum);
    }
    assertThat(sizes).containsEntry("common", 600).containsEntry("rare", 250).hasSize(2);
    assertThat(places).isSorted().doesNotHaveDuplicates();
    List<List<Float>> whole = Samples.rows(all.counts());
    assertThat(Samples.rows(drawn.counts())).isEqualTo(places.stream().map(whole::get).toList());
    assertThat(said.infos)
        .containsExactly(
            folder.resolve("in.h5ad")
                + ": X: 850 of 2,500 cells are drawn, at most 600 of each label");
  }

  @Test
  void drawsTheSameCellsForASeedAndThreadsAndOthersForAnotherSeed() {
    Counts first = load(sample(), CellFilter.none(), draw(100, 1), 1);
    assertThat(first.cells()).hasSize(100);
    assertThat(load(sample(), CellFilter.none(), draw(100, 1), 3).cells()).isEqualTo(first.cells());
    assertThat(load(sample(), CellFilter.none(), draw(100, 2), 1).cells())
        .hasSize(100)
        .isNotEqualTo(first.cells());
  }

  @Test
  void drawsFromTheCellsThatHaveEnough() {
    CellFilter filter = new CellFilter(12, 0, OptionalInt.of(50));
    Counts rich = load(sample(), CellFilter.none().withMinCounts(12), Optional.empty(), 1);
    assertThat(rich.cells()).hasSizeBetween(60, CELLS - 1);
    Counts drawn = load(sample(), filter, draw(50, 0), 2);
    assertThat(drawn.cells()).hasSize(50).isSubsetOf(rich.cells());
  }

  @Test
  void drawsFromTheMatrixThatHoldsCounts() {
    AnnData data =
        Samples.named(3, 1)
            .withX(Samples.dense(1, 0.5f, 0.25f, 2))
            .with(Section.LAYERS, "counts", Samples.dense(1, 5, 6, 7));
    Optional<CellDraw> two = Optional.of(new CellDraw(2, List.of("", "", ""), 0));
    Counts counts = load(data, CellFilter.none(), two, 1);
    assertThat(counts.origin()).endsWith("layers/counts");
    assertThat(counts.cells()).hasSize(2);
    assertThat(Samples.rows(counts.counts()))
        .isEqualTo(
            counts.cells().stream()
                .map(c -> List.of(5f + Integer.parseInt(c.substring(1))))
                .toList());
  }

  private static Optional<CellDraw> draw(int most, long seed) {
    return Optional.of(new CellDraw(most, labels().stream().map(_ -> "").toList(), seed));
  }

  private static List<String> labels() {
    return IntStream.range(0, CELLS).mapToObj(c -> c % 10 == 0 ? "rare" : "common").toList();
  }

  /** Random counts; gene 0 has some in every cell. */
  private static AnnData sample() {
    float[] values = new float[CELLS * GENES];
    for (int i = 0; i < values.length; i++) {
      int drawn = RandomStream.of(1, "counts", i).nextInt(8);
      values[i] = i % GENES == 0 ? 1 + drawn : Math.max(0, drawn - 4);
    }
    return Samples.named(CELLS, GENES).withX(Samples.dense(GENES, values));
  }

  private static AnnData laidOut(AnnData data, Layout layout) {
    SparseMatrix x = sparse((DenseArray) data.x().orElseThrow());
    return switch (layout) {
      case DENSE -> data;
      case ROWS -> data.withX(SparseArray.of(x));
      case COLUMNS -> data.withX(columns(x.transpose()));
      case BLOCKS -> {
        try (Workers workers = Workers.of(1)) {
          yield data.withX(BlockMatrix.of(ExpressionReader.read(SparseArray.of(x), workers)));
        }
      }
    };
  }

  private static SparseMatrix sparse(DenseArray x) {
    float[] values = x.all().floats();
    SparseMatrix.Builder rows = SparseMatrix.builder(CELLS, GENES);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        rows.add(i % GENES, values[i]);
      }
      if (i % GENES == GENES - 1) {
        rows.endRow();
      }
    }
    return rows.build();
  }

  private static SparseArray columns(SparseMatrix transposed) {
    return new SparseArray(
        SparseArray.Layout.CSC,
        CELLS,
        GENES,
        DenseArray.vector(Values.of(transposed.values())),
        DenseArray.vector(Values.of(transposed.indices())),
        DenseArray.vector(Values.of(Arrays.stream(transposed.offsets()).asLongStream().toArray())));
  }

  private Counts load(AnnData data, CellFilter filter, Optional<CellDraw> draw, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return CountsLoader.load(
          new Samples.Held(folder.resolve("in.h5ad"), data),
          Optional.empty(),
          new CellChoice(filter, draw),
          ExpressionStore.heap(),
          workers,
          said);
    }
  }
}
