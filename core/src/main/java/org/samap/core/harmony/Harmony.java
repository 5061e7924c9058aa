package org.samap.core.harmony;

import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Harmony (Korsunsky et al. 2019, doi:10.1038/s41592-019-0619-0): rows of cells from several
 * batches, moved so that cells of the same kind lie together whatever batch they are from.
 *
 * <p>z_i is the row of cell i scaled to length 1. Two steps take turns:
 *
 * <ol>
 *   <li><b>Cluster</b> ({@link SoftClusters}). K = min(round(N / 30), 100) soft clusters with
 *       centres Y_k of length 1. The shares R_ki of cell i, which add up to 1, minimise
 *       <pre>sum_ki R_ki 2 (1 - Y_k z_i) + sigma R_ki log R_ki
 *    + sigma theta sum_kb O_kb log((O_kb + 1) / (E_kb + 1))</pre>
 *       O_kb is the sum of R_ki over the cells of batch b, and E_kb what it would be if every batch
 *       had its part of every cluster: the sum of R_ki over all cells times the part of all cells
 *       that are of b. The last term keeps a cluster from being a batch.
 *   <li><b>Correct</b> ({@link BatchEffects}). In each cluster the given rows are regressed on the
 *       batch, with the weights R_ki and a ridge penalty lambda on what a batch adds to the mean of
 *       the cluster. This part, times R_ki and summed over clusters, is taken from the given rows.
 * </ol>
 *
 * <p>The next round clusters the corrected rows; the correction always begins with the given ones.
 * Rounds end when the objective falls by less than 1e-4 of itself, or after {@link
 * HarmonyParams#maxRounds}. A row of zeros has similarity 0 to every centre. With one batch nothing
 * is changed.
 *
 * <p>Some 20 to 50 times N K d multiplications for the distances to the centres and as many for the
 * centres, with d columns: 14 s of one thread for 20,000 cells, 100 clusters and 100 columns, where
 * the search of 20 neighbours takes 2 s. Memory: N (K + 2 d) float32 values, and a number for each
 * cluster, batch and column. Values are float32, sums float64; the same bits for any number of
 * threads.
 */
public final class Harmony {
  /** The relative fall of the objective at which rounds end. */
  static final double TOLERANCE = 1e-4;

  private static final int CELLS_PER_CLUSTER = 30;
  private static final int MOST_CLUSTERS = 100;

  /** Cells of a task. */
  static final int TASK = 256;

  private Harmony() {}

  /**
   * @param rows a row for each cell; not changed
   * @return rows of the same shape; {@code rows} itself if there is one batch
   */
  public static CellMatrix correct(
      CellMatrix rows, Batches batches, HarmonyParams params, Workers workers) {
    if (rows.rows() != batches.cells()) {
      throw new IllegalArgumentException(
          "%d rows, but %d cells in batches".formatted(rows.rows(), batches.cells()));
    }
    if (batches.isOne()) {
      return rows;
    }
    BatchEffects effects = new BatchEffects(rows, batches, params.lambda(), workers);
    CellMatrix unit = unitRows(rows, workers);
    SoftClusters clusters =
        SoftClusters.around(
            StartingCentres.of(unit, clusters(rows.rows()), params.seed(), workers),
            unit,
            batches,
            params,
            workers);
    CellMatrix corrected = rows;
    double before = clusters.objective();
    for (int round = 0; round < params.maxRounds(); round++) {
      double after = clusters.settle(unit);
      corrected = effects.removedFrom(clusters.shares());
      if (before - after < TOLERANCE * Math.abs(before)) {
        break;
      }
      unit = unitRows(corrected, workers);
      before = after;
    }
    return corrected;
  }

  /** K of so many cells. */
  public static int clusters(int cells) {
    return Math.clamp(Math.round((double) cells / CELLS_PER_CLUSTER), 1, MOST_CLUSTERS);
  }

  /** Each row divided by its length; a row of zeros stays. */
  static CellMatrix unitRows(CellMatrix rows, Workers workers) {
    Kernels kernels = Kernels.best();
    int columns = rows.columns();
    CellMatrix out = CellMatrix.zeros(rows.rows(), columns);
    workers.forRanges(
        rows.rows(),
        TASK,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            float[] x = rows.values(r);
            int at = rows.offset(r);
            double length = Math.sqrt(kernels.dotInDouble(x, at, x, at, columns));
            for (int c = 0; c < columns && length > 0; c++) {
              out.set(r, c, (float) (x[at + c] / length));
            }
          }
        });
    return out;
  }
}
