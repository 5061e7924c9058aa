package org.samap.core.analysis.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.RandomStream;

class TypeSimilarityTest {
  private static final double TOLERANCE = 1e-6;

  /** Rows at some angles in degrees, each of another length; NaN stands for a row of zeros. */
  private static CellMatrix angles(double... degrees) {
    CellMatrix m = CellMatrix.zeros(degrees.length, 2);
    for (int r = 0; r < degrees.length; r++) {
      if (!Double.isNaN(degrees[r])) {
        m.set(r, 0, (float) ((r + 1) * Math.cos(Math.toRadians(degrees[r]))));
        m.set(r, 1, (float) ((r + 1) * Math.sin(Math.toRadians(degrees[r]))));
      }
    }
    return m;
  }

  private static double cos(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }

  private static final CellLabels LABELS =
      CellLabels.of(
          List.of("a", "b"),
          List.of(List.of("x", "x", "x", "y", "z"), List.of("u", "u", "u", "v", "v")));
  private static final int X = 0;
  private static final int Y = 1;
  private static final int U = 3;
  private static final int V = 4;

  private static TypeSimilarity similarity(int nearest) {
    return new TypeSimilarity(
        List.of(angles(0, 10, 40, 100, 300), angles(20, 50, 180, 90, Double.NaN)),
        LABELS,
        nearest,
        10,
        0);
  }

  @Test
  void isTheMeanCosineToTheNearestCells() {
    double first = cos(20) + cos(50);
    double second = cos(10) + cos(40);
    double third = cos(20) + cos(10);
    assertThat(similarity(2).of(X, U)).isCloseTo((first + second + third) / 6, within(TOLERANCE));
    assertThat(similarity(1).of(U, X))
        .isCloseTo((cos(10) + cos(10) + cos(140)) / 3, within(TOLERANCE));
  }

  @Test
  void aCellIsNotItsOwnNeighbour() {
    assertThat(similarity(1).of(X, X))
        .isCloseTo((cos(10) + cos(10) + cos(30)) / 3, within(TOLERANCE));
    assertThat(similarity(20).of(X, X))
        .isCloseTo((cos(10) + cos(40) + cos(30)) / 3, within(TOLERANCE));
  }

  @Test
  void aCellAloneIsLikeItself() {
    assertThat(similarity(20).of(Y, Y)).isEqualTo(1);
    assertThat(similarity(20).of(Y, V)).isCloseTo(cos(10) / 2, within(TOLERANCE));
  }

  @Test
  void aCellOfZerosIsLikeNothing() {
    assertThat(similarity(20).of(V, V)).isZero();
  }

  @Test
  void aSampleStandsForManyCells() {
    int cells = 3000;
    RandomStream random = RandomStream.of(1, "test", 0);
    List<CellMatrix> projections = new ArrayList<>();
    for (int s = 0; s < 2; s++) {
      CellMatrix m = CellMatrix.zeros(cells, 4);
      for (int i = 0; i < m.values(0).length; i++) {
        m.values(0)[i] = (float) ((i % 4 == 0 ? 1 : 0) + 0.5 * random.nextGaussian());
      }
      projections.add(m);
    }
    CellLabels labels =
        CellLabels.of(
            List.of("a", "b"),
            List.of(Collections.nCopies(cells, "x"), Collections.nCopies(cells, "x")));
    double all = new TypeSimilarity(projections, labels, cells, cells, 0).of(0, 1);
    double some = new TypeSimilarity(projections, labels, cells, 300, 0).of(0, 1);
    assertThat(some).isNotEqualTo(all).isCloseTo(all, within(0.05));
    assertThat(new TypeSimilarity(projections, labels, cells, 300, 0).of(0, 1)).isEqualTo(some);
    assertThat(new TypeSimilarity(projections, labels, cells, 300, 1).of(0, 1)).isNotEqualTo(some);
  }
}
