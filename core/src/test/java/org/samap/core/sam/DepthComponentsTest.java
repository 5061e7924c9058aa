package org.samap.core.sam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;

class DepthComponentsTest {
  private static final double[] DEPTHS = {1, 2, 3, 4};

  /** Cells x components: falling depth, something else, constant, rising depth with noise. */
  private static final float[] SCORES = {
    -1, 1, 5, 10, //
    -2, -1, 5, 22, //
    -3, -1, 5, 28, //
    -4, 1, 5, 41, //
  };

  private static Svd svd(float[] scores, int components) {
    FloatMatrix right = FloatMatrix.zeros(2, components);
    double[] values = new double[components];
    for (int c = 0; c < components; c++) {
      right.values()[c] = c;
      right.values()[components + c] = 10 + c;
      values[c] = 9 - c;
    }
    return new Svd(CellMatrix.of(4, components, scores), values, right);
  }

  @Test
  void areLeftOutWhateverTheirSign() {
    Svd left = DepthComponents.without(svd(SCORES, 4), DEPTHS);
    assertThat(left.scores())
        .isEqualTo(CellMatrix.of(4, 2, new float[] {1, 5, -1, 5, -1, 5, 1, 5}));
    assertThat(left.singularValues()).containsExactly(8, 7);
    assertThat(left.right().values()).containsExactly(1, 2, 11, 12);
  }

  @Test
  void areKeptIfThereAreNoOthers() {
    Svd all = svd(new float[] {1, 2, 3, 4}, 1);
    assertThat(DepthComponents.without(all, DEPTHS)).isSameAs(all);
  }

  @Test
  void areNoneOfCellsOfOneDepth() {
    Svd all = svd(SCORES, 4);
    assertThat(DepthComponents.without(all, new double[] {3, 3, 3, 3})).isSameAs(all);
  }
}
