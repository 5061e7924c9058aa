package org.samap.core.mapping;

import java.util.Arrays;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.FloatMatrix;

/**
 * A cell's expression times a matrix of genes x components: the sum of the genes' rows, weighted,
 * in float64, one chain of fused multiply-adds per component. Four rows are added at a time, so
 * that the sums are read and written a quarter as often. Not thread-safe.
 */
final class WeightedRows {
  private final float[] rows;
  private final int width;
  private final double[] sum;
  private double[] weights = new double[1024];
  private int[] offsets = new int[1024];

  WeightedRows(FloatMatrix rows) {
    this.rows = rows.values();
    this.width = rows.columns();
    this.sum = new double[width];
  }

  /**
   * @param index the gene's number among all linked genes, of each gene of the data, or -1
   * @param first the number of the gene whose row is the first
   * @param scale what a value of each linked gene is multiplied by
   * @return a sum per component, valid until the next call
   */
  double[] sum(RowCursor cell, int[] index, int first, double[] scale) {
    int from = cell.from();
    int to = cell.to();
    if (to - from > weights.length) {
      weights = new double[to - from];
      offsets = new int[to - from];
    }
    int count = 0;
    for (int p = from; p < to; p++) {
      int g = index[cell.genes()[p]];
      if (g >= 0 && scale[g] != 0) {
        weights[count] = cell.values()[p] * scale[g];
        offsets[count++] = (g - first) * width;
      }
    }
    Arrays.fill(sum, 0);
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      addFour(i);
    }
    for (; i < count; i++) {
      addOne(i);
    }
    return sum;
  }

  private void addFour(int i) {
    double[] y = sum;
    float[] x = rows;
    double w0 = weights[i];
    double w1 = weights[i + 1];
    double w2 = weights[i + 2];
    double w3 = weights[i + 3];
    int o0 = offsets[i];
    int o1 = offsets[i + 1];
    int o2 = offsets[i + 2];
    int o3 = offsets[i + 3];
    for (int c = 0; c < y.length; c++) {
      double two = Math.fma(w1, x[o1 + c], Math.fma(w0, x[o0 + c], y[c]));
      y[c] = Math.fma(w3, x[o3 + c], Math.fma(w2, x[o2 + c], two));
    }
  }

  private void addOne(int i) {
    double[] y = sum;
    float[] x = rows;
    double w = weights[i];
    int o = offsets[i];
    for (int c = 0; c < y.length; c++) {
      y[c] = Math.fma(w, x[o + c], y[c]);
    }
  }
}
