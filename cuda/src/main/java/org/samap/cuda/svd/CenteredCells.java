package org.samap.cuda.svd;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.linalg.Panels;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Scratch;
import org.samap.cuda.driver.DriverException;
import org.samap.cuda.expression.DeviceExpression;

/**
 * Products of A = S - 1 m^T with panels, where S are the scaled values of cells x chosen genes and
 * m its column means. S is in slabs; those that do not fit are made again in every product.
 *
 * <p>A product gathers 64 bytes from the second-level cache for each stored value, and reads 8 from
 * memory. Panels are rounded to float32. A line's sum is made of pieces of 256 values, each summed
 * in float32 by fours and then in float64; pieces and slabs are added in order. So results are the
 * same bits with any memory, and differ from the CPU engine's by rounding of float32.
 */
final class CenteredCells implements AutoCloseable {
  private static final int WARPS = 8;
  private static final int SUMMED_ROWS = 1024;
  private static final int PANEL_FLOATS = Float.BYTES * WIDTH;
  private static final int PANEL_DOUBLES = Double.BYTES * WIDTH;

  private final int cells;
  private final int genes;
  private final DeviceStream stream;
  private final SlabMaker maker;
  private final List<Slab> kept = new ArrayList<>();

  /** A panel of genes, rounded. */
  private final DeviceMemory genePanel;

  /** Sums over cells for a panel of genes. */
  private final DeviceMemory geneSums;

  /** A panel of a slab's cells, as it is and rounded. */
  private final DeviceMemory cellPanel;

  private final DeviceMemory roundedCells;
  private final DeviceMemory centre;

  /** The sums of a panel of cells over 1,024 cells each. */
  private final DeviceMemory cellSums;

  private final Scratch parts;
  private double[] means = {};

  private CenteredCells(
      ScaledExpression a, SlabMaker maker, DeviceStream stream, DeviceArena arena) {
    this.cells = a.x().cells();
    this.genes = a.genes().length;
    this.stream = stream;
    this.maker = maker;
    int slabCells = Math.min(cells, DeviceExpression.SECTION_CELLS);
    this.genePanel = arena.allocate((long) genes * PANEL_FLOATS);
    this.geneSums = arena.allocate((long) genes * PANEL_DOUBLES);
    this.cellPanel = arena.allocate((long) slabCells * PANEL_DOUBLES);
    this.roundedCells = arena.allocate((long) slabCells * PANEL_FLOATS);
    this.centre = arena.allocate(PANEL_DOUBLES);
    this.cellSums = arena.allocate((long) Math.ceilDiv(cells, SUMMED_ROWS) * PANEL_DOUBLES);
    this.parts = new Scratch(stream.device());
  }

  /**
   * Makes the slabs and the column means.
   *
   * @param maker makes slabs, now and later
   */
  static CenteredCells of(
      ScaledExpression a, SlabMaker maker, DeviceStream stream, DeviceArena arena) {
    CenteredCells centered = new CenteredCells(a, maker, stream, arena);
    try {
      centered.means = centered.means(arena);
      return centered;
    } catch (RuntimeException e) {
      centered.close();
      throw e;
    }
  }

  int cells() {
    return cells;
  }

  int genes() {
    return genes;
  }

  // --- slabs

  /**
   * Makes all slabs, keeps those for which there is room, takes memory for the parts of products,
   * and returns the column means.
   */
  private double[] means(DeviceArena arena) {
    DeviceMemory sums = arena.doubles(genes);
    int[] pieces = new int[1];
    stream.clear(sums);
    forSlabs(
        slab -> {
          Launch.of(stream, "sum_lines", Math.ceilDiv(genes, WARPS))
              .with(slab.columns().offsets(), slab.columns().values(), genes, sums);
          pieces[0] = Math.max(pieces[0], slab.pieces());
        });
    withRoom(() -> parts.ofSize((long) pieces[0] * PANEL_DOUBLES));
    double[] out = new double[genes];
    stream.download(sums, out);
    return Arrays.stream(out).map(s -> s / Math.max(1, cells)).toArray();
  }

  private void forSlabs(Consumer<Slab> work) {
    for (int s = 0; s < maker.slabs(); s++) {
      if (s < kept.size()) {
        work.accept(kept.get(s));
      } else {
        withNew(s, work);
      }
    }
  }

  private void withNew(int s, Consumer<Slab> work) {
    Slab slab = withRoom(() -> maker.make(s));
    try {
      work.accept(slab);
    } catch (RuntimeException e) {
      slab.close();
      throw e;
    }
    Device device = stream.device();
    long spare = 2 * slab.bytes() + device.info().memory() / 8;
    if (s == kept.size() && device.freeMemory() > spare) {
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

  /** {@code y = A x} for a panel of genes x. */
  void multiply(double[] x, double[] y) {
    prepare(x);
    forSlabs(
        slab -> {
          byCells(slab);
          stream.download(cellPanel, y, slab.firstCell() * WIDTH, slab.rows().count() * WIDTH);
        });
  }

  /** {@code z = A^T y} for a panel of cells y. */
  void multiplyTransposed(double[] y, double[] z) {
    float[] rounded = Panels.rounded(y);
    stream.clear(geneSums);
    forSlabs(
        slab -> {
          stream.upload(
              rounded, slab.firstCell() * WIDTH, slab.rows().count() * WIDTH, roundedCells);
          byGenes(slab);
        });
    finish(z);
  }

  /** {@code z = A^T (A x)} for a panel of genes x, with A x rounded. */
  void multiplyGram(double[] x, double[] z) {
    prepare(x);
    stream.clear(geneSums);
    forSlabs(
        slab -> {
          byCells(slab);
          byGenes(slab);
        });
    finish(z);
  }

  private void prepare(double[] x) {
    float[] rounded = Panels.rounded(x);
    stream.upload(rounded, genePanel);
    stream.upload(Panels.weightedSum(means, rounded), centre);
  }

  /** The slab's rows of A times the panel of genes. */
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
    Launch.of(stream, "add_lines", Math.ceilDiv(genes * WIDTH, Launch.THREADS))
        .with(columns.starts(), products, genes, geneSums);
    int rows = slab.rows().count();
    long place = (long) slab.firstCell() / SUMMED_ROWS * PANEL_DOUBLES;
    Launch.of(stream, "sum_panel", Math.ceilDiv(rows, SUMMED_ROWS))
        .with(roundedCells, rows, cellSums.from(place));
  }

  private DeviceMemory multiplyPieces(Slab slab, Lines lines, DeviceMemory panel) {
    DeviceMemory sums = parts.ofSize((long) slab.pieces() * PANEL_DOUBLES);
    Launch.of(stream, "multiply_pieces", Math.ceilDiv(lines.pieceCount(), WARPS))
        .with(lines.pieces(), lines.pieceCount(), lines.indices(), lines.values(), panel, sums);
    return sums;
  }

  /** Copies the sums for genes and subtracts their means times the sums over all cells. */
  private void finish(double[] z) {
    double[] found = new double[Math.ceilDiv(cells, SUMMED_ROWS) * WIDTH];
    stream.download(cellSums, found);
    double[] sums = new double[WIDTH];
    for (int i = 0; i < found.length; i++) {
      sums[i % WIDTH] += found[i];
    }
    stream.download(geneSums, z);
    for (int g = 0; g < genes; g++) {
      Panels.addRow(-means[g], sums, 0, z, g * WIDTH);
    }
  }

  @Override
  public void close() {
    try {
      parts.close();
    } finally {
      kept.forEach(Slab::close);
    }
  }
}
