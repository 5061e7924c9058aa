package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.engine.ColumnRanges;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/** Subtracts the means of columns. */
public final class Centring {
  /** The rows of a task. */
  private static final int ROWS = 256;

  private Centring() {}

  /**
   * Subtracts the mean of each of some columns from its values.
   *
   * @param sums the sum of each column
   */
  public static void subtractMeans(
      CellMatrix rows, ColumnRanges columns, double[] sums, Workers workers) {
    double[] means = Arrays.stream(sums).map(v -> v / Math.max(1, rows.rows())).toArray();
    workers.forRanges(
        rows.rows(),
        ROWS,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            float[] row = rows.values(r);
            int at = rows.offset(r);
            subtract(means, 0, row, at + columns.from(), columns.first());
            subtract(means, columns.first(), row, at + columns.from2(), columns.second());
          }
        });
  }

  private static void subtract(double[] means, int start, float[] values, int at, int count) {
    for (int c = 0; c < count; c++) {
      values[at + c] = (float) (values[at + c] - means[start + c]);
    }
  }
}
