package org.samap.core.engine.cpu.svd;

import static org.samap.core.linalg.LinearOperator.WIDTH;
import static org.samap.core.linalg.Panels.KERNELS;

import java.util.Arrays;
import java.util.List;
import org.samap.core.linalg.PanelAlgebra;
import org.samap.core.linalg.PanelMatrix;
import org.samap.core.linalg.Panels;
import org.samap.core.linalg.Reflections;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/** Panel algebra on the threads of this machine. A task has some rows of all panels. */
record CpuPanelAlgebra(Workers workers) implements PanelAlgebra {
  /** Rows per task for products of panels, few enough to stay in a core's cache. */
  private static final int PRODUCT_ROWS = 512;

  /** Rows per task that reads or writes every value once. */
  private static final int ROWS = 4096;

  @Override
  public double[][] products(List<float[]> panels, float[] w) {
    int n = w.length / WIDTH;
    return workers.reduce(
        Math.ceilDiv(n, PRODUCT_ROWS),
        task -> {
          int from = task * PRODUCT_ROWS;
          float[][] part = new float[panels.size()][WIDTH * WIDTH];
          for (int p = 0; p < part.length; p++) {
            KERNELS.addTransposedProduct(
                panels.get(p), w, part[p], from, Math.min(n, from + PRODUCT_ROWS));
          }
          return part;
        },
        new double[panels.size()][WIDTH * WIDTH],
        (total, part) -> {
          for (int p = 0; p < part.length; p++) {
            Panels.addInto(total[p], 0, part[p]);
          }
        });
  }

  @Override
  public double[] gram(double[] w) {
    int n = w.length / WIDTH;
    return workers.reduce(
        Math.ceilDiv(n, PRODUCT_ROWS),
        task -> {
          int from = task * PRODUCT_ROWS;
          double[] part = new double[WIDTH * WIDTH];
          KERNELS.addTransposedProduct(w, w, part, from, Math.min(n, from + PRODUCT_ROWS));
          return part;
        },
        new double[WIDTH * WIDTH],
        Panels::addInto);
  }

  @Override
  public void addCombinations(List<float[]> panels, List<float[]> factors, PanelMatrix w) {
    workers.forRanges(
        w.rows(),
        PRODUCT_ROWS,
        (from, to) -> {
          for (int g = 0; g < w.panels(); g++) {
            addCombination(panels, factors.get(g), w.panel(g), from, to);
          }
        });
  }

  private static void addCombination(
      List<float[]> panels, float[] factors, double[] w, int from, int to) {
    float[] sum = new float[(to - from) * WIDTH];
    for (int p = 0; p < panels.size(); p++) {
      KERNELS.addProduct(panels.get(p), from, factors, p * WIDTH * WIDTH, sum, to - from);
    }
    Panels.addInto(w, from * WIDTH, sum);
  }

  @Override
  public void transform(double[] w, double[] t) {
    double[] before = w.clone();
    Arrays.fill(w, 0);
    workers.forRanges(
        w.length / WIDTH,
        PRODUCT_ROWS,
        (from, to) -> KERNELS.addProduct(before, t, 0, w, from, to));
  }

  @Override
  public void apply(Reflections q, PanelMatrix x) {
    workers.forEach(x.panels(), p -> q.applyTo(x.panel(p)));
  }

  @Override
  public double[] squares(double[] panel) {
    double[] sums = new double[WIDTH];
    for (int i = 0; i < panel.length; i += WIDTH) {
      Panels.addSquares(panel, i, sums, 0);
    }
    return sums;
  }

  @Override
  public double[] largest(double[] panel) {
    int n = panel.length / WIDTH;
    return workers.reduce(
        Math.ceilDiv(n, ROWS),
        task -> {
          double[] part = new double[WIDTH];
          for (int i = task * ROWS; i < Math.min(n, (task + 1) * ROWS); i++) {
            replaceSmaller(part, panel, i * WIDTH);
          }
          return part;
        },
        new double[WIDTH],
        (all, part) -> replaceSmaller(all, part, 0));
  }

  private static void replaceSmaller(double[] largest, double[] panel, int at) {
    for (int c = 0; c < WIDTH; c++) {
      double x = panel[at + c];
      largest[c] = Math.abs(x) > Math.abs(largest[c]) ? x : largest[c];
    }
  }

  @Override
  public void write(double[] panel, double[] factors, CellMatrix to, int first) {
    workers.forRanges(
        to.rows(),
        ROWS,
        (start, end) -> {
          for (int i = start; i < end; i++) {
            writeRow(panel, i * WIDTH, factors, to.values(i), to.offset(i) + first);
          }
        });
  }

  private static void writeRow(double[] panel, int from, double[] factors, float[] row, int at) {
    for (int c = 0; c < factors.length; c++) {
      row[at + c] = (float) (panel[from + c] * factors[c]);
    }
  }

  @Override
  public void arrange(CellMatrix m, int[] order, double[] factors) {
    workers.forRanges(
        m.rows(),
        ROWS,
        (from, to) -> {
          float[] row = new float[order.length];
          for (int i = from; i < to; i++) {
            m.copyRow(i, row, 0);
            arrangeRow(row, order, factors, m.values(i), m.offset(i));
          }
        });
  }

  private static void arrangeRow(float[] from, int[] order, double[] factors, float[] to, int at) {
    for (int c = 0; c < order.length; c++) {
      int v = order[c];
      to[at + c] = factors[v] == 0 ? 0 : (float) (factors[v] * from[v]);
    }
  }
}
