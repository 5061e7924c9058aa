package org.samap.cuda.svd;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.linalg.Panels;
import org.samap.cuda.device.Cleanup;
import org.samap.cuda.device.Devices;
import org.samap.cuda.expression.Hardware;

/**
 * Products of A = S - 1 m^T with panels, where S are the scaled values of cells x chosen genes and
 * m its column means. The cells are dealt to the devices in groups.
 *
 * <p>A product gathers 64 bytes from the second-level cache for each stored value, and reads 8 from
 * memory. Panels are rounded to float32. A line's sum is made of pieces of 256 values, each summed
 * in float32 by fours and then in float64; pieces, slabs and groups are added in order. So results
 * are the same bits with any memory and any number of devices, and differ from the CPU engine's by
 * rounding of float32.
 */
final class CenteredCells implements AutoCloseable {
  private final ScaledExpression a;
  private final Devices devices;
  private final List<CellShare> shares;
  private final double[] means;

  private CenteredCells(
      ScaledExpression a, Devices devices, List<CellShare> shares, double[] means) {
    this.a = a;
    this.devices = devices;
    this.shares = shares;
    this.means = means;
  }

  /** Makes the matrix on the devices. */
  static CenteredCells on(Hardware hardware, ScaledExpression a) {
    double[][] sums = new double[CellShare.groups(a)][a.genes().length];
    List<CellShare> opened = Collections.synchronizedList(new ArrayList<>());
    List<CellShare> shares;
    try {
      shares =
          hardware
              .devices()
              .deal(
                  hardware.deviceCount(),
                  (device, d) -> {
                    CellShare share = CellShare.open(a, hardware, device, d, sums);
                    opened.add(share);
                    return share;
                  });
    } catch (RuntimeException e) {
      throw Cleanup.after(e, () -> close(opened));
    }
    double[] means = new double[a.genes().length];
    for (double[] group : sums) {
      Panels.addInto(means, group);
    }
    int cells = Math.max(1, a.x().cells());
    return new CenteredCells(
        a, hardware.devices(), shares, Arrays.stream(means).map(s -> s / cells).toArray());
  }

  int cells() {
    return a.x().cells();
  }

  int genes() {
    return means.length;
  }

  /** {@code y = A x} for a panel of genes x. */
  void multiply(double[] x, double[] y) {
    float[] rounded = Panels.rounded(x);
    double[] b = Panels.weightedSum(means, rounded);
    onEach(share -> share.multiply(rounded, b, y));
  }

  /** {@code z = A^T y} for a panel of cells y. */
  void multiplyTransposed(double[] y, double[] z) {
    float[] rounded = Panels.rounded(y);
    CellShare.Sums[] sums = new CellShare.Sums[CellShare.groups(a)];
    onEach(share -> share.multiplyTransposed(rounded, sums));
    merge(sums, z);
  }

  /** {@code z = A^T (A x)} for a panel of genes x, with A x rounded. */
  void multiplyGram(double[] x, double[] z) {
    float[] rounded = Panels.rounded(x);
    double[] b = Panels.weightedSum(means, rounded);
    CellShare.Sums[] sums = new CellShare.Sums[CellShare.groups(a)];
    onEach(share -> share.multiplyGram(rounded, b, sums));
    merge(sums, z);
  }

  private void onEach(Consumer<CellShare> work) {
    devices.deal(
        shares.size(),
        (_, d) -> {
          work.accept(shares.get(d));
          return d;
        });
  }

  /** Adds the groups in order, and subtracts the means times the sums of the panel of cells. */
  private void merge(CellShare.Sums[] sums, double[] z) {
    double[] panel = new double[WIDTH];
    Arrays.fill(z, 0);
    for (CellShare.Sums group : sums) {
      Panels.addInto(z, group.genes());
      Panels.addInto(panel, group.panel());
    }
    for (int g = 0; g < means.length; g++) {
      Panels.addRow(-means[g], panel, 0, z, g * WIDTH);
    }
  }

  private static void close(List<CellShare> shares) {
    Cleanup cleanup = new Cleanup();
    shares.forEach(share -> cleanup.run(share::close));
    cleanup.end();
  }

  @Override
  public void close() {
    close(shares);
  }
}
