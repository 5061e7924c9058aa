package org.samap.cuda.svd;

import java.util.function.BiFunction;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.engine.cpu.svd.CpuSvd;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.linalg.PanelAlgebra;
import org.samap.core.linalg.Svd;
import org.samap.core.linalg.TallMatrix;
import org.samap.core.linalg.TruncatedSvd;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Progress;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.expression.Hardware;

/**
 * Computes the leading singular vectors of scaled expression. The cells are dealt to the devices;
 * the first holds the searched space.
 *
 * <p>Memory of the device: 16 bytes for each value of the chosen genes, of which only one section
 * of cells has to fit, and 4 bytes for each cell or gene, whichever are fewer, and dimension of the
 * searched space. Time: for each 16 dimensions two products with a panel, which gather 128 bytes
 * from the second-level cache for each value; a Gram matrix of the genes would cost more than these
 * for the usual number of values. The whole space of a small matrix is searched on the CPU.
 *
 * @param a the matrix before centring
 * @param components 1 to min(cells, genes)
 * @param seed of the random start
 */
public record DeviceSvd(ScaledExpression a, int components, long seed) {

  /** All of the decomposition. */
  public Svd all(Hardware hardware, CpuEngine cpu, Progress.Phase phase) {
    return with(
        hardware, cpu, (m, algebra) -> TruncatedSvd.of(m, components, seed, algebra, phase));
  }

  /** The right vectors alone. */
  public FloatMatrix right(Hardware hardware, CpuEngine cpu, Progress.Phase phase) {
    return with(
        hardware, cpu, (m, algebra) -> TruncatedSvd.right(m, components, seed, algebra, phase));
  }

  private <T> T with(
      Hardware hardware, CpuEngine cpu, BiFunction<TallMatrix, PanelAlgebra, T> work) {
    try (CenteredCells centered = CenteredCells.on(hardware, a);
        DeviceStream stream = hardware.devices().first().stream();
        DeviceArena arena = hardware.devices().first().arena();
        DevicePanelAlgebra algebra =
            new DevicePanelAlgebra(CpuSvd.algebra(hardware.workers()), stream, arena)) {
      return work.apply(new DeviceTallMatrix(centered, () -> cpu.tall(a)), algebra);
    }
  }
}
