package org.samap.core.engine.cpu.svd;

import static org.samap.core.linalg.Panels.KERNELS;

import java.util.Arrays;
import org.samap.core.linalg.LinearOperator;
import org.samap.core.linalg.Panels;
import org.samap.core.linalg.SparseRows;
import org.samap.core.run.Workers;
import org.samap.core.simd.FloatPanel;

/**
 * M = R - a b^T with sparse rows R. A product with a panel costs WIDTH multiplications per stored
 * entry, a product with M^T M twice as many.
 *
 * <p>Products with sparse rows spend their time fetching panel rows from the second-level cache. So
 * panels are read as float32, where a row is one cache line. {@code multiply} computes M x with x
 * rounded but summed in float64. {@code multiplyGram} sums M^T (M x) over the rows of a task in a
 * float32 panel, and sums these panels in float64; its relative error is about 1e-7. A task has
 * about {@value #ENTRIES_OF_COLUMN} entries per column, so that float32 sums are short, yet
 * clearing and merging panels takes little of the time.
 *
 * <p>Memory: one float32 panel for each of at most {@value #WAVE} tasks. Not safe for concurrent
 * callers.
 */
final class SparseOperator implements LinearOperator {
  /** Entries per task of {@code multiply}. */
  private static final int TASK_ENTRIES = 1 << 16;

  /** Entries per task and column: enough that clearing and merging one panel value costs little. */
  private static final int ENTRIES_OF_COLUMN = 100;

  /** The least number of tasks, even for a matrix with few entries per column. */
  private static final int LEAST_TASKS = 8;

  /** Tasks between two merges. */
  private static final int WAVE = 32;

  /** Rows of a panel that are merged at a time. */
  private static final int MERGED_ROWS = 512;

  private final SparseRows sparse;
  private final double[] a;
  private final double[] b;
  private final Workers workers;
  private final int blocksOfTask;
  private final int tasks;

  /** For each task of a wave, the sum of M^T M x over its rows of M; made when they are needed. */
  private final FloatPanel[] partial;

  /** For each task of a wave, its part of a^T M x. */
  private final double[][] centers;

  /**
   * @param sparse the sparse rows R
   * @param a one factor per row
   * @param b one factor per column
   */
  SparseOperator(SparseRows sparse, double[] a, double[] b, Workers workers) {
    this.sparse = sparse;
    this.a = a;
    this.b = b;
    this.workers = workers;
    long wanted = sparse.entries() / (ENTRIES_OF_COLUMN * Math.max(1L, b.length));
    int most = (int) Math.max(LEAST_TASKS, Math.min(wanted, sparse.blocks()));
    this.blocksOfTask = Math.max(1, Math.ceilDiv(sparse.blocks(), most));
    this.tasks = Math.ceilDiv(sparse.blocks(), blocksOfTask);
    this.partial = new FloatPanel[Math.min(WAVE, tasks)];
    Arrays.fill(partial, FloatPanel.zeros(0));
    this.centers = new double[partial.length][WIDTH];
  }

  SparseRows sparse() {
    return sparse;
  }

  double[] a() {
    return a;
  }

  double[] b() {
    return b;
  }

  @Override
  public int rows() {
    return a.length;
  }

  @Override
  public int columns() {
    return b.length;
  }

  @Override
  public void multiply(double[] x, double[] y) {
    float[] rounded = Panels.rounded(x);
    double[] bx = Panels.weightedSum(b, rounded);
    Arrays.fill(y, 0);
    long rowsOfTask = TASK_ENTRIES * (long) rows() / Math.max(1, sparse.entries());
    workers.forRanges(
        rows(),
        Math.clamp(rowsOfTask, 1, Math.max(1, rows())),
        (from, to) -> multiplyRows(from, to, rounded, bx, y));
  }

  private void multiplyRows(int from, int to, float[] x, double[] bx, double[] y) {
    SparseRows.Cursor row = sparse.cursor();
    for (int r = from; r < to; r++) {
      row.read(r);
      multiplyRow(row, a[r], x, bx, y, r * WIDTH);
    }
  }

  private static void multiplyRow(
      SparseRows.Cursor row, double ar, float[] x, double[] bx, double[] y, int at) {
    Panels.addRow(-ar, bx, 0, y, at);
    KERNELS.gather(row.columns(), row.values(), row.start(), row.end(), x, y, at);
  }

  @Override
  public void multiplyGram(double[] x, double[] z) {
    float[] rounded = Panels.rounded(x);
    double[] bx = Panels.weightedSum(b, rounded);
    double[] center = new double[WIDTH];
    Arrays.fill(z, 0);
    for (int first = 0; first < tasks; first += partial.length) {
      int start = first;
      int count = Math.min(partial.length, tasks - first);
      workers.forEach(count, t -> sumTask(start + t, rounded, bx, t));
      workers.forRanges(columns(), MERGED_ROWS, (from, to) -> merge(count, z, from, to));
      for (int t = 0; t < count; t++) {
        Panels.addInto(center, centers[t]);
      }
    }
    for (int c = 0; c < b.length; c++) {
      Panels.addRow(-b[c], center, 0, z, c * WIDTH);
    }
  }

  private void sumTask(int task, float[] x, double[] bx, int place) {
    if (partial[place].rows() < columns()) {
      partial[place] = FloatPanel.zeros(columns());
    }
    FloatPanel sums = partial[place];
    double[] center = centers[place];
    sums.clear();
    Arrays.fill(center, 0);
    double[] t = new double[WIDTH];
    float[] tRounded = new float[WIDTH];
    SparseRows.Cursor row = sparse.cursor();
    int lastBlock = Math.min(sparse.blocks(), (task + 1) * blocksOfTask);
    for (int r = sparse.firstRow(task * blocksOfTask); r < sparse.firstRow(lastBlock); r++) {
      row.read(r);
      Arrays.fill(t, 0);
      multiplyRow(row, a[r], x, bx, t, 0);
      Panels.addRow(a[r], t, 0, center, 0);
      Panels.round(t, tRounded);
      KERNELS.scatter(row.columns(), row.values(), row.start(), row.end(), tRounded, 0, sums);
    }
  }

  private void merge(int count, double[] z, int from, int to) {
    float[] part = new float[(to - from) * WIDTH];
    for (int t = 0; t < count; t++) {
      partial[t].copyTo(part, from, to);
      Panels.addInto(z, from * WIDTH, part);
    }
  }
}
