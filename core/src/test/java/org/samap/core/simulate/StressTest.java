package org.samap.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowCursor;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

class StressTest {
  private static final int CELLS = 300;
  private static final int GENES = 50;

  /** A third of the cells of a species is of the type "rare", two thirds are "common". */
  private final LinkedSpecies data = data();

  @Test
  void changesNothingThatItDoesNotName() {
    LinkedSpecies fewer = new Stress.FewerCells("aa", 10).on(data, 1);
    assertThat(fewer.of("bb")).isSameAs(data.of("bb"));
    assertThat(fewer.links()).isSameAs(data.links());
    assertThat(new Stress.FewerLinks(0.5).on(data, 1).species()).isEqualTo(data.species());
    assertThat(new Stress.FewerLinks(0).on(data, 1).links()).isEqualTo(data.links());
    assertThat(new Stress.WrongLinks(0).on(data, 1).links()).isEqualTo(data.links());
  }

  @Test
  void drawsAShareOfTheCounts() {
    LabelledCells thin = new Stress.FewerCounts("aa", 0.2).on(data, 1).of("aa");
    assertThat(sum(thin) / sum(data.of("aa"))).isCloseTo(0.2, within(0.01));
    assertThat(rows(thin)).isNotEmpty();
    for (int c = 0; c < CELLS; c++) {
      Map<Integer, Float> before = rows(data.of("aa")).get(c);
      rows(thin)
          .get(c)
          .forEach(
              (gene, count) ->
                  assertThat(count).isGreaterThan(0).isLessThanOrEqualTo(before.get(gene)));
    }
    assertThat(rows(new Stress.FewerCounts("aa", 1).on(data, 1).of("aa")))
        .isEqualTo(rows(data.of("aa")));
  }

