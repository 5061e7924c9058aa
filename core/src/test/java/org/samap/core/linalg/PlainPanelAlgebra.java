package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.List;
import org.samap.core.matrix.CellMatrix;

/** The formulas themselves, in float64 and one loop: what implementations are compared with. */
public final class PlainPanelAlgebra implements PanelAlgebra {

  @Override
  public double[][] products(List<float[]> panels, float[] w) {
    return panels.stream()
        .map(q -> product(Panels.widened(q), Panels.widened(w)))
        .toArray(double[][]::new);
  }

  @Override
  public double[] gram(double[] w) {
    return product(w, w);
  }

  private static double[] product(double[] q, double[] w) {
    double[] out = new double[WIDTH * WIDTH];
    for (int i = 0; i < q.length; i++) {
      for (int c = 0; c < WIDTH; c++) {
        out[i % WIDTH * WIDTH + c] += q[i] * w[i / WIDTH * WIDTH + c];
      }
    }
    return out;
  }

  @Override
  public void addCombinations(List<float[]> panels, List<float[]> factors, PanelMatrix w) {
    for (int g = 0; g < w.panels(); g++) {
      for (int p = 0; p < panels.size(); p++) {
        for (int i = 0; i < w.panel(g).length; i++) {
          for (int k = 0; k < WIDTH; k++) {
            w.panel(g)[i] +=
                (double) panels.get(p)[i / WIDTH * WIDTH + k]
                    * factors.get(g)[(p * WIDTH + k) * WIDTH + i % WIDTH];
          }
        }
      }
    }
  }

  @Override
  public void transform(double[] w, double[] t) {
    double[] before = w.clone();
    for (int i = 0; i < w.length; i++) {
      w[i] = 0;
      for (int k = 0; k < WIDTH; k++) {
        w[i] += before[i / WIDTH * WIDTH + k] * t[k * WIDTH + i % WIDTH];
      }
    }
  }

  @Override
  public void apply(Reflections q, PanelMatrix x) {
    for (int p = 0; p < x.panels(); p++) {
      q.applyTo(x.panel(p));
    }
  }

  @Override
  public double[] squares(double[] panel) {
    double[] sums = new double[WIDTH];
    for (int i = 0; i < panel.length; i++) {
      sums[i % WIDTH] += panel[i] * panel[i];
    }
    return sums;
  }

  @Override
  public double[] largest(double[] panel) {
    double[] largest = new double[WIDTH];
    for (int i = 0; i < panel.length; i++) {
      if (Math.abs(panel[i]) > Math.abs(largest[i % WIDTH])) {
        largest[i % WIDTH] = panel[i];
      }
    }
    return largest;
  }

  @Override
  public void write(double[] panel, double[] factors, CellMatrix to, int first) {
    for (int r = 0; r < to.rows(); r++) {
      for (int c = 0; c < factors.length; c++) {
        to.set(r, first + c, (float) (panel[r * WIDTH + c] * factors[c]));
      }
    }
  }

  @Override
  public void arrange(CellMatrix m, int[] order, double[] factors) {
    for (int r = 0; r < m.rows(); r++) {
      float[] row = new float[m.columns()];
      m.copyRow(r, row, 0);
      for (int c = 0; c < order.length; c++) {
        m.set(r, c, factors[order[c]] == 0 ? 0 : (float) (row[order[c]] * factors[order[c]]));
      }
    }
  }
}
