package org.samap.cuda.products;

import java.util.Optional;
import org.samap.core.engine.ColumnRanges;
import org.samap.core.engine.cpu.LoadingPanels;
import org.samap.core.expression.Expression;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.GridShape;
import org.samap.cuda.expression.DeviceExpression;
import org.samap.cuda.expression.DeviceRows;

/** Projects cells on one device. One result is copied to this machine as the next is computed. */
final class SectionProjector {
  private static final String MODULE = "products";
  private static final int WARPS = 8;
  private static final int WARP = 32;
  private static final int TILE = 128;
  private static final int SUM_THREADS = 128;

  /** Loadings that are copied at a time, in floats. */
  private static final int PIECE = 1 << 20;

  private final CellProjection projection;
  private final TaskSums sums;
  private final Workers workers;
  private final DeviceStream stream;
  private final DeviceStream copies;
  private DeviceMemory slots = DeviceMemory.NONE;
  private DeviceMemory scales = DeviceMemory.NONE;
  private DeviceMemory loadings = DeviceMemory.NONE;
  private DeviceMemory results = DeviceMemory.NONE;

  /** Floats from one row to the next. */
  private int stride;

  /** The most cells of a result, whole blocks. */
  private int most;

  private float[] values = {};
  private int computed;

  /** What is computed and not yet copied. */
  private Optional<Result> waiting = Optional.empty();

  private record Result(int first, int count, DeviceMemory values, DeviceMemory sums) {}

  SectionProjector(
      CellProjection projection,
      TaskSums sums,
      Workers workers,
      DeviceStream stream,
      DeviceStream copies) {
    this.projection = projection;
    this.sums = sums;
    this.workers = workers;
    this.stream = stream;
    this.copies = copies;
  }

  /** Copies the loadings to the device and takes memory for results. */
  void prepare(LoadingPanels from, DeviceArena arena) {
    FactorGenes genes = FactorGenes.of(projection.view(), projection.scale(), projection.first());
    stride = (from.components() + 3) & ~3;
    slots = arena.ints(genes.slots().length);
    stream.upload(genes.slots(), slots);
    scales = arena.doubles(genes.scales().length);
    stream.upload(genes.scales(), scales);
    loadings = arena.floats((long) from.genes() * stride);
    send(from);
    BlockSize size = new BlockSize(DeviceExpression.SECTION_CELLS, Expression.BLOCK_CELLS);
    results = size.fitting(cells -> arena.allocate(2 * bytes(cells)));
    most = size.current();
    values = new float[Math.min(most, Math.max(1, projection.rows().rows())) * stride];
  }

  private void send(LoadingPanels from) {
    int genesOfPiece = Math.max(1, PIECE / stride);
    float[] piece = new float[genesOfPiece * stride];
    for (int g = 0; g < from.genes(); g += genesOfPiece) {
      int count = Math.min(genesOfPiece, from.genes() - g);
      for (int i = 0; i < count; i++) {
        from.copyRow(g + i, piece, i * stride);
      }
      stream.upload(piece, 0, count * stride, loadings.from((long) g * stride * Float.BYTES));
    }
  }

  private long bytes(int cells) {
    return valueBytes(cells) + sumBytes(cells);
  }

  private long valueBytes(int cells) {
    return (long) cells * stride * Float.BYTES;
  }

  private long sumBytes(int cells) {
    return (long) Math.ceilDiv(cells, sums.taskCells()) * stride * Double.BYTES;
  }

  void project(DeviceRows cells) {
    for (int from = 0; from < cells.count(); from += most) {
      start(cells.some(from, Math.min(most, cells.count() - from)));
    }
  }

  private void start(DeviceRows cells) {
    Device device = stream.device();
    DeviceMemory place = results.from(bytes(most) * (computed++ % 2));
    Result result =
        new Result(
            cells.first(),
            cells.count(),
            place.slice(0, valueBytes(cells.count())),
            place.slice(valueBytes(most), sumBytes(cells.count())));
    device
        .kernel(MODULE, "project_cells")
        .launch(
            stream,
            new GridShape(
                Math.ceilDiv(cells.count(), WARPS), Math.ceilDiv(stride, TILE), WARPS * WARP),
            cells.table(),
            cells.count(),
            slots,
            scales,
            loadings,
            stride,
            result.values);
    device
        .kernel(MODULE, "sum_columns")
        .launch(
            stream,
            new GridShape(
                Math.ceilDiv(cells.count(), sums.taskCells()),
                Math.ceilDiv(stride, SUM_THREADS),
                SUM_THREADS),
            result.values,
            cells.count(),
            stride,
            sums.taskCells(),
            result.sums);
    finish();
    copies.waitFor(stream);
    waiting = Optional.of(result);
  }

  /** Copies what waits. */
  void finish() {
    waiting.ifPresent(this::fetch);
    waiting = Optional.empty();
  }

  private void fetch(Result result) {
    double[] parts = new double[(int) (result.sums.bytes() / Double.BYTES)];
    copies.download(result.sums, parts);
    sums.add(result.first, parts, stride);
    copies.download(result.values, values, 0, result.count * stride);
    workers.forRanges(
        result.count, Expression.BLOCK_CELLS / 4, (from, to) -> write(result.first, from, to));
  }

  private void write(int first, int from, int to) {
    CellMatrix rows = projection.rows();
    ColumnRanges columns = projection.columns();
    for (int i = from; i < to; i++) {
      float[] row = rows.values(first + i);
      int at = rows.offset(first + i);
      System.arraycopy(values, i * stride, row, at + columns.from(), columns.first());
      System.arraycopy(
          values, i * stride + columns.first(), row, at + columns.from2(), columns.second());
    }
  }
}
