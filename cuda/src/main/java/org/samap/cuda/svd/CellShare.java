package org.samap.cuda.svd;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.samap.core.expression.ScaledExpression;
import org.samap.cuda.device.Cleanup;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Scratch;
import org.samap.cuda.driver.DriverException;
import org.samap.cuda.expression.DeviceExpression;
import org.samap.cuda.expression.Hardware;

/**
 * The cells of S whose products one device computes: every so-many-th group of {@value
 * #GROUP_SLABS} slabs. It keeps slabs while there is room for them; others are made again in every
 * product. Sums over the cells of a group do not depend on the device that has it.
 */
final class CellShare implements AutoCloseable {
  private static final int GROUP_SLABS = 4;
  private static final int WARPS = 8;
  private static final int SUMMED_ROWS = 1024;
  private static final int PANEL_FLOATS = Float.BYTES * WIDTH;
  private static final int PANEL_DOUBLES = Double.BYTES * WIDTH;

  private final ScaledExpression a;
  private final int number;
  private final int shares;
  private final DeviceStream stream;
  private final DeviceArena arena;
  private final DeviceExpression cells;
  private final SlabMaker maker;
  private final Scratch parts;

  /** The first of this share's slabs. */
  private final List<Slab> kept = new ArrayList<>();

  /** A panel of genes, rounded. */
  private DeviceMemory genePanel = DeviceMemory.NONE;

  /** Sums over the cells of a group for a panel of genes. */
  private DeviceMemory geneSums = DeviceMemory.NONE;

  /** A panel of a slab's cells. */
  private DeviceMemory cellPanel = DeviceMemory.NONE;

  private DeviceMemory roundedCells = DeviceMemory.NONE;

  /** The sums of a panel of cells over 1,024 cells each. */
  private DeviceMemory cellSums = DeviceMemory.NONE;

  private DeviceMemory centre = DeviceMemory.NONE;

  /** The sums over a group: for each gene, and of the panel of cells itself. */
  record Sums(double[] genes, double[] panel) {}

  private CellShare(ScaledExpression a, Hardware hardware, Device device, int number, int shares) {
    this.a = a;
    this.number = number;
    this.shares = shares;
    this.stream = device.stream(); // the only step that can fail
    this.arena = device.arena();
    this.cells = hardware.expressions().of(a.x(), stream);
    this.maker = new SlabMaker(a, cells, stream);
    this.parts = new Scratch(device);
  }

  /**
   * Makes the slabs.
   *
   * @param number of the device
   * @param columnSums of each group; those of this share are set
   */
  static CellShare open(
      ScaledExpression a, Hardware hardware, Device device, int number, double[][] columnSums) {
    CellShare share = new CellShare(a, hardware, device, number, hardware.deviceCount());
    try {
      share.prepare(columnSums);
      return share;
    } catch (RuntimeException e) {
      throw Cleanup.after(e, share::close);
    }
  }

  /** The number of groups that the cells of a matrix make. */
  static int groups(ScaledExpression a) {
    return Math.ceilDiv(DeviceExpression.sections(a.x()), GROUP_SLABS);
  }

  private int genes() {
    return a.genes().length;
  }

  private void prepare(double[][] columnSums) {
    int slabCells = Math.min(a.x().cells(), DeviceExpression.SECTION_CELLS);
    int groupCells = Math.min(a.x().cells(), GROUP_SLABS * DeviceExpression.SECTION_CELLS);
    genePanel = arena.allocate((long) genes() * PANEL_FLOATS);
    geneSums = arena.allocate((long) genes() * PANEL_DOUBLES);
    cellPanel = arena.allocate((long) slabCells * PANEL_DOUBLES);
    roundedCells = arena.allocate((long) slabCells * PANEL_FLOATS);
    cellSums = arena.allocate((long) Math.ceilDiv(groupCells, SUMMED_ROWS) * PANEL_DOUBLES);
    centre = arena.allocate(PANEL_DOUBLES);
    maker.prepare(arena);
    DeviceMemory sums = geneSums.slice(0, (long) genes() * Double.BYTES);
    int[] pieces = new int[1];
    forGroups(
        _ -> stream.clear(sums),
        slab -> {
          Launch.of(stream, "sum_lines", Math.ceilDiv(genes(), WARPS))
              .with(slab.columns().offsets(), slab.columns().values(), genes(), sums);
          pieces[0] = Math.max(pieces[0], slab.pieces());
        },
        g -> stream.download(sums, columnSums[g]));
    withRoom(() -> parts.ofSize((long) pieces[0] * PANEL_DOUBLES));
  }

  // --- slabs

