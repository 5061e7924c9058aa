package org.samap.core.mapping;

import java.util.Arrays;
import java.util.List;
import org.samap.core.mapping.MutualGraph.Row;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.simd.Kernels;

/**
 * What is left of a row of the mutual graph: rescaled by the correlation of the projected cells
 * (SPEC 5.6), then the K best (SPEC 5.7).
 *
 * <p>With r the correlation of the projections of cells i and j, at least 0.001, and F =
 * tanhScale(r / row maximum; 10, 0.7), D' = sqrt(F D), scaled so that the row's maximum stays what
 * it was.
 */
final class EdgeCut implements MutualGraph.RowCut {
  private final SpeciesAxis cells;
  private final List<FloatMatrix> rows;
  private final MappingParams params;
  private final Kernels kernels = Kernels.best();

  /** Mean and norm about the mean of every projected cell. */
  private final double[] means;

  private final double[] norms;

  EdgeCut(SpeciesAxis cells, List<FloatMatrix> rows, MappingParams params) {
    this.cells = cells;
    this.rows = rows;
    this.params = params;
    this.means = new double[cells.total()];
    this.norms = new double[cells.total()];
    for (int i = 0; i < cells.total(); i++) {
      FloatMatrix m = rows.get(cells.speciesOf(i));
      int from = m.offset(i - cells.start(cells.speciesOf(i)));
      double sum = 0;
      double squares = 0;
      for (int c = from; c < from + m.columns(); c++) {
        sum += m.values()[c];
        squares += (double) m.values()[c] * m.values()[c];
      }
      means[i] = sum / m.columns();
      norms[i] = Math.sqrt(Math.max(0, squares - sum * means[i]));
    }
  }

  /** The number that the sum of a row's edges is compared with: how many it may keep. */
  static int denominator(int species, MappingParams params) {
    return params.pairwise() ? params.crossK() * (species - 1) : params.crossK();
  }

  @Override
  public Row cut(int row, Row mutual) {
    return best(params.rescale() ? rescaled(row, mutual) : mutual);
  }

  private Row rescaled(int i, Row mutual) {
    int n = mutual.size();
    double[] r = new double[n];
    double largest = 0;
    double maxBefore = 0;
    for (int e = 0; e < n; e++) {
      r[e] = Math.max(0.001, correlation(i, mutual.columns()[e]));
      largest = Math.max(largest, r[e]);
      maxBefore = Math.max(maxBefore, mutual.values()[e]);
    }
    double maxAfter = 0;
    for (int e = 0; e < n; e++) {
      double f = Scaling.tanhScale(r[e] / largest, 10, 0.7);
      r[e] = Math.sqrt(f * mutual.values()[e]);
      maxAfter = Math.max(maxAfter, r[e]);
    }
    for (int e = 0; e < n; e++) {
      r[e] *= maxBefore / maxAfter;
    }
    return new Row(mutual.columns(), r);
  }

  private double correlation(int i, int j) {
    int si = cells.speciesOf(i);
    int sj = cells.speciesOf(j);
    FloatMatrix a = rows.get(si);
    FloatMatrix b = rows.get(sj);
    if (norms[i] == 0 || norms[j] == 0) {
      return 0;
    }
    double dot =
        kernels.dot(
            a.values(),
            a.offset(i - cells.start(si)),
            b.values(),
            b.offset(j - cells.start(sj)),
            a.columns());
    return (dot - a.columns() * means[i] * means[j]) / (norms[i] * norms[j]);
  }

  /** The K largest towards each other species, or of the whole row; ties by the lower column. */
  private Row best(Row row) {
    boolean[] keep = new boolean[row.size()];
    int kept = 0;
    int from = 0;
    while (from < row.size()) {
      int to = row.size();
      if (params.pairwise()) {
        int end = cells.end(cells.speciesOf(row.columns()[from]));
        to = from;
        while (to < row.size() && row.columns()[to] < end) {
          to++;
        }
      }
      kept += markBest(row.values(), from, to, keep);
      from = to;
    }
    int[] columns = new int[kept];
    double[] values = new double[kept];
    int n = 0;
    for (int e = 0; e < keep.length; e++) {
      if (keep[e]) {
        columns[n] = row.columns()[e];
        values[n++] = row.values()[e];
      }
    }
    return new Row(columns, values);
  }

  private int markBest(double[] values, int from, int to, boolean[] keep) {
    int k = params.crossK();
    if (to - from <= k) {
      Arrays.fill(keep, from, to, true);
      return to - from;
    }
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    double cut = sorted[sorted.length - k];
    int left = k;
    for (int e = from; e < to; e++) {
      if (values[e] > cut) {
        keep[e] = true;
        left--;
      }
    }
    for (int e = from; e < to && left > 0; e++) {
      if (values[e] == cut) {
        keep[e] = true;
        left--;
      }
    }
    return k;
  }
}
