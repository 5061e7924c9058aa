package org.samap.core.engine.cpu.svd;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.Arrays;
import org.samap.core.linalg.PanelMatrix;
import org.samap.core.linalg.Panels;
import org.samap.core.linalg.SparseRows;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * C = M^T M as a dense matrix, for M = R - a b^T: C = R^T R - b u^T - u b^T + (a.a) b b^T with u =
 * R^T a.
 *
 * <p>R^T R is the sum of the rows' outer products, each of which costs half the square of the row's
 * length. Rows are read into memory once, a wave of blocks at a time. Every task owns some rows of
 * the sum, as many as its cache holds, and goes through the wave for them. So threads share one sum
 * and nothing is merged. Each element is one float64 sum in row order (products of two float32 are
 * exact), so it is the same for any number of threads and any processor. Memory: 12 bytes *
 * columns^2 while it is made, 8 afterwards, and 8 bytes per entry of a wave of {@value
 * #WAVE_ENTRIES}.
 */
final class GramMatrix {
  /** The entries of a wave, which fit the last-level cache. */
  private static final int WAVE_ENTRIES = 1 << 21;

  /** The elements of the sum that a task owns: half a megabyte. */
  private static final int TASK_ELEMENTS = 1 << 16;

  private static final double ROUNDING = 1e-13;

  private final SparseRows rows;
  private final int n;

  /** Row i of the sum, from the diagonal on. */
  private final double[][] upper;

  private GramMatrix(SparseRows rows) {
    this.rows = rows;
    this.n = rows.columns();
    this.upper = new double[n][];
    Arrays.setAll(upper, i -> new double[n - i]);
  }

  /** C = M^T M. */
  static PanelMatrix of(SparseOperator m, Workers workers) {
    GramMatrix sum = new GramMatrix(m.sparse());
    sum.addRows(workers);
    sum.center(m.a(), m.b(), workers);
    return sum.toPanels(workers);
  }

  private void addRows(Workers workers) {
    long entriesOfBlock = Math.max(1, rows.entries() / Math.max(1, rows.blocks()));
    int wave = Math.clamp(WAVE_ENTRIES / entriesOfBlock, 1, Integer.MAX_VALUE);
    int taskRows = Math.max(1, TASK_ELEMENTS / Math.max(1, n));
    for (int first = 0; first < rows.blocks(); first += wave) {
      int start = first;
      SparseMatrix[] blocks = new SparseMatrix[Math.min(wave, rows.blocks() - first)];
      workers.forEach(blocks.length, b -> blocks[b] = read(start + b));
      workers.forRanges(
          n,
          taskRows,
          (from, to) -> {
            for (SparseMatrix block : blocks) {
              for (int r = 0; r < block.rows(); r++) {
                addOuterProduct(block, r, from, to);
              }
            }
          });
    }
  }

  private SparseMatrix read(int block) {
    int first = rows.firstRow(block);
    int count = rows.firstRow(block + 1) - first;
    SparseMatrix.Builder out = SparseMatrix.builder(count, n);
    SparseRows.Cursor row = rows.cursor();
    for (int r = first; r < first + count; r++) {
      row.read(r);
      for (int p = row.start(); p < row.end(); p++) {
        out.add(row.columns()[p], row.values()[p]);
      }
      out.endRow();
    }
    return out.build();
  }

  /** The part of a row's outer product in the rows [from, to) of the sum. */
  private void addOuterProduct(SparseMatrix block, int r, int from, int to) {
    int[] indices = block.indices();
    float[] values = block.values();
    int end = block.offset(r + 1);
    int p = Arrays.binarySearch(indices, block.offset(r), end, from);
    for (p = p < 0 ? -p - 1 : p; p < end && indices[p] < to; p++) {
      addMultiple(values[p], indices, values, p, end, upper[indices[p]]);
    }
  }

  private static void addMultiple(
      double s, int[] indices, float[] values, int from, int to, double[] sums) {
    int diagonal = indices[from];
    for (int p = from; p < to; p++) {
      sums[indices[p] - diagonal] += s * values[p];
    }
  }

  private void center(double[] a, double[] b, Workers workers) {
    double[] u =
        workers.reduce(
            rows.blocks(), block -> weightedRows(block, a), new double[n], Panels::addInto);
    double aa = Panels.dot(a, a, 0, a.length);
    workers.forEach(n, i -> center(i, b, u, aa));
  }

  /**
   * Centres a row. Centring leaves only rounding errors of a constant column, so these become 0.
   */
  private void center(int i, double[] b, double[] u, double aa) {
    for (int j = i; j < n; j++) {
      double part = aa * b[i] * b[j];
      double c = upper[i][j - i] + part - b[i] * u[j] - u[i] * b[j];
      upper[i][j - i] = Math.abs(c) <= ROUNDING * Math.abs(part) ? 0 : c;
    }
  }

  private double[] weightedRows(int block, double[] a) {
    double[] sums = new double[n];
    SparseRows.Cursor row = rows.cursor();
    for (int r = rows.firstRow(block); r < rows.firstRow(block + 1); r++) {
      row.read(r);
      for (int p = row.start(); p < row.end(); p++) {
        sums[row.columns()[p]] += a[r] * row.values()[p];
      }
    }
    return sums;
  }

  private PanelMatrix toPanels(Workers workers) {
    PanelMatrix out = PanelMatrix.zeros(n, n);
    workers.forEach(out.panels(), p -> fill(out.panel(p), p * WIDTH, p * WIDTH + out.width(p)));
    return out;
  }

  private void fill(double[] panel, int from, int to) {
    for (int i = 0; i < n; i++) {
      for (int j = from; j < to; j++) {
        panel[i * WIDTH + j - from] = i <= j ? upper[i][j - i] : upper[j][i - j];
      }
    }
  }
}
