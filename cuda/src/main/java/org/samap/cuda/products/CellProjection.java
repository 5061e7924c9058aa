package org.samap.cuda.products;

import org.samap.core.engine.ColumnRanges;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.cpu.Centring;
import org.samap.core.engine.cpu.LoadingPanels;
import org.samap.core.expression.Expression;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Progress;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.expression.DeviceExpression;
import org.samap.cuda.expression.Hardware;

/**
 * Projects the cells of a species on loadings and subtracts the mean of each component: C = Z P.
 * The additions are those of the CPU engine in the same order, so the bits are the same.
 *
 * <p>A section of cells (cells x components, float32) is computed while the one before is copied to
 * this machine; the means are subtracted here at the end. Every stored value is multiplied with a
 * row of P, whose parts of 128 columns stay in the second-level cache: 4 bytes from there for each
 * stored value and component, and 3 from memory for each stored value and 128 components. Memory of
 * a device: genes x components float32, and the results of two sections.
 *
 * @param view the genes with their numbers
 * @param scale the factor for the values of each gene number
 * @param first the gene number of the first row of the loadings
 * @param rows one row per cell
 * @param columns the columns that receive the components
 */
public record CellProjection(
    GeneView view, double[] scale, int first, CellMatrix rows, ColumnRanges columns) {

  /** Computes the product, counting sections of cells; returns the rows. */
  public CellMatrix run(LoadingPanels loadings, Hardware hardware, Progress.Phase phase) {
    Expression x = view.expression();
    TaskSums sums = new TaskSums(x, loadings.components());
    if (loadings.components() > 0) {
      phase.expect(DeviceExpression.sections(x));
      hardware.onEachDevice(
          (device, number) -> {
            try (DeviceStream stream = device.stream();
                DeviceStream copies = device.stream();
                DeviceArena arena = device.arena();
                DeviceExpression cells = hardware.expressions().of(x, stream)) {
              SectionProjector projector =
                  new SectionProjector(this, sums, hardware.workers(), stream, copies);
              projector.prepare(loadings, arena);
              for (int s = number; s < DeviceExpression.sections(x); s += hardware.deviceCount()) {
                cells.forSection(s, projector::project);
                phase.advance(1);
              }
              projector.finish();
            }
          });
    }
    Centring.subtractMeans(rows, columns, sums.total(), hardware.workers());
    return rows;
  }
}
