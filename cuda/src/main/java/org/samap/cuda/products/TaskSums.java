package org.samap.cuda.products;

import java.util.Arrays;
import org.samap.core.expression.Expression;
import org.samap.core.run.InOrder;

/** Sums of columns over the cells of each task, which are added in the order of the tasks. */
final class TaskSums {
  private final int taskCells;
  private final double[] total;
  private final InOrder<double[]> tasks = new InOrder<>(this::join);

  TaskSums(Expression x, int columns) {
    this.taskCells = x.taskCells();
    this.total = new double[columns];
  }

  int taskCells() {
    return taskCells;
  }

  /**
   * Takes the sums of consecutive tasks.
   *
   * @param parts rows of {@code stride} sums, of which the first are those of the columns
   */
  void add(int firstCell, double[] parts, int stride) {
    for (int t = 0; t * stride < parts.length; t++) {
      int from = t * stride;
      tasks.add(firstCell / taskCells + t, Arrays.copyOfRange(parts, from, from + total.length));
    }
  }

  private void join(double[] part) {
    for (int c = 0; c < total.length; c++) {
      total[c] += part[c];
    }
  }

  double[] total() {
    return total;
  }
}
