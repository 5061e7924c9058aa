package org.samap.cuda.svd;

import java.util.ArrayList;
import java.util.List;
import org.samap.core.linalg.PanelAlgebra;
import org.samap.core.linalg.PanelBasis;
import org.samap.core.linalg.PanelMatrix;
import org.samap.core.linalg.Reflections;
import org.samap.core.matrix.CellMatrix;
import org.samap.cuda.device.Cleanup;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;

/** Panel algebra with the basis on a device; single panels stay on the CPU. */
final class DevicePanelAlgebra implements PanelAlgebra, AutoCloseable {
  private final PanelAlgebra cpu;
  private final DeviceStream stream;
  private final DeviceArena arena;
  private final List<DeviceBasis> bases = new ArrayList<>();

  DevicePanelAlgebra(PanelAlgebra cpu, DeviceStream stream, DeviceArena arena) {
    this.cpu = cpu;
    this.stream = stream;
    this.arena = arena;
  }

  @Override
  public PanelBasis basis(int rows) {
    DeviceBasis basis = new DeviceBasis(rows, stream, arena);
    bases.add(basis);
    return basis;
  }

  @Override
  public double[][] products(List<float[]> panels, float[] w) {
    return cpu.products(panels, w);
  }

  @Override
  public double[] gram(double[] w) {
    return cpu.gram(w);
  }

  @Override
  public void addCombinations(List<float[]> panels, List<float[]> factors, PanelMatrix w) {
    cpu.addCombinations(panels, factors, w);
  }

  @Override
  public void transform(double[] w, double[] t) {
    cpu.transform(w, t);
  }

  @Override
  public void apply(Reflections q, PanelMatrix x) {
    cpu.apply(q, x);
  }

  @Override
  public double[] squares(double[] panel) {
    return cpu.squares(panel);
  }

  @Override
  public double[] largest(double[] panel) {
    return cpu.largest(panel);
  }

  @Override
  public void write(double[] panel, double[] factors, CellMatrix to, int first) {
    cpu.write(panel, factors, to, first);
  }

  @Override
  public void arrange(CellMatrix m, int[] order, double[] factors) {
    cpu.arrange(m, order, factors);
  }

  @Override
  public void close() {
    Cleanup cleanup = new Cleanup();
    bases.forEach(basis -> cleanup.run(basis::close));
    cleanup.end();
  }
}
