package org.samap.core.engine.cpu.svd;

import org.samap.core.linalg.CenteredMatrix;
import org.samap.core.linalg.PanelAlgebra;
import org.samap.core.linalg.Svd;
import org.samap.core.linalg.TallMatrix;
import org.samap.core.linalg.TruncatedSvd;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Computes the {@link TruncatedSvd} of a matrix on workers. The result is the same for any number
 * of them.
 */
public final class CpuSvd {
  private CpuSvd() {}

  /**
   * @param components 1 to min(cells, genes)
   * @param seed of the random start; changes the result only within the tolerance
   * @param phase counts dimensions and components
   */
  public static Svd of(
      CenteredMatrix a, int components, long seed, Workers workers, Progress.Phase phase) {
    return TruncatedSvd.of(
        new CpuTallMatrix(a, workers), components, seed, new CpuPanelAlgebra(workers), phase);
  }

  /**
   * The right vectors alone, without the memory for the left vectors of many cells.
   *
   * @param components 1 to min(cells, genes)
   * @param seed of the random start; changes the result only within the tolerance
   * @param phase counts dimensions and components
   * @return V, as in {@link Svd}
   */
  public static FloatMatrix right(
      CenteredMatrix a, int components, long seed, Workers workers, Progress.Phase phase) {
    return TruncatedSvd.right(
        new CpuTallMatrix(a, workers), components, seed, new CpuPanelAlgebra(workers), phase);
  }

  /** A centred matrix whose products are computed on workers. */
  public static TallMatrix tall(CenteredMatrix a, Workers workers) {
    return new CpuTallMatrix(a, workers);
  }

  /** The panel algebra on workers. */
  public static PanelAlgebra algebra(Workers workers) {
    return new CpuPanelAlgebra(workers);
  }
}