  @Test
  void drawsCellsWithTheirCountsAndLabels() {
    LabelledCells few = new Stress.FewerCells("aa", 40).on(data, 1).of("aa");
    assertThat(few.cells()).hasSize(40).doesNotHaveDuplicates();
    for (int c = 0; c < 40; c++) {
      int before = data.of("aa").cells().indexOf(few.cells().get(c));
      assertThat(few.labels().get(c)).isEqualTo(data.of("aa").labels().get(before));
      assertThat(rows(few).get(c)).isEqualTo(rows(data.of("aa")).get(before));
    }
    assertThat(few.labels()).contains("rare", "common");
    assertThat(new Stress.FewerCells("aa", CELLS + 1).on(data, 1).of("aa").cells())
        .isEqualTo(data.of("aa").cells());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.2, 0.9})
  void makesATypeAShareOfTheCells(double share) {
    LabelledCells now = new Stress.Imbalance("aa", Set.of("rare"), share).on(data, 1).of("aa");
    double rare = now.labels().stream().filter("rare"::equals).count();
    assertThat(rare / now.labels().size()).isCloseTo(share, within(0.01));
    assertThat(Math.max(rare / 100, (now.labels().size() - rare) / 200)).isEqualTo(1);
  }

  @Test
  void removesTypes() {
    LabelledCells now = new Stress.WithoutTypes("aa", Set.of("rare")).on(data, 1).of("aa");
    assertThat(now.labels()).hasSize(200).containsOnly("common");
  }

  @Test
  void removesAShareOfTheLinks() {
    SparseMatrix all = data.links().edges();
    SparseMatrix left = new Stress.FewerLinks(0.8).on(data, 1).links().edges();
    assertThat(left.entries()).isEqualTo(all.entries() / 5);
    assertThat(left).isEqualTo(left.transpose());
    assertThat(new Stress.FewerLinks(1).on(data, 1).links().edges().entries()).isZero();
    for (int g = 0; g < left.rows(); g++) {
      for (int p = left.offset(g); p < left.offset(g + 1); p++) {
        assertThat(left.value(p)).isEqualTo(all.get(g, left.index(p)));
      }
    }
  }

  @Test
  void makesAShareOfTheLinksWrongAndKeepsDegreesAndWeights() {
    SparseMatrix all = data.links().edges();
    SparseMatrix half = new Stress.WrongLinks(0.5).on(data, 1).links().edges();
    assertThat(half).isEqualTo(half.transpose());
    assertThat(half.entries()).isEqualTo(all.entries());
    int kept = 0;
    for (int g = 0; g < all.rows(); g++) {
      assertThat(half.rowLength(g)).isEqualTo(all.rowLength(g));
      for (int p = half.offset(g); p < half.offset(g + 1); p++) {
        kept += all.get(g, half.index(p)) > 0 ? 1 : 0;
        if (g < GENES) {
          assertThat(half.value(p)).isEqualTo(g + 1); // the weight of every link of gene g
        }
      }
    }
    assertThat((double) kept / all.entries()).isCloseTo(0.5, within(0.1));
  }

  @Test
  void dependsOnTheSeedAlone() {
    List<Stress> stresses =
        List.of(
            new Stress.FewerCells("aa", 90),
            new Stress.FewerCounts("aa", 0.5),
            new Stress.FewerLinks(0.5),
            new Stress.WrongLinks(0.5));
    LinkedSpecies once = Stress.all(stresses, data, 7);
    LinkedSpecies again = Stress.all(stresses, data, 7);
    LinkedSpecies other = Stress.all(stresses, data, 8);
    assertThat(again.of("aa").cells()).isEqualTo(once.of("aa").cells());
    assertThat(rows(again.of("aa"))).isEqualTo(rows(once.of("aa")));
    assertThat(again.links()).isEqualTo(once.links());
    assertThat(other.of("aa").cells()).isNotEqualTo(once.of("aa").cells());
    assertThat(other.links()).isNotEqualTo(once.links());
  }

  @Test
  void refusesWhatTheDataDoNotHave() {
    assertThatThrownBy(() -> new Stress.FewerCells("cc", 1).on(data, 0))
        .isInstanceOf(InputException.class)
        .hasMessage("there is no species 'cc'; choose from aa, bb");
    assertThatThrownBy(() -> new Stress.WithoutTypes("aa", Set.of("none")).on(data, 0))
        .isInstanceOf(InputException.class)
        .hasMessage("aa has no cells of the type 'none'; choose from common, rare");
    assertThatThrownBy(() -> new Stress.Imbalance("aa", Set.of("none"), 0.5).on(data, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no cells of the type 'none'");
    LinkedSpecies logged =
        data.with("aa", cells -> cells.withCounts(counts(CELLS, (_, _) -> 0.5f)));
    assertThatThrownBy(() -> new Stress.FewerCounts("aa", 0.5).on(logged, 0))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "aa: the count of gene0 in the cell aa-cell0 is 0.5; only whole counts can be drawn"
                + " from");
  }

  @Test
  void refusesSharesThatAreNone() {
    assertThatThrownBy(() -> new Stress.FewerCounts("aa", 0)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Stress.FewerCounts("aa", 1.1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Stress.FewerLinks(-0.1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Stress.WrongLinks(Double.NaN)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Stress.Imbalance("aa", Set.of("rare"), 1))
        .isInstanceOf(InputException.class)
        .hasMessage("the share of cells of rare is 1.0; give a number above 0 and below 1");
    assertThatThrownBy(() -> new Stress.FewerCells("aa", 0)).isInstanceOf(InputException.class);
  }

  private static LinkedSpecies data() {
    List<LabelledCells> species = new ArrayList<>();
    for (String id : List.of("aa", "bb")) {
      species.add(
          new LabelledCells(
              id,
              IntStream.range(0, CELLS).mapToObj(c -> id + "-cell" + c).toList(),
              IntStream.range(0, GENES).mapToObj(g -> "gene" + g).toList(),
              IntStream.range(0, CELLS).mapToObj(c -> c % 3 == 0 ? "rare" : "common").toList(),
              counts(CELLS, (c, g) -> (c + 7 * g) % 90)));
    }
    return new LinkedSpecies(species, links(species));
  }

  /** Every gene of the first species has two links, whose weight tells the gene. */
  private static HomologyGraph links(List<LabelledCells> species) {
    GeneAxis genes =
        GeneAxis.of(List.of("aa", "bb"), species.stream().map(LabelledCells::genes).toList());
    SparseMatrix.Builder upper = SparseMatrix.builder(2 * GENES, 2 * GENES);
    SparseMatrix.Builder lower = SparseMatrix.builder(2 * GENES, 2 * GENES);
    for (int g = 0; g < GENES; g++) {
      upper.add(GENES + g, g + 1);
      upper.endRow();
      lower.endRow();
    }
    for (int g = 0; g < GENES; g++) {
      lower.add(g, g + 1);
      lower.endRow();
    }
    return new HomologyGraph(genes, sum(upper.build(), lower.build()));
  }

  private static SparseMatrix sum(SparseMatrix a, SparseMatrix b) {
    SparseMatrix.Builder both = SparseMatrix.builder(a.rows(), a.columns());
    for (int r = 0; r < a.rows(); r++) {
      for (SparseMatrix m : List.of(a, b)) {
        for (int p = m.offset(r); p < m.offset(r + 1); p++) {
          both.add(m.index(p), m.value(p));
        }
      }
      both.endRow();
    }
    return both.build();
  }

  /** A count of a gene in a cell. */
  private interface Count {
    float of(int cell, int gene);
  }

  private static HeapExpression counts(int cells, Count count) {
    HeapExpression.Builder rows = HeapExpression.builder(GENES);
    for (int c = 0; c < cells; c++) {
      for (int g = 0; g < GENES; g++) {
        if (count.of(c, g) > 0) {
          rows.add(g, count.of(c, g));
        }
      }
      rows.endCell();
    }
    return rows.build();
  }

  private static List<Map<Integer, Float>> rows(LabelledCells cells) {
    List<Map<Integer, Float>> rows = new ArrayList<>();
    RowCursor row = cells.counts().cursor();
    for (int c = 0; c < cells.cells().size(); c++) {
      Map<Integer, Float> values = new HashMap<>();
      row.read(c);
      for (int p = row.from(); p < row.to(); p++) {
        values.put(row.genes()[p], row.values()[p]);
      }
      rows.add(values);
    }
    return rows;
  }

  private static double sum(LabelledCells cells) {
    return rows(cells).stream()
        .flatMap(row -> row.values().stream())
        .mapToDouble(Float::doubleValue)
        .sum();
  }
}
