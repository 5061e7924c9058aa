package org.samap.core.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

class JointWeightsTest {
  private static final int[] CELLS = {300, 270, 40};
  private static final int[] GENES = {90, 60, 50};

  private static double[][] dense(int cells, int genes, RandomStream random) {
    double[][] x = new double[cells][genes];
    for (double[] row : x) {
      for (int g = 0; g < genes; g++) {
        row[g] = random.nextInt(4) == 0 ? (float) (random.nextDouble() * 5 * (1 + g % 7)) : 0;
      }
    }
    return x;
  }

  private static Expression expression(double[][] x) {
    HeapExpression.Builder b = HeapExpression.builder(x[0].length);
    for (double[] row : x) {
      for (int g = 0; g < row.length; g++) {
        if (row[g] != 0) {
          b.add(g, (float) row[g]);
        }
      }
      b.endCell();
    }
    return b.build();
  }

  private static SparseMatrix graph(int n, RandomStream random) {
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int c = 0; c < n; c++) {
      int self = c;
      if (c % 17 != 0) { // some cells have no edges
        random
            .ints(50, 0, n)
            .filter(to -> to != self)
            .distinct()
            .limit(12)
            .forEach(to -> b.add(to, random.nextFloat() + 0.01f));
      }
      b.endRow();
    }
    return b.build();
  }

  /** The whole matrix of averages over all cells and all genes, in plain loops. */
  private static double[] plain(SparseMatrix graph, List<double[][]> species) {
    int n = graph.rows();
    int genes = species.stream().mapToInt(x -> x[0].length).sum();
    double[][] a = new double[n][genes];
    for (int c = 0; c < n; c++) {
      double sum = graph.rowSum(c);
      int firstCell = 0;
      int firstGene = 0;
      for (double[][] x : species) {
        for (int to = 0; to < x.length; to++) {
          double share = sum == 0 ? 0 : graph.get(c, firstCell + to) / sum;
          for (int g = 0; g < x[0].length; g++) {
            a[c][firstGene + g] += share * x[to][g];
          }
        }
        firstCell += x.length;
        firstGene += x[0].length;
      }
    }
    double[] byMean = new double[genes];
    double[] byRms = new double[genes];
    for (int g = 0; g < genes; g++) {
      int gene = g;
      double mean = Arrays.stream(a).mapToDouble(row -> row[gene]).average().orElseThrow();
      double square =
          Arrays.stream(a).mapToDouble(row -> row[gene] * row[gene]).average().orElseThrow();
      double variance = square - mean * mean;
      byMean[g] = mean == 0 ? 0 : variance / mean;
      byRms[g] = square == 0 ? 0 : variance / Math.sqrt(square);
    }
    double[] w = new double[genes];
    for (double[] d : List.of(byMean, byRms)) {
      double[] sorted = d.clone();
      Arrays.sort(sorted);
      double limit = Arrays.stream(sorted, genes - 50, genes).average().orElseThrow();
      for (int g = 0; g < genes; g++) {
        w[g] = Math.max(w[g], Math.sqrt(Math.min(1, d[g] / limit)));
      }
    }
    return w;
  }

  @Test
  void areThoseOfTheWholeMatrixOfAverages() {
    RandomStream random = RandomStream.of(1, "test", 0);
    List<double[][]> dense = new ArrayList<>();
    for (int s = 0; s < CELLS.length; s++) {
      dense.add(dense(CELLS[s], GENES[s], random));
    }
    List<Expression> species = dense.stream().map(JointWeightsTest::expression).toList();
    SparseMatrix graph = graph(Arrays.stream(CELLS).sum(), random);
    double[] expected = plain(graph, dense);
    List<double[]> first = List.of();
    for (int threads : new int[] {1, 2, 5}) {
      try (Workers workers = Workers.of(threads)) {
        List<double[]> weights = JointWeights.of(graph, species, CpuEngine.on(workers));
        int g = 0;
        for (int s = 0; s < GENES.length; s++) {
          assertThat(weights.get(s)).hasSize(GENES[s]);
          for (double w : weights.get(s)) {
            assertThat(w).isCloseTo(expected[g++], within(1e-9));
          }
          if (threads > 1) {
            assertThat(weights.get(s)).isEqualTo(first.get(s));
          }
        }
        first = weights;
      }
    }
  }

  @Test
  void areZeroWithoutEdges() {
    RandomStream random = RandomStream.of(2, "test", 0);
    List<Expression> species =
        List.of(expression(dense(5, 60, random)), expression(dense(4, 3, random)));
    try (Workers workers = Workers.of(1)) {
      assertThat(JointWeights.of(SparseMatrix.empty(9, 9), species, CpuEngine.on(workers)))
          .hasSize(2)
          .allSatisfy(w -> assertThat(w).containsOnly(0));
    }
  }
}
