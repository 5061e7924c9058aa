package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.RandomStream;

/** Seeded matrices to search in. */
final class Samples {
  private Samples() {}

  /** Standard normal values. */
  static CellMatrix gaussian(int rows, int columns, long seed) {
    CellMatrix m = CellMatrix.zeros(rows, columns);
    for (int r = 0; r < rows; r++) {
      RandomStream random = RandomStream.of(seed, "sample-row", r);
      for (int c = 0; c < columns; c++) {
        m.set(r, c, (float) random.nextGaussian());
      }
    }
    return m;
  }

  /**
   * Like principal components of cells: the variance of a column falls, and rows lie around the
   * centres of clusters, in cluster order.
   */
  static CellMatrix clustered(int rows, int columns, int clusters, long seed) {
    CellMatrix centres = gaussian(clusters, columns, seed + 1);
    CellMatrix m = gaussian(rows, columns, seed);
    for (int r = 0; r < rows; r++) {
      int cluster = (int) ((long) r * clusters / rows);
      for (int c = 0; c < columns; c++) {
        double value = 1.5 * centres.get(cluster, c) + m.get(r, c);
        m.set(r, c, (float) (value / Math.sqrt(1 + 0.2 * c)));
      }
    }
    return m;
  }

  /** Small whole numbers: many equal distances, equal rows and rows of zeros. */
  static CellMatrix wholeNumbers(int rows, int columns, int bound, long seed) {
    CellMatrix m = CellMatrix.zeros(rows, columns);
    for (int r = 0; r < rows; r++) {
      RandomStream random = RandomStream.of(seed, "sample-row", r);
      for (int c = 0; c < columns; c++) {
        m.set(r, c, random.nextInt(bound));
      }
    }
    return m;
  }

  static CellMatrix constant(int rows, int columns, float value) {
    CellMatrix m = CellMatrix.zeros(rows, columns);
    Arrays.fill(m.values(0), value);
    return m;
  }
}
