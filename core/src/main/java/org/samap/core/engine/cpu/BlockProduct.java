package org.samap.core.engine.cpu;

import java.util.Arrays;
import java.util.List;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Products of sparse matrices with dense blocks along a diagonal. Each row is summed in float64.
 */
public final class BlockProduct {
  private static final Kernels KERNELS = Kernels.best();
  private static final int ROWS = 256;

  private final List<FloatMatrix> blocks;
  private final SpeciesAxis inner;
  private final SpeciesAxis columns;

  public BlockProduct(List<FloatMatrix> blocks) {
    this.blocks = blocks;
    this.inner = SpeciesAxis.ofSizes(blocks.stream().mapToInt(FloatMatrix::rows).toArray());
    this.columns = SpeciesAxis.ofSizes(blocks.stream().mapToInt(FloatMatrix::columns).toArray());
  }

  /**
   * The product of a sparse matrix with the blocks, in float32.
   *
   * @param a rows x the rows of all blocks
   */
  public LoadingPanels times(SparseMatrix a, Workers workers) {
    LoadingPanels out = new LoadingPanels(a.rows(), columns.total());
    workers.forRanges(a.rows(), ROWS, (from, to) -> rows(a, from, to, out));
    return out;
  }

  private void rows(SparseMatrix a, int from, int to, LoadingPanels out) {
    double[] sum = new double[columns.total()];
    for (int r = from; r < to; r++) {
      Arrays.fill(sum, 0);
      for (int p = a.offset(r); p < a.offset(r + 1); p++) {
        int b = inner.speciesOf(a.index(p));
        FloatMatrix block = blocks.get(b);
        KERNELS.axpy(
            a.value(p),
            block.values(),
            block.offset(a.index(p) - inner.start(b)),
            sum,
            columns.start(b),
            block.columns());
      }
      out.set(r, sum);
    }
  }
}
