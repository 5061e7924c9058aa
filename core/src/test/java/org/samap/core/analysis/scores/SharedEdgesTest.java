package org.samap.core.analysis.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

class SharedEdgesTest {
  private static final int K = 6;

  /** The edges of one cell in each of four species to the cells of the others. */
  private static SparseMatrix edges(float[][] weights) {
    SparseMatrix.Builder edges = SparseMatrix.builder(weights.length, weights.length);
    for (float[] row : weights) {
      IntStream.range(0, row.length).filter(c -> row[c] > 0).forEach(c -> edges.add(c, row[c]));
      edges.endRow();
    }
    return edges.build();
  }

  private static SparseMatrix comparable(SparseMatrix edges, int sharedBy) {
    return SharedEdges.comparable(edges, SpeciesAxis.ofSizes(1, 1, 1, 1), K, sharedBy);
  }

  private static SparseMatrix equalShares(float weight) {
    float[][] weights = new float[4][4];
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        weights[a][b] = a == b ? 0 : weight;
      }
    }
    return edges(weights);
  }

  @Test
  void edgesOfPairsOfSpeciesStay() {
    SparseMatrix edges = equalShares(1.5f);
    assertThat(comparable(edges, 1)).isEqualTo(edges);
  }

  @Test
  void sharesOfAllEdgesCountAsAllEdges() {
    SparseMatrix scaled = comparable(equalShares(2), 3);
    assertThat(scaled.values()).hasSize(12).containsOnly((float) K);
    CellLabels labels =
        CellLabels.of(
            List.of("a", "b", "c", "d"),
            List.of(List.of("x"), List.of("x"), List.of("x"), List.of("x")));
    assertThat(MappingScores.of(scaled, labels, K, 0).scores()[0][3]).isEqualTo(1, within(1e-6));
  }

  @Test
  void edgesOfACellThatUsesFewHardlyGrow() {
    SparseMatrix edges = equalShares(0.02f);
    double r = 0.06 / K;
    assertThat((double) comparable(edges, 3).get(0, 1)).isCloseTo(0.02 * (1 + 2 * r), within(1e-6));
  }

  @Test
  void distantSpeciesGetAsMuchAsNearOnes() {
    float[][] weights = new float[4][4];
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        weights[a][b] = a == b ? 0 : a / 2 == b / 2 ? 2 : 0.5f;
      }
    }
    SparseMatrix scaled = comparable(edges(weights), 3);
    assertThat(scaled.get(0, 1)).isCloseTo(scaled.get(0, 2), within(1e-5f));
    assertThat(scaled.get(0, 1)).isBetween(1f, (float) K);
  }

  @Test
  void noSumExceedsK() {
    assertThat(comparable(equalShares(3), 3).values()).hasSize(12).containsOnly((float) K);
  }

  @Test
  void speciesWithoutEdgesStayWithout() {
    assertThat(comparable(edges(new float[4][4]), 3).entries()).isZero();
    float[][] weights = new float[4][4];
    weights[0][1] = 2;
    weights[1][0] = 2;
    assertThat(comparable(edges(weights), 3).values()).hasSize(2).doesNotContain(Float.NaN, 0);
  }
}
