package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.Arrays;

/**
 * A dense float64 matrix in panels (see {@link LinearOperator}). Column c is column c % WIDTH of
 * panel c / WIDTH, and the last panel is padded with zeros. Mutable; its creator owns it.
 */
public final class PanelMatrix {
  private final int rows;
  private final int columns;
  private final double[][] panels;

  private PanelMatrix(int rows, int columns, double[][] panels) {
    this.rows = rows;
    this.columns = columns;
    this.panels = panels;
  }

  /** A matrix of zeros. */
  public static PanelMatrix zeros(int rows, int columns) {
    return new PanelMatrix(
        rows, columns, new double[Math.ceilDiv(columns, WIDTH)][Math.multiplyExact(rows, WIDTH)]);
  }

  /** A view of one panel, not a copy. */
  public static PanelMatrix of(double[] panel) {
    return new PanelMatrix(panel.length / WIDTH, WIDTH, new double[][] {panel});
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public int panels() {
    return panels.length;
  }

  /** Panel {@code p} itself, not a copy. */
  public double[] panel(int p) {
    return panels[p];
  }

  /** The number of columns of panel {@code p} that are not padding. */
  public int width(int p) {
    return Math.min(WIDTH, columns - p * WIDTH);
  }

  public double get(int row, int column) {
    return panels[column / WIDTH][row * WIDTH + column % WIDTH];
  }

  public void set(int row, int column, double value) {
    panels[column / WIDTH][row * WIDTH + column % WIDTH] = value;
  }

  /** The first rows, as a new matrix. */
  PanelMatrix firstRows(int count) {
    double[][] first = new double[panels.length][];
    Arrays.setAll(first, p -> Arrays.copyOf(panels[p], count * WIDTH));
    return new PanelMatrix(count, columns, first);
  }

  /** The values in row order. */
  double[] toArray() {
    double[] out = new double[Math.multiplyExact(rows, columns)];
    for (int r = 0; r < rows; r++) {
      for (int p = 0; p < panels.length; p++) {
        System.arraycopy(panels[p], r * WIDTH, out, r * columns + p * WIDTH, width(p));
      }
    }
    return out;
  }
}
