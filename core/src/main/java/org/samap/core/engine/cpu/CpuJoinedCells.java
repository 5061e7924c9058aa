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
public final class CpuJoinedCells implements JoinedCells {
  private final SpeciesAxis cells;
  private final CellOrder order;
  private final List<SparseMatrix> connectivities;
  private final List<Holders> holders;
  private final double least;
  private final Workers workers;
  private final Progress.Phase phase;

  CpuJoinedCells(List<SpeciesCells> species, double least, HolderSource source, Workers workers) {
    this.workers = workers;
    this.phase = Progress.Silent.INSTANCE;
    this.cells = SpeciesAxis.ofSizes(species.stream().mapToInt(s -> s.clusters().length).toArray());
    this.connectivities = species.stream().map(SpeciesCells::connectivities).toList();
    this.order = CellOrder.of(cells, species, workers);
    this.holders =
        IntStream.range(0, species.size())
            .mapToObj(
                s ->
                    source.of(
                        Neighborhoods.of(
                            species.get(s), order.part(cells.start(s), cells.end(s)), workers),
                        cells.size(s),
                        workers))
            .toList();
    this.least = least;
  }

  private CpuJoinedCells(CpuJoinedCells other, Progress.Phase phase) {
    this.workers = other.workers;
    this.cells = other.cells;
    this.connectivities = other.connectivities;
    this.order = other.order;
    this.holders = other.holders;
    this.least = other.least;
    this.phase = phase;
  }

  /** The range of each species' cells. */
  public SpeciesAxis cells() {
    return cells;
  }

  public CellOrder order() {
    return order;
  }

  /** The holders of each species' cells, in places. */
  public List<Holders> holders() {
    return holders;
  }

  /** The threads of the CPU engine. */
  public Workers workers() {
    return workers;
  }

  /** A matrix of all cells with rows and columns moved to their places. */
  public SparseMatrix inPlaces(SparseMatrix m) {
    return order.inPlaces(m, 0, workers);
  }

  /** Entries of C below this count as 0. */
  public double least() {
    return least;
  }

  @Override
  public CpuJoinedCells counting(Progress.Phase told) {
    return new CpuJoinedCells(this, told);
  }

  @Override
  public SparseMatrix mutualEdges(SparseMatrix q, List<CellMatrix> rows, EdgeRule rule) {
    return phase.part(
        1,
        step ->
            new MutualGraph(cells, order, holders, least, workers)
                .of(q, EdgeCut.of(cells, order, rows, rule, workers), step));
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
