package org.samap.cuda.search;

import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.RandomStream;

/** Seeded rows to search in. */
final class RowSamples {
  private RowSamples() {}

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
   * Round clouds of points in cluster order.
   *
   * @param spread of a cloud, where centres are about 1.4 sqrt(columns) apart
   */
  static CellMatrix clouds(int rows, int columns, int clouds, double spread, long seed) {
    CellMatrix centres = gaussian(clouds, columns, 99);
    CellMatrix m = gaussian(rows, columns, seed);
    for (int r = 0; r < rows; r++) {
      int cloud = (int) ((long) r * clouds / rows);
      for (int c = 0; c < columns; c++) {
        m.set(r, c, (float) (centres.get(cloud, c) + spread * m.get(r, c)));
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
}
