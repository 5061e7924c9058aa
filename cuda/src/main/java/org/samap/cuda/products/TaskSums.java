package org.samap.cuda.products;

import org.samap.core.expression.Expression;

/** Sums of columns over the cells of each task, which are added in the order of the tasks. */
final class TaskSums {
  private final int taskCells;
  private final int columns;
  private final double[][] sums;

  TaskSums(Expression x, int columns) {
    this.taskCells = x.taskCells();
    this.columns = columns;
    this.sums = new double[Math.ceilDiv(x.cells(), taskCells)][columns];
  }

  int taskCells() {
    return taskCells;
  }

  /**
   * Takes the sums of consecutive tasks.
   *
   * @param parts rows of {@code stride} sums, of which the first are those of the columns
   */
  void set(int firstCell, double[] parts, int stride) {
    for (int t = 0; t * stride < parts.length; t++) {
      System.arraycopy(parts, t * stride, sums[firstCell / taskCells + t], 0, columns);
    }
  }

  double[] total() {
    double[] total = new double[columns];
    for (double[] part : sums) {
      for (int c = 0; c < columns; c++) {
        total[c] += part[c];
      }
    }
    return total;
  }
}
