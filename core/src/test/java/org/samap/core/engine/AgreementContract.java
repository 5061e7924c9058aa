package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.samap.core.engine.MadeData.counts;
import static org.samap.core.engine.MadeData.pearson;
import static org.samap.core.engine.MadeData.randomGraph;
import static org.samap.core.engine.MadeData.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.RandomStream;

/** How an engine compares linked genes. */
interface AgreementContract extends TestedEngine {
  @ParameterizedTest
  @EnumSource(EdgeMode.class)
  default void comparesLinkedGenesOnTheStitchedGraph(EdgeMode mode) {
    MadeCells cells = new MadeCells(60, 45, 20);
    int n = cells.speciesOf.length;
    SparseMatrix stitched = randomGraph(RandomStream.of(12, "test", 0), n, 5);
    int[] genes = {6, 5, 4};
    List<GeneView> views = new ArrayList<>();
    double[][] smoothed = new double[15][n];
    for (int s = 0, first = 0; s < 3; first += genes[s++]) {
      int start = cells.starts[s];
      int size = cells.starts[s + 1] - start;
      double[][] x = counts(size, genes[s], 20 + s);
      int from = first;
      views.add(
          new GeneView(
              sparse(x, genes[s]), IntStream.range(0, genes[s]).map(g -> from + g).toArray()));
      for (int c = 0; c < n; c++) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
          sum += stitched.get(c, start + k);
        }
        for (int g = 0; g < genes[s]; g++) {
          for (int k = 0; k < size; k++) {
            smoothed[first + g][c] +=
                // weights are stored in float32, which decides what ranks as equal
                (float) (stitched.get(c, start + k) / (sum < 1e-3 ? 1 : sum)) * x[k][g];
          }
        }
      }
    }
    SparseMatrix links = linksBetween(genes);
    double[] weights = new double[15];
    Arrays.fill(weights, 1);
    weights[3] = 0;
    GeneEdges edges = GeneEdges.of(SpeciesAxis.ofSizes(genes), links, weights);
    assertThat(edges.size()).isGreaterThan(10);
    double[] found =
        engine()
            .join(cells.species(new Neighborhood.WholeCluster()), 0.1)
            .agreement(views, edges, stitched, mode);
    for (GeneEdges.Pair pair : edges.pairs()) {
      int[] over =
          IntStream.range(0, n)
              .filter(c -> cells.speciesOf[c] == pair.a() || cells.speciesOf[c] == pair.b())
              .toArray();
      for (int e = pair.from(); e < pair.to(); e++) {
        double[] x = pick(smoothed[edges.first()[e]], over);
        double[] y = pick(smoothed[edges.second()[e]], over);
        double expected = mode == EdgeMode.PEARSON ? pearson(x, y) : xi(x, y);
        assertThat(found[e]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  private static double xi(double[] values, double[] others) {
    double[] x = Arrays.stream(values).map(v -> Math.rint(v * 1e9) / 1e9).toArray();
    double[] y = Arrays.stream(others).map(v -> Math.rint(v * 1e9) / 1e9).toArray();
    int n = x.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(i -> i)
            .toArray();
    double jumps = 0;
    double spread = 0;
    double before = 0;
    for (int i = 0; i < n; i++) {
      double at = y[order[i]];
      double notAbove = Arrays.stream(y).filter(v -> v <= at).count();
      double notBelow = Arrays.stream(y).filter(v -> v >= at).count();
      jumps += i == 0 ? 0 : Math.abs(notAbove - before);
      spread += notBelow * (n - notBelow);
      before = notAbove;
    }
    return spread == 0 ? 0 : 1 - n * jumps / (2 * spread);
  }

  /** About half of the pairs of genes of different species, both ways. */
  private static SparseMatrix linksBetween(int[] genes) {
    int n = Arrays.stream(genes).sum();
    int[] speciesOf =
        IntStream.range(0, genes.length)
            .flatMap(s -> IntStream.generate(() -> s).limit(genes[s]))
            .toArray();
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int g = 0; g < n; g++) {
      for (int h = 0; h < n; h++) {
        if (speciesOf[g] != speciesOf[h] && g * h % 4 < 2) {
          b.add(h, 1);
        }
      }
      b.endRow();
    }
    return b.build();
  }

  private static double[] pick(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(p -> values[p]).toArray();
  }
}
