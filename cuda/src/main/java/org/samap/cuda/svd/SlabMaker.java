package org.samap.cuda.svd;

import java.util.Arrays;
import org.samap.core.expression.EntryScale;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ScaledExpression;
import org.samap.cuda.device.Cleanup;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Scratch;
import org.samap.cuda.expression.DeviceExpression;
import org.samap.cuda.expression.DeviceRows;

/**
 * Makes the slabs of a matrix from expression on the device. A slab depends on its cells alone and
 * has the same bits whenever it is made. First the entries of rows and columns are counted, then
 * they are written in order.
 */
final class SlabMaker implements AutoCloseable {
  private static final int WARPS = 8;

  /** Cells that one block of threads puts in order by columns. */
  private static final int TILE_CELLS = 128;

  private final ScaledExpression a;
  private final DeviceExpression cells;
  private final DeviceStream stream;
  private final Scratch counts;
  private final Scratch perCell;
  private DeviceMemory column = DeviceMemory.NONE;
  private DeviceMemory coefficients = DeviceMemory.NONE;

  SlabMaker(ScaledExpression a, DeviceExpression cells, DeviceStream stream) {
    this.a = a;
    this.cells = cells;
    this.stream = stream;
    this.counts = new Scratch(stream.device());
    this.perCell = new Scratch(stream.device());
  }

  /** Copies what is the same for all slabs to the device. */
  void prepare(DeviceArena arena) {
    int[] columns = new int[a.x().genes()];
    Arrays.fill(columns, -1);
    for (int c = 0; c < a.genes().length; c++) {
      columns[a.genes()[c]] = c;
    }
    column = arena.ints(columns.length);
    coefficients = arena.doubles(a.scale().coefficients().length);
    stream.upload(columns, column);
    stream.upload(a.scale().coefficients(), coefficients);
  }

  private int columns() {
    return a.genes().length;
  }

  /** The slab of a section. */
  Slab make(int s) {
    Expression x = a.x();
    int first = s * DeviceExpression.SECTION_CELLS;
    int count = Math.min(DeviceExpression.SECTION_CELLS, x.cells() - first);
    int tiles = Math.ceilDiv(count, TILE_CELLS);
    long countBytes = (long) tiles * columns() * Integer.BYTES;
    DeviceMemory tileCounts = counts.ofSize(countBytes).slice(0, countBytes);
    DeviceMemory numbers = perCell.ofSize((long) count * Double.BYTES);
    DeviceArena arena = stream.device().arena();
    try {
      stream.clear(tileCounts);
      cells.forSection(s, rows -> countEntries(rows, first, tileCounts, numbers));
      int[] lengths = new int[count];
      stream.download(numbers, lengths);
      Lines rows = Lines.ofLengths(lengths, arena, stream);
      Lines columns = startColumns(tileCounts, tiles, arena);
      fillRows(s, first, count, numbers, rows);
      fillColumns(rows, columns, tiles, tileCounts);
      return new Slab(arena, first, rows, columns);
    } catch (RuntimeException e) {
      throw Cleanup.after(e, arena::close);
    }
  }

  private void countEntries(
      DeviceRows rows, int first, DeviceMemory tileCounts, DeviceMemory lengths) {
    int at = rows.first() - first;
    kernel("count_entries", Math.ceilDiv(rows.count(), TILE_CELLS))
        .with(
            rows.table(),
            rows.count(),
            column,
            columns(),
            TILE_CELLS,
            at / TILE_CELLS,
            lengths.from((long) at * Integer.BYTES),
            tileCounts);
  }

  private Lines startColumns(DeviceMemory tileCounts, int tiles, DeviceArena arena) {
    int[] lengths = new int[columns()];
    try (DeviceArena own = stream.device().arena()) {
      DeviceMemory sums = own.ints(columns());
      kernel("start_columns", Math.ceilDiv(columns(), Launch.THREADS))
          .with(tileCounts, tiles, columns(), sums);
      stream.download(sums, lengths);
    }
    return Lines.ofLengths(lengths, arena, stream);
  }

  private void fillRows(int s, int first, int count, DeviceMemory divisors, Lines rows) {
    EntryScale scale = a.scale();
    if (scale.lengths().length == 0) {
      double[] ones = new double[count];
      Arrays.fill(ones, 1);
      stream.upload(ones, divisors);
    } else {
      stream.upload(scale.lengths(), first, count, divisors);
    }
    cells.forSection(
        s,
        piece -> {
          long at = (long) piece.first() - first;
          kernel("fill_rows", Math.ceilDiv(piece.count(), WARPS))
              .with(
                  piece.table(),
                  piece.count(),
                  column,
                  coefficients,
                  divisors.from(at * Double.BYTES),
                  rows.offsets().from(at * Integer.BYTES),
                  rows.indices(),
                  rows.values());
        });
  }

  private void fillColumns(Lines rows, Lines columns, int tiles, DeviceMemory tileCounts) {
    kernel("fill_columns", tiles)
        .with(
            rows.offsets(),
            rows.indices(),
            rows.values(),
            rows.count(),
            columns(),
            TILE_CELLS,
            columns.offsets(),
            tileCounts,
            columns.indices(),
            columns.values());
  }

  private Launch kernel(String name, int blocks) {
    return Launch.of(stream, name, blocks);
  }

  @Override
  public void close() {
    try {
      counts.close();
    } finally {
      perCell.close();
    }
  }
}
