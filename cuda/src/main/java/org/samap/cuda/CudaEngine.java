package org.samap.cuda;

import java.util.List;
import org.samap.core.embed.UmapParams;
import org.samap.core.embed.UmapPlan;
import org.samap.core.engine.ColumnRanges;
import org.samap.core.engine.Engine;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.JoinedCells;
import org.samap.core.engine.SpeciesCells;
import org.samap.core.engine.cpu.BlockProduct;
import org.samap.core.engine.cpu.BreadthFirst;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.engine.cpu.Holders;
import org.samap.core.engine.cpu.LoadingPanels;
import org.samap.core.engine.cpu.Neighborhoods;
import org.samap.core.expression.CountTotals;
import org.samap.core.expression.EntryFunction;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.GeneMoments;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.harmony.Batches;
import org.samap.core.harmony.HarmonyParams;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.cuda.device.Devices;
import org.samap.cuda.driver.Driver;
import org.samap.cuda.expression.DeviceExpressions;
import org.samap.cuda.expression.Hardware;
import org.samap.cuda.layout.DeviceLayout;
import org.samap.cuda.mutual.DeviceHolders;
import org.samap.cuda.products.CellProjection;
import org.samap.cuda.products.NeighborMoments;
import org.samap.cuda.products.TranslatedMoments;
import org.samap.cuda.search.DeviceNeighbors;
import org.samap.cuda.svd.DeviceSvd;

/**
 * Runs the operations that cost most on GPUs and leaves the others to the CPU engine. Results are
 * the same bytes from run to run on one type of device. Against the CPU engine neighbours are the
 * same up to some 2 million cells ({@link DeviceNeighbors}), sums differ by rounding, and layouts
 * are the same bits.
 *
 * <p>Totals, moments, lengths and derived expression stay on the CPU: each is one pass over what is
 * in this machine's memory, and to copy it would take as long.
 */
public final class CudaEngine implements Engine {
  private final Devices devices;
  private final Hardware hardware;
  private final CpuEngine cpu;

  private final Progress.Phase phase;

  private CudaEngine(Hardware hardware, CpuEngine cpu, Progress.Phase phase) {
    this.devices = hardware.devices();
    this.hardware = hardware;
    this.cpu = cpu;
    this.phase = phase;
  }

  /**
   * An engine on the devices of a driver.
   *
   * @throws InputException if a device cannot be opened
   */
  public static CudaEngine open(Driver driver, Workers workers) {
    return on(Devices.open(driver), workers);
  }

  /** An engine on devices, which it closes. */
  public static CudaEngine on(Devices devices, Workers workers) {
    return new CudaEngine(
        new Hardware(devices, DeviceExpressions.on(devices, workers), workers),
        CpuEngine.on(workers),
        Progress.Silent.INSTANCE);
  }

  @Override
  public String name() {
    String first = devices.first().info().toString();
    return "cuda, " + (devices.count() > 1 ? devices.count() + " x " + first : first);
  }

  @Override
  public CudaEngine counting(Progress.Phase told) {
    return new CudaEngine(hardware, cpu.counting(told), told);
  }

  @Override
  public CountTotals totals(Expression counts) {
    return cpu.totals(counts);
  }

  @Override
  public Expression derive(Expression x, boolean[] keep, EntryFunction f, ExpressionStore store) {
    return cpu.derive(x, keep, f, store);
  }

  @Override
  public GeneMoments moments(Expression x) {
    return cpu.moments(x);
  }

  @Override
  public GeneMoments averages(SparseMatrix graph, int first, Expression x) {
    return hardware.run(phase, new NeighborMoments(graph, first, x)::run).moments(graph.rows());
  }

  @Override
  public Svd components(ScaledExpression a, int components, long seed) {
    DeviceSvd svd = new DeviceSvd(a, components, seed);
    return hardware.run(phase, (on, step) -> svd.all(on, cpu, step));
  }

  @Override
  public FloatMatrix loadings(ScaledExpression a, int components, long seed) {
    DeviceSvd svd = new DeviceSvd(a, components, seed);
    return hardware.run(phase, (on, step) -> svd.right(on, cpu, step));
  }

  @Override
  public double[] lengths(Expression x, int[] genes) {
    return cpu.lengths(x, genes);
  }

  @Override
  public CellMatrix harmonize(CellMatrix rows, Batches batches, HarmonyParams params) {
    return cpu.harmonize(rows, batches, params);
  }

  @Override
  public Neighbors nearest(CellMatrix queries, CellMatrix points, int k, NeighborSearch how) {
    return DeviceNeighbors.does(devices, queries, points, k, how)
        ? hardware.run(phase, (on, step) -> search(how, step).search(queries, points, k))
        : cpu.nearest(queries, points, k, how);
  }

  @Override
  public NeighborSearch.BothWays nearest(
      CellMatrix a, int kA, CellMatrix b, int kB, NeighborSearch how) {
    return DeviceNeighbors.does(devices, a, b, kA, how)
            && DeviceNeighbors.does(devices, b, a, kB, how)
        ? hardware.run(phase, (on, step) -> search(how, step).between(a, kA, b, kB))
        : cpu.nearest(a, kA, b, kB, how);
  }

  private DeviceNeighbors search(NeighborSearch how, Progress.Phase step) {
    return new DeviceNeighbors(devices, how, hardware.workers(), step);
  }

  @Override
  public SparseMatrix distances(Neighbors nearest) {
    return cpu.distances(nearest);
  }

  @Override
  public GeneMoments translatedMoments(GeneView view, double[] scale, SparseMatrix translation) {
    return hardware
        .run(phase, new TranslatedMoments(view, scale, translation)::run)
        .moments(view.expression().cells());
  }

  @Override
  public void project(
      GeneView view,
      double[] scale,
      int first,
      SparseMatrix a,
      List<FloatMatrix> blocks,
      CellMatrix rows,
      ColumnRanges columns) {
    LoadingPanels loadings = new BlockProduct(blocks).times(a, hardware.workers());
    CellProjection projection = new CellProjection(view, scale, first, rows, columns);
    hardware.run(phase, (on, step) -> projection.run(loadings, on, step));
  }

  @Override
  public JoinedCells join(List<SpeciesCells> species, double least) {
    return new CudaJoinedCells(
        hardware, cpu.join(species, least, this::holders), Progress.Silent.INSTANCE);
  }

  private Holders holders(Neighborhoods neighborhoods, int cells, Workers workers) {
    return neighborhoods instanceof BreadthFirst rings
        ? devices.use(() -> DeviceHolders.of(devices, rings, workers))
        : Holders.of(neighborhoods, cells, workers);
  }

  @Override
  public FloatMatrix layout(SparseMatrix graph, UmapParams params, Progress.Phase told) {
    UmapPlan plan = UmapPlan.of(graph, params, hardware.workers());
    return devices.use(() -> DeviceLayout.of(plan, devices.first(), told));
  }

  @Override
  public void close() {
    try (devices) {
      devices.use(
          () -> {
            hardware.expressions().close();
            return true;
          });
    }
  }
}
