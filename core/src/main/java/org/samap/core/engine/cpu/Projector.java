package org.samap.core.engine.cpu;

import org.samap.core.engine.ColumnRanges;
import org.samap.core.engine.GeneView;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/**
 * Projects the cells of a species on loadings and subtracts the mean of each component. Time
 * O(stored values x components), memory O(genes x components).
 *
 * @param view the genes with their numbers
 * @param scale the factor for the values of each gene number
 * @param first the gene number of the first row of the loadings
 * @param rows one row per cell
 * @param columns the columns that receive the components
 */
record Projector(GeneView view, double[] scale, int first, CellMatrix rows, ColumnRanges columns) {
  /** The number of cells that are projected together. */
  private static final int GROUP = 256;

  void project(LoadingPanels loadings, Workers workers) {
    Expression x = view.expression();
    double[] sums =
        x.reduceRanges(
            workers,
            (row, from, to) -> project(row, from, to, loadings),
            new double[loadings.components()],
            Projector::addAll);
    Centring.subtractMeans(rows, columns, sums, workers);
  }

  /** Projects cells group by group and returns the sum of each component. */
  private double[] project(RowCursor row, int from, int to, LoadingPanels loadings) {
    LoadingPanels.Multiplier multiplier = loadings.new Multiplier(view.numbers(), first, scale);
    double[] sums = new double[loadings.components()];
    for (int group = from; group < to; group += GROUP) {
      int firstCell = group;
      multiplier.multiply(
          row,
          firstCell,
          Math.min(to, firstCell + GROUP),
          (i, component, z) -> {
            float value = (float) z;
            rows.set(firstCell + i, columns.at(component), value);
            sums[component] += value;
          });
    }
    return sums;
  }

  private static void addAll(double[] total, double[] part) {
    for (int i = 0; i < total.length; i++) {
      total[i] += part[i];
    }
  }
}
