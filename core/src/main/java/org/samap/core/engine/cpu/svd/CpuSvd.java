package org.samap.core.engine.cpu.svd;

import org.samap.core.linalg.CenteredMatrix;
import org.samap.core.linalg.Svd;
import org.samap.core.linalg.TruncatedSvd;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** The {@link TruncatedSvd} of a matrix, computed by workers; the same for any number of them. */
public final class CpuSvd {
  private CpuSvd() {}

  /**
   * @param components 1 to min(cells, genes)
   * @param seed of the random start; matters only within the tolerance
   * @param phase counts dimensions and components
   */
  public static Svd of(
      CenteredMatrix a, int components, long seed, Workers workers, Progress.Phase phase) {
    return TruncatedSvd.of(
        new CpuTallMatrix(a, workers), components, seed, new CpuPanelAlgebra(workers), phase);
  }

  /**
   * The right vectors alone, without the memory that those of many cells take.
   *
   * @param components 1 to min(cells, genes)
   * @param seed of the random start; matters only within the tolerance
   * @param phase counts dimensions and components
   * @return V, as in {@link Svd}
   */
  public static FloatMatrix right(
      CenteredMatrix a, int components, long seed, Workers workers, Progress.Phase phase) {
    return TruncatedSvd.right(
        new CpuTallMatrix(a, workers), components, seed, new CpuPanelAlgebra(workers), phase);
  }
}