  private void forGroups(IntConsumer start, Consumer<Slab> work, IntConsumer end) {
    int slabs = DeviceExpression.sections(a.x());
    int own = 0;
    for (int g = number; g < groups(a); g += shares) {
      start.accept(g);
      for (int s = g * GROUP_SLABS; s < Math.min(slabs, (g + 1) * GROUP_SLABS); s++) {
        if (own < kept.size()) {
          work.accept(kept.get(own));
        } else {
          withNew(s, own, work);
        }
        own++;
      }
      end.accept(g);
    }
  }

  private void withNew(int s, int own, Consumer<Slab> work) {
    Slab slab = withRoom(() -> maker.make(s));
    try {
      work.accept(slab);
    } catch (RuntimeException e) {
      throw Cleanup.after(e, slab::close);
    }
    Device device = stream.device();
    long spare = 2 * slab.bytes() + device.info().memory() / 8;
    if (own == kept.size() && device.freeMemory() > spare) {
      kept.add(slab);
    } else {
      slab.close();
    }
  }

  /** Takes memory, from kept slabs if need be. */
  private <T> T withRoom(Supplier<T> take) {
    while (true) {
      try {
        return take.get();
      } catch (DriverException e) {
        if (!e.isOutOfMemory() || kept.isEmpty()) {
          throw e;
        }
        kept.removeLast().close();
      }
    }
  }

  // --- products

  /** {@code y = S x - 1 b^T} for this share's cells. */
  void multiply(float[] x, double[] b, double[] y) {
    prepare(x, b);
    forGroups(
        _ -> {},
        slab -> {
          byCells(slab);
          stream.download(cellPanel, y, slab.firstCell() * WIDTH, slab.rows().count() * WIDTH);
        },
        _ -> {});
  }

  /** {@code S^T y} for each group. */
  void multiplyTransposed(float[] y, Sums[] sums) {
    forGroups(
        _ -> stream.clear(geneSums),
        slab -> {
          stream.upload(y, slab.firstCell() * WIDTH, slab.rows().count() * WIDTH, roundedCells);
          byGenes(slab);
        },
        g -> sums[g] = sums(g));
  }

  /** {@code S^T y} for each group, with {@code y = S x - 1 b^T} rounded. */
  void multiplyGram(float[] x, double[] b, Sums[] sums) {
    prepare(x, b);
    forGroups(
        _ -> stream.clear(geneSums),
        slab -> {
          byCells(slab);
          byGenes(slab);
        },
        g -> sums[g] = sums(g));
  }

  private void prepare(float[] x, double[] b) {
    stream.upload(x, genePanel);
    stream.upload(b, centre);
  }

  private void byCells(Slab slab) {
    Lines rows = slab.rows();
    DeviceMemory sums = multiplyPieces(slab, rows, genePanel);
    Launch.of(stream, "merge_lines", Math.ceilDiv(rows.count() * WIDTH, Launch.THREADS))
        .with(rows.starts(), sums, rows.count(), centre, cellPanel, roundedCells);
  }

  /** Adds the slab's part of S^T times the panel of cells, and makes the sums of that panel. */
  private void byGenes(Slab slab) {
    Lines columns = slab.columns();
    DeviceMemory products = multiplyPieces(slab, columns, roundedCells);
    Launch.of(stream, "add_lines", Math.ceilDiv(genes() * WIDTH, Launch.THREADS))
        .with(columns.starts(), products, genes(), geneSums);
    int rows = slab.rows().count();
    int before = slab.firstCell() % (GROUP_SLABS * DeviceExpression.SECTION_CELLS);
    Launch.of(stream, "sum_panel", Math.ceilDiv(rows, SUMMED_ROWS))
        .with(roundedCells, rows, cellSums.from((long) before / SUMMED_ROWS * PANEL_DOUBLES));
  }

  private DeviceMemory multiplyPieces(Slab slab, Lines lines, DeviceMemory panel) {
    DeviceMemory sums = parts.ofSize((long) slab.pieces() * PANEL_DOUBLES);
    Launch.of(stream, "multiply_pieces", Math.ceilDiv(lines.pieceCount(), WARPS))
        .with(lines.pieces(), lines.pieceCount(), lines.indices(), lines.values(), panel, sums);
    return sums;
  }

  private Sums sums(int group) {
    int groupCells = GROUP_SLABS * DeviceExpression.SECTION_CELLS;
    int count = Math.min(groupCells, a.x().cells() - group * groupCells);
    double[] found = new double[Math.ceilDiv(count, SUMMED_ROWS) * WIDTH];
    stream.download(cellSums, found);
    double[] panel = new double[WIDTH];
    for (int i = 0; i < found.length; i++) {
      panel[i % WIDTH] += found[i];
    }
    double[] ofGenes = new double[genes() * WIDTH];
    stream.download(geneSums, ofGenes);
    return new Sums(ofGenes, panel);
  }

  @Override
  public void close() {
    try (stream;
        arena;
        cells;
        maker;
        parts) {
      Cleanup cleanup = new Cleanup();
      kept.forEach(slab -> cleanup.run(slab::close));
      cleanup.end();
    }
  }
}
