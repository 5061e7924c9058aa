package org.samap.cuda.products;

import org.samap.core.expression.Expression;
import org.samap.core.expression.MomentSums;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Cleanup;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.GridShape;
import org.samap.cuda.expression.DeviceExpression;
import org.samap.cuda.expression.DeviceRows;
import org.samap.cuda.expression.GeneRange;
import org.samap.cuda.expression.Hardware;

/**
 * Adds up the columns of A = W X, where W is a graph with each row divided by its sum, and their
 * squares. The additions are those of the CPU engine in the same order, in float64, so the bits are
 * the same.
 *
 * <p>A block of threads makes the averages of a cell in shared memory, 8,192 genes at a time, and
 * adds them to the sums of its 256 cells. It reads 2 bytes for each value of a neighbour and 8,192
 * genes, and one more for each value of its genes. As rows of any cells are read, all cells have to
 * be on the device. If they do not fit, this is done for some genes after the others; several
 * devices have some genes each. Memory besides the expression: 16 bytes for each gene and task of a
 * wave.
 *
 * @param graph cells of all species x cells of all species, positive weights
 * @param first the first cell of the species
 * @param x the expression of the species
 */
public record NeighborMoments(SparseMatrix graph, int first, Expression x) {
  private static final String MODULE = "products";
  private static final int TASK_CELLS = 256;
  private static final int THREADS = 256;

  /** Tasks that keep all multiprocessors of a large device busy. */
  private static final int WAVE = 512;

  private static final int TILE = 8192;
  private static final int LEAST_GENES = 64;
  private static final int ADD_THREADS = 256;

  /** Adds up the columns, counting tasks times genes. */
  public MomentSums run(Hardware hardware, Progress.Phase phase) {
    MomentSums sums = MomentSums.ofColumns(x.genes());
    phase.expect((long) tasks() * x.genes());
    int devices = hardware.deviceCount();
    int genesOfDevice = Math.max(1, Math.ceilDiv(x.genes(), devices));
    hardware.onEachDevice(
        (device, number) -> {
          int start = Math.min(x.genes(), number * genesOfDevice);
          int count = Math.min(genesOfDevice, x.genes() - start);
          new BlockSize(count, LEAST_GENES)
              .forBlocks(
                  count,
                  (from, to) ->
                      new Genes(hardware, device, start + from, start + to).addTo(sums, phase));
        });
    return sums;
  }

  private int tasks() {
    return Math.ceilDiv(graph.rows(), TASK_CELLS);
  }

  /** The genes [from, to) on a device. */
  private final class Genes {
    private final Hardware hardware;
    private final Device device;
    private final int from;
    private final int to;

    Genes(Hardware hardware, Device device, int from, int to) {
      this.hardware = hardware;
      this.device = device;
      this.from = from;
      this.to = to;
    }

    private int count() {
      return to - from;
    }

    void addTo(MomentSums sums, Progress.Phase phase) {
      Expression own = count() == x.genes() ? x : new GeneRange(x, from, to);
      double[] found = new double[2 * count()];
      try (DeviceStream stream = device.stream();
          DeviceArena arena = device.arena();
          DeviceExpression cells = hardware.expressions().of(own, stream);
          DeviceExpression.Whole whole = cells.whole()) {
        DeviceMemory total = arena.doubles(found.length);
        stream.clear(total);
        BlockSize size = new BlockSize(WAVE, 1);
        for (int start = 0; start < tasks(); ) {
          int first = start;
          try (Wave wave =
              size.fitting(n -> wave(whole.rows(), first, Math.min(tasks(), first + n), stream))) {
            add(wave, stream, total);
            start = wave.end;
          }
          phase.advance((long) (start - first) * count());
        }
        stream.download(total, found);
      }
      System.arraycopy(found, 0, sums.values(), from, count());
      System.arraycopy(found, count(), sums.squares(), from, count());
    }

    /** Makes the sums of each of the tasks [start, end). */
    private Wave wave(DeviceRows cells, int start, int end, DeviceStream stream) {
      int firstRow = start * TASK_CELLS;
      int rows = Math.min(graph.rows(), end * TASK_CELLS) - firstRow;
      int firstEntry = graph.offset(firstRow);
      int entries = graph.offset(firstRow + rows) - firstEntry;
      double[] factors = new double[rows];
      for (int i = 0; i < rows; i++) {
        double weights = graph.rowSum(firstRow + i);
        factors[i] = weights > 0 ? 1 / weights : 0;
      }
      DeviceArena arena = device.arena();
      try {
        DeviceMemory parts = arena.doubles(2L * count() * (end - start));
        DeviceMemory offsets = arena.ints(rows + 1L);
        DeviceMemory indices = arena.ints(entries);
        DeviceMemory weights = arena.floats(entries);
        DeviceMemory ofRows = arena.doubles(rows);
        stream.clear(parts);
        stream.upload(graph.offsets(), firstRow, rows + 1, offsets);
        stream.upload(graph.indices(), firstEntry, entries, indices);
        stream.upload(graph.values(), firstEntry, entries, weights);
        stream.upload(factors, ofRows);
        int tile = Math.min(Math.min(TILE, device.info().sharedBytes() / Double.BYTES), count());
        device
            .kernel(MODULE, "average_neighbors")
            .launchWithShared(
                stream,
                new GridShape(end - start, Math.ceilDiv(count(), tile), THREADS),
                tile * Double.BYTES,
                cells.table(),
                first,
                cells.count(),
                offsets,
                indices,
                weights,
                ofRows,
                rows,
                TASK_CELLS,
                from,
                to,
                tile,
                parts);
        return new Wave(arena, parts, start, end);
      } catch (RuntimeException e) {
        throw Cleanup.after(e, arena::close);
      }
    }

    /** Adds the sums of tasks to the total. */
    private void add(Wave wave, DeviceStream stream, DeviceMemory total) {
      device
          .kernel(MODULE, "add_parts")
          .launch(
              stream,
              GridShape.covering(2L * count(), ADD_THREADS),
              wave.parts,
              wave.end - wave.start,
              2L * count(),
              total);
    }
  }

  /** The sums of the tasks [start, end), in memory of their own. */
  private record Wave(DeviceArena arena, DeviceMemory parts, int start, int end)
      implements AutoCloseable {
    @Override
    public void close() {
      arena.close();
    }
  }
}
