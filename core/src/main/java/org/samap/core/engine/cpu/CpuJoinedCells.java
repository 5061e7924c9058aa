package org.samap.core.engine.cpu;

import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.JoinedCells;
import org.samap.core.engine.SpeciesCells;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * The cells in an order that puts similar ones together, and for each cell who holds it as a
 * neighbour.
 */
final class CpuJoinedCells implements JoinedCells {
  private final SpeciesAxis cells;
  private final CellOrder order;
  private final List<SparseMatrix> connectivities;
  private final MutualGraph mutual;
  private final Workers workers;
  private final Progress.Phase phase;

  CpuJoinedCells(List<SpeciesCells> species, double least, Workers workers) {
    this.workers = workers;
    this.phase = Progress.Silent.INSTANCE;
    this.cells = SpeciesAxis.ofSizes(species.stream().mapToInt(s -> s.clusters().length).toArray());
    this.connectivities = species.stream().map(SpeciesCells::connectivities).toList();
    this.order = CellOrder.of(cells, species, workers);
    List<Neighborhoods> neighborhoods =
        IntStream.range(0, species.size())
            .mapToObj(
                s ->
                    Neighborhoods.of(
                        species.get(s), order.part(cells.start(s), cells.end(s)), workers))
            .toList();
    this.mutual = new MutualGraph(cells, order, neighborhoods, least, workers);
  }

  private CpuJoinedCells(CpuJoinedCells other, Progress.Phase phase) {
    this.workers = other.workers;
    this.cells = other.cells;
    this.connectivities = other.connectivities;
    this.order = other.order;
    this.mutual = other.mutual;
    this.phase = phase;
  }

  @Override
  public CpuJoinedCells counting(Progress.Phase told) {
    return new CpuJoinedCells(this, told);
  }

  @Override
  public SparseMatrix mutualEdges(SparseMatrix q, List<CellMatrix> rows, EdgeRule rule) {
    return phase.part(1, step -> mutual.of(q, EdgeCut.of(cells, order, rows, rule, workers), step));
  }

  @Override
  public SparseMatrix stitch(SparseMatrix across, float[] own) {
    return phase.part(1, _ -> new StitchedGraph(cells, connectivities, across, own).make(workers));
  }

  @Override
  public double[] agreement(
      List<GeneView> genes, GeneEdges edges, SparseMatrix stitched, EdgeMode mode) {
    return phase.part(1, step -> agreement(genes, edges, stitched, mode, workers.counting(step)));
  }

  private double[] agreement(
      List<GeneView> genes,
      GeneEdges edges,
      SparseMatrix stitched,
      EdgeMode mode,
      Workers counting) {
    return switch (mode) {
      case PEARSON -> new PearsonAgreement(genes, cells, order, edges, counting).of(stitched);
      case XI -> new XiAgreement(genes, cells, edges, counting).of(stitched);
    };
  }
}
