package org.samap.core.harmony;

import java.util.Arrays;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * What a batch changes in each cluster. In cluster k, the rows z_i are regressed on 1 and the
 * batch, with weights R_ki and a penalty lambda on the batches' parts, not on the mean. With n_b
 * the sum of R_ki over the cells of batch b and s_b that of R_ki z_i, the solution is
 *
 * <pre>
 * mean w_0 = sum_b s_b / (n_b + lambda)  /  sum_b n_b / (n_b + lambda)
 * batch w_b = (s_b - n_b w_0) / (n_b + lambda)
 * </pre>
 *
 * <p>since the normal equations have an arrow's shape. A cluster without cells changes nothing.
 */
final class BatchEffects {
  private final CellMatrix rows;
  private final Batches batches;
  private final double lambda;
  private final Workers workers;

  /** The cells batch by batch, and where each batch begins. */
  private final int[] cells;

  private final int[] begins;

  BatchEffects(CellMatrix rows, Batches batches, double lambda, Workers workers) {
    this.rows = rows;
    this.batches = batches;
    this.lambda = lambda;
    this.workers = workers;
    this.cells = new int[batches.cells()];
    this.begins = new int[batches.count() + 1];
    int batch = 0;
    for (int size : batches.sizes().values()) {
      begins[batch + 1] = begins[batch++] + size;
    }
    int[] next = begins.clone();
    for (int c = 0; c < cells.length; c++) {
      cells[next[batches.of(c)]++] = c;
    }
  }

  /**
   * The rows without what batches change: z_i less the sum of R_ki w_b over the clusters.
   *
   * @param shares R, cells x clusters
   */
  CellMatrix removedFrom(CellMatrix shares) {
    FloatMatrix[] effects = effects(shares);
    Kernels kernels = Kernels.best();
    int columns = rows.columns();
    CellMatrix out = CellMatrix.zeros(rows.rows(), columns);
    workers.forRanges(
        rows.rows(),
        Harmony.TASK,
        (from, to) -> {
          double[] changed = new double[columns];
          for (int c = from; c < to; c++) {
            FloatMatrix effect = effects[batches.of(c)];
            Arrays.fill(changed, 0);
            for (int k = 0; k < shares.columns(); k++) {
              kernels.axpy(
                  (double) shares.get(c, k),
                  effect.values(),
                  effect.offset(k),
                  changed,
                  0,
                  columns);
            }
            for (int d = 0; d < columns; d++) {
              out.set(c, d, (float) (rows.get(c, d) - changed[d]));
            }
          }
        });
    return out;
  }

  /** w_b of every batch, clusters x columns. */
  private FloatMatrix[] effects(CellMatrix shares) {
    WeightedSums[] sums = new WeightedSums[batches.count()];
    for (int b = 0; b < sums.length; b++) {
      int first = begins[b];
      sums[b] =
          WeightedSums.ofShares(
              begins[b + 1] - first, i -> cells[first + i], shares, rows, workers);
    }
    FloatMatrix[] effects = new FloatMatrix[sums.length];
    for (int b = 0; b < sums.length; b++) {
      effects[b] = FloatMatrix.zeros(shares.columns(), rows.columns());
    }
    for (int k = 0; k < shares.columns(); k++) {
      double weight = 0;
      for (WeightedSums of : sums) {
        weight += of.weight(k) / (of.weight(k) + lambda);
      }
      for (int d = 0; d < rows.columns() && weight > 0; d++) {
        double mean = 0;
        for (WeightedSums of : sums) {
          mean += of.sum(k, d) / (of.weight(k) + lambda);
        }
        mean /= weight;
        for (int b = 0; b < sums.length; b++) {
          double n = sums[b].weight(k);
          effects[b].set(k, d, (float) ((sums[b].sum(k, d) - n * mean) / (n + lambda)));
        }
      }
    }
    return effects;
  }
}
