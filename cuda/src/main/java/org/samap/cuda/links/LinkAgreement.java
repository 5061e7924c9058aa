package org.samap.cuda.links;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Progress;
import org.samap.cuda.device.Devices;
import org.samap.cuda.expression.Hardware;

/**
 * How well the smoothed expression of linked genes agrees (SPEC 6), on devices. Pearson's
 * correlation differs from the CPU engine's by rounding: neighbours and cells are added in another
 * order, in float32 inside a chunk of cells. For Chatterjee's coefficient smoothed values are added
 * in the CPU engine's order, so they have the same bits and tie where its values tie. The rest is
 * whole numbers, and the coefficient is equal to the CPU engine's; of pairs of more than some
 * 300,000 cells it can differ in the last bits, as sums of cubes are rounded in float64.
 */
public final class LinkAgreement {
  private final Hardware hardware;
  private final SpeciesAxis cells;
  private final IntUnaryOperator cellAt;

  /**
   * @param cells the range of each species' cells
   * @param cellAt the cell at each place of an order that puts similar cells together, inside
   *     species
   */
  public LinkAgreement(Hardware hardware, SpeciesAxis cells, IntUnaryOperator cellAt) {
    this.hardware = hardware;
    this.cells = cells;
    this.cellAt = cellAt;
  }

  /**
   * The agreement of each edge, 0 where it is undefined.
   *
   * @param phase counts segments of cells for Pearson's correlation and edges for Chatterjee's
   *     coefficient
   * @return nothing if smoothed values are too large beside 1e-9 to be ranked on a device
   */
  public Optional<double[]> of(
      List<GeneView> views,
      GeneEdges edges,
      SparseMatrix stitched,
      EdgeMode mode,
      Progress.Phase phase) {
    if (edges.size() == 0) {
      return Optional.of(new double[0]);
    }
    LinkedGenes genes = LinkedGenes.of(views, edges);
    LinkTask task = new LinkTask(genes, cells, cellAt, stitched, hardware.expressions());
    return switch (mode) {
      case PEARSON -> Optional.of(genes.inGivenOrder(pearson(task, phase)));
      case XI -> xi(task, phase).map(genes::inGivenOrder);
    };
  }

  private double[] pearson(LinkTask task, Progress.Phase phase) {
    List<Segment> segments = Segment.of(cells);
    phase.expect(segments.size());
    PearsonSums sums = new PearsonSums(task.genes());
    Devices devices = hardware.devices();
    int shares = Math.min(devices.count(), segments.size());
    devices.deal(
        shares,
        (device, share) -> {
          try (PearsonDevice p = PearsonDevice.open(device, task)) {
            p.addTo(sums, segments, share, shares, phase);
          } catch (RuntimeException e) {
            sums.stop();
            throw e;
          }
          return share;
        });
    return sums.correlations();
  }

  private Optional<double[]> xi(LinkTask task, Progress.Phase phase) {
    phase.expect(task.genes().edges());
    double[] xi = new double[task.genes().edges()];
    Devices devices = hardware.devices();
    int shares = devices.count();
    List<Boolean> done =
        devices.deal(
            shares,
            (device, share) -> {
              try (XiDevice x = XiDevice.open(device, task, xi)) {
                return x.compare(share, shares, phase);
              }
            });
    return done.contains(false) ? Optional.empty() : Optional.of(xi);
  }
}
