package org.samap.cuda.products;

import java.util.Arrays;
import org.samap.core.engine.GeneView;
import org.samap.core.expression.Expression;
import org.samap.core.expression.MomentSums;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InOrder;
import org.samap.core.run.Progress;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.GridShape;
import org.samap.cuda.expression.DeviceExpression;
import org.samap.cuda.expression.DeviceRows;
import org.samap.cuda.expression.Hardware;

/**
 * Adds up the columns of U = Z T and their squares (SPEC 5.2), in float64. Sums of 128 cells are
 * made in a fixed tree and added in the order of the cells, section by section. The CPU engine adds
 * cell by cell, so results differ by float64 rounding.
 *
 * <p>The linked genes of 1,024 cells are written into dense panels (genes x 128 cells, float32).
 * These stay in the second-level cache while every entry of T reads one of its rows: 4 bytes for
 * each entry of T and cell from there, and two passes over the panels in memory. Memory: 4 KB for
 * each linked gene, and T.
 *
 * @param view the genes with their numbers
 * @param scale the factor for the values of each gene number
 * @param translation T: gene numbers x gene numbers
 */
public record TranslatedMoments(GeneView view, double[] scale, SparseMatrix translation) {
  private static final String MODULE = "products";
  private static final int WARPS = 8;
  private static final int WARP = 32;
  private static final int PANEL_CELLS = 128;
  private static final int MOST_PANELS = Expression.BLOCK_CELLS / PANEL_CELLS;
  private static final int ADD_THREADS = 256;

  /** Adds up the columns, counting sections of cells. */
  public MomentSums run(Hardware hardware, Progress.Phase phase) {
    Expression x = view.expression();
    int sections = DeviceExpression.sections(x);
    MomentSums total = MomentSums.ofColumns(translation.columns());
    InOrder<MomentSums> sums = new InOrder<>(total::merge);
    phase.expect(sections);
    Columns t = columns();
    hardware.onEachDevice(
        (device, number) -> {
          try (DeviceStream stream = device.stream();
              DeviceArena arena = device.arena();
              DeviceExpression cells = hardware.expressions().of(x, stream)) {
            OnDevice work = new OnDevice(t, stream, arena);
            for (int s = number; s < sections; s += hardware.deviceCount()) {
              work.clear();
              cells.forSection(s, work::add);
              sums.add(s, work.fetch());
              phase.advance(1);
            }
          }
        });
    return total;
  }

  /**
   * T by its columns, with the rows of genes that the data have.
   *
   * @param slots for each gene of the data its place among the linked genes, or -1
   * @param scales for each linked gene
   */
  private record Columns(int[] slots, double[] scales, SparseMatrix transposed) {}

  private Columns columns() {
    FactorGenes genes = FactorGenes.of(view, scale, 0);
    int[] slots = new int[genes.slots().length];
    int[] slotOfNumber = new int[translation.rows()];
    double[] scales = new double[slots.length];
    Arrays.fill(slotOfNumber, -1);
    int used = 0;
    for (int g = 0; g < slots.length; g++) {
      int number = genes.slots()[g];
      boolean linked = number >= 0 && translation.rowLength(number) > 0;
      slots[g] = linked ? used : -1;
      if (linked) {
        scales[used] = genes.scales()[g];
        slotOfNumber[number] = used++;
      }
    }
    SparseMatrix all = translation.transpose();
    SparseMatrix.Builder own = SparseMatrix.builder(all.rows(), Math.max(1, used));
    for (int h = 0; h < all.rows(); h++) {
      for (int p = all.offset(h); p < all.offset(h + 1); p++) {
        if (slotOfNumber[all.index(p)] >= 0) {
          own.add(slotOfNumber[all.index(p)], all.value(p));
        }
      }
      own.endRow();
    }
    return new Columns(slots, Arrays.copyOf(scales, used), own.build());
  }

  /** T and the panels on one device. */
  private static final class OnDevice {
    private final DeviceStream stream;
    private final int used;
    private final int columns;
    private final DeviceMemory slots;
    private final DeviceMemory scales;
    private final DeviceMemory offsets;
    private final DeviceMemory entries;
    private final DeviceMemory weights;
    private final DeviceMemory total;
    private final DeviceMemory parts;
    private final DeviceMemory panels;
    private final int most;

    OnDevice(Columns t, DeviceStream stream, DeviceArena arena) {
      this.stream = stream;
      this.used = t.scales.length;
      this.columns = t.transposed.rows();
      slots = arena.ints(t.slots.length);
      scales = arena.doubles(used);
      offsets = arena.ints(columns + 1L);
      entries = arena.ints(t.transposed.entries());
      weights = arena.floats(t.transposed.entries());
      total = arena.doubles(2L * columns);
      parts = arena.doubles(2L * columns * MOST_PANELS);
      BlockSize size = new BlockSize(MOST_PANELS, 1);
      panels = size.fitting(count -> arena.floats((long) count * panelFloats()));
      most = size.current();
      stream.upload(t.slots, slots);
      stream.upload(t.scales, scales);
      stream.upload(t.transposed.offsets(), offsets);
      stream.upload(t.transposed.indices(), entries);
      stream.upload(t.transposed.values(), weights);
    }

    private long panelFloats() {
      return (long) used * PANEL_CELLS;
    }

    void clear() {
      stream.clear(total);
    }

    void add(DeviceRows cells) {
      for (int from = 0; from < cells.count() && columns > 0; from += most * PANEL_CELLS) {
        add(cells, from, Math.min(most * PANEL_CELLS, cells.count() - from));
      }
    }

    private void add(DeviceRows cells, int from, int count) {
      Device device = stream.device();
      int panelCount = Math.ceilDiv(count, PANEL_CELLS);
      stream.clear(panels.slice(0, panelCount * panelFloats() * Float.BYTES));
      device
          .kernel(MODULE, "fill_panels")
          .launch(
              stream,
              GridShape.of(Math.ceilDiv(count, WARPS), WARPS * WARP),
              cells.table(),
              from,
              count,
              slots,
              used,
              panels);
      device
          .kernel(MODULE, "translate_panels")
          .launch(
              stream,
              new GridShape(Math.ceilDiv(columns, WARPS), panelCount, WARPS * WARP),
              panels,
              used,
              offsets,
              entries,
              weights,
              scales,
              columns,
              parts);
      device
          .kernel(MODULE, "add_parts")
          .launch(
              stream,
              GridShape.covering(2L * columns, ADD_THREADS),
              parts,
              panelCount,
              2L * columns,
              total);
    }

    MomentSums fetch() {
      double[] sums = new double[2 * columns];
      stream.download(total, sums);
      return new MomentSums(
          Arrays.copyOf(sums, columns), Arrays.copyOfRange(sums, columns, sums.length));
    }
  }
}
