package org.samap.core.peaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.formats.GeneNames;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowBlock;
import org.samap.core.genome.GeneModel;
import org.samap.core.genome.GeneModels;
import org.samap.core.genome.Place;
import org.samap.core.genome.Span;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

class CoAccessibilityTest {
  private static final int CELLS = 700; // several tasks
  private static final int PEAKS = 30;
  private static final CoAccessibility RULE = new CoAccessibility(2_000, 40_000, 0.05);

  /** A peak every 5,000 bases. */
  private static final Peaks PLACES =
      Peaks.of(
          "atac",
          DataFrame.of(
              IntStream.range(0, PEAKS)
                  .mapToObj(p -> "1:%d-%d".formatted(5_000 * p, 5_000 * p + 400))
                  .toList()),
          Progress.silent());

  /** Their starts are in the peaks 4, 12 and 20; the promoter of the second reaches no other. */
  private static final GeneModels GENES =
      new GeneModels(
          Path.of("genes.gtf"),
          List.of(
              gene("a", new Span(20_100, 29_000), true),
              gene("b", new Span(50_000, 60_200), false),
              gene("c", new Span(101_000, 109_000), true),
              gene("far from peaks", new Span(900_000, 909_000), true)),
          0);

  private static GeneModel gene(String id, Span span, boolean forward) {
    return new GeneModel(id, "", "", new Place("chr1", span, forward), List.of());
  }

  /** Peaks of one kind are open in the same cells. */
  private static double[][] counts() {
    double[][] counts = new double[CELLS][PEAKS];
    for (int c = 0; c < CELLS; c++) {
      RandomStream random = RandomStream.of(2, "cell", c);
      for (int p = 0; p < PEAKS; p++) {
        counts[c][p] = random.nextInt(p % 3 == c % 3 ? 4 : 2);
      }
    }
    return counts;
  }

  private static Expression expression(double[][] counts) {
    RowBlock.Builder block = RowBlock.builder(0, counts.length);
    for (double[] row : counts) {
      for (int p = 0; p < row.length; p++) {
        block.add(p, (float) row[p]);
      }
      block.endRow();
    }
    return HeapExpression.of(counts.length, PEAKS, new RowBlock[] {block.build()});
  }

  private static FeatureLinks link(double[][] counts, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return RULE.link(
          PLACES, expression(counts), GENES, GeneNames.IDS, workers, Progress.silent());
    }
  }

  private static double correlation(double[][] counts, int p, int q) {
    double[][] x = new double[2][counts.length];
    for (int c = 0; c < counts.length; c++) {
      double total = Math.max(1, Arrays.stream(counts[c]).sum());
      x[0][c] = Math.log1p(1e4 * counts[c][p] / total);
      x[1][c] = Math.log1p(1e4 * counts[c][q] / total);
    }
    double mean0 = Arrays.stream(x[0]).average().orElseThrow();
    double mean1 = Arrays.stream(x[1]).average().orElseThrow();
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int c = 0; c < counts.length; c++) {
      xx += (x[0][c] - mean0) * (x[0][c] - mean0);
      yy += (x[1][c] - mean1) * (x[1][c] - mean1);
      xy += (x[0][c] - mean0) * (x[1][c] - mean1);
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** Every peak with every promoter, by the definition. */
  @Test
  void linksPeaksThatOpenWithThePromoter() {
    double[][] counts = counts();
    FeatureLinks links = link(counts, 2);
    int[] promoters = {4, 12, 20};
    int found = 0;
    for (int g = 0; g < promoters.length; g++) {
      for (int p = 0; p < PEAKS; p++) {
        boolean near = Math.abs(p - promoters[g]) <= 8;
        double r = p == promoters[g] ? 1 : near ? correlation(counts, p, promoters[g]) : 0;
        double expected = r < 0.05 ? 0 : r;
        assertThat((double) links.weights().get(p, g)).isCloseTo(expected, within(1e-6));
        found += expected > 0 && expected < 1 ? 1 : 0;
      }
    }
    assertThat(found).isGreaterThan(5);
    assertThat(links.weights().entries()).isEqualTo(found + 3);
    assertThat(link(counts, 1).weights()).isEqualTo(links.weights());
  }

  @Test
  void aPeakThatIsAlwaysShutHasNoLink() {
    double[][] counts = counts();
    Arrays.stream(counts).forEach(row -> row[7] = 0); // of the kind of peak 4
    FeatureLinks links = link(counts, 1);
    assertThat(links.weights().rowLength(7)).isZero();
    assertThat(links.weights().rowLength(1)).isPositive();
  }

  @Test
  void addsUpTheCountsOfGroups() {
    double[][] counts = counts();
    List<String> labels = IntStream.range(0, CELLS).mapToObj(c -> "g" + c % 3).toList();
    double[][] sums = new double[3][PEAKS];
    for (int c = 0; c < CELLS; c++) {
      for (int p = 0; p < PEAKS; p++) {
        sums[c % 3][p] += counts[c][p];
      }
    }
    Expression groups =
        CellGroups.of("type", labels).sums(expression(counts), ExpressionStore.heap());
    assertThat(groups.cells()).isEqualTo(3);
    assertThat(groups.block(0)).usingRecursiveComparison().isEqualTo(expression(sums).block(0));
  }

  @Test
  void refusesGroupsOfFewCells() {
    List<String> names = IntStream.range(0, CELLS).mapToObj(c -> "cell" + c).toList();
    assertThatThrownBy(() -> CellGroups.of("barcode", names))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "groups is the column 'barcode', which has 700 different values for 700 cells, such as"
                + " 'cell0'; give clusters or cell types");
  }

  @Test
  void needsCellsAndPromoters() {
    double[][] few = Arrays.copyOf(counts(), 4);
    assertThatThrownBy(() -> link(few, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("but there are 4; give at least 5");
    List<GeneModel> far = new ArrayList<>(GENES.genes().subList(3, 4));
    GeneModels genes = new GeneModels(Path.of("genes.gtf"), far, 0);
    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(
              () ->
                  RULE.link(
                      PLACES,
                      expression(counts()),
                      genes,
                      GeneNames.IDS,
                      workers,
                      Progress.silent()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("no peak lies at the promoter of a gene of genes.gtf");
    }
    assertThatThrownBy(() -> new CoAccessibility(0, 1, 2))
        .hasMessageContaining("min_correlation is 2.0; give a number from 0 to 1");
  }
}
