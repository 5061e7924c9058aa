package org.samap.cuda;

import java.util.List;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.JoinedCells;
import org.samap.core.engine.cpu.CpuJoinedCells;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.cuda.expression.Hardware;
import org.samap.cuda.links.LinkAgreement;
import org.samap.cuda.mutual.MutualEdges;

/** The cells of all species, with the heavy loops on GPUs and the rest left to the CPU engine. */
final class CudaJoinedCells implements JoinedCells {
  private final Hardware hardware;
  private final CpuJoinedCells cpu;
  private final Progress.Phase phase;

  CudaJoinedCells(Hardware hardware, CpuJoinedCells cpu, Progress.Phase phase) {
    this.hardware = hardware;
    this.cpu = cpu;
    this.phase = phase;
  }

  @Override
  public CudaJoinedCells counting(Progress.Phase told) {
    return new CudaJoinedCells(hardware, cpu.counting(told), told);
  }

  @Override
  public SparseMatrix mutualEdges(SparseMatrix q, List<CellMatrix> rows, EdgeRule rule) {
    return hardware.run(
        phase, (on, step) -> MutualEdges.of(on.devices(), cpu, q, rows, rule, step));
  }

  /** One pass over the edges, bound by the memory that they are in: not worth two copies. */
  @Override
  public SparseMatrix stitch(SparseMatrix across, float[] own) {
    return cpu.stitch(across, own);
  }

  @Override
  public double[] agreement(
      List<GeneView> genes, GeneEdges edges, SparseMatrix stitched, EdgeMode mode) {
    LinkAgreement links =
        new LinkAgreement(hardware, cpu.cells(), place -> cpu.order().cellAt()[place]);
    return hardware
        .run(phase, (on, step) -> links.of(genes, edges, stitched, mode, step))
        .orElseGet(() -> cpu.agreement(genes, edges, stitched, mode));
  }
}
