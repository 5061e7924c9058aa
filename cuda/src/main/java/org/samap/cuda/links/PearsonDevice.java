package org.samap.cuda.links;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.DriverException;

/**
 * Adds up segments of cells on one device. The rows of all cells stay on the device where they fit.
 * Else the rows of a block's neighbours are uploaded with the block, which has the fewer cells the
 * less memory there is. As the cells of a block have adjacent places, they share many neighbours.
 *
 * <p>Memory: that of {@link CellRows}, {@link SmoothingGraph} and {@link PearsonPanel}.
 */
final class PearsonDevice implements AutoCloseable {
  private final LinkTask task;
  private final SpeciesAxis cells;
  private final DeviceStream stream;
  private final DeviceArena arena;
  private final DeviceArena rowArena;
  private final PearsonPanel panel;
  private final SmoothingGraph graph;
  private final Optional<CellRows> all;
  private final List<RowCursor> cursors = new ArrayList<>();

  /** Chunks whose neighbours are uploaded together. */
  private final BlockSize blocks = new BlockSize(Integer.MAX_VALUE, 1);

  private PearsonDevice(
      LinkTask task, DeviceStream stream, DeviceArena arena, DeviceArena rowArena) {
    this.task = task;
    this.cells = task.cells();
    this.stream = stream;
    this.arena = arena;
    this.rowArena = rowArena;
    int rows = 0;
    long edges = 0;
    for (Segment segment : Segment.of(cells)) {
      rows = Math.max(rows, segment.cells());
      edges = Math.max(edges, edges(segment));
    }
    this.panel = new PearsonPanel(arena, stream, task.genes(), rows);
    this.graph = new SmoothingGraph(arena, stream, task.stitched(), cells, rows, edges);
    task.genes().views().forEach(view -> cursors.add(view.expression().cursor()));
    this.all = allRows();
  }

  static PearsonDevice open(Device device, LinkTask task) {
    DeviceStream stream = device.stream();
    DeviceArena arena = device.arena();
    DeviceArena rowArena = device.arena();
    try {
      return new PearsonDevice(task, stream, arena, rowArena);
    } catch (RuntimeException e) {
      close(rowArena, arena, stream);
      throw e;
    }
  }

  private long edges(Segment segment) {
    long edges = 0;
    for (int p = segment.from(); p < segment.to(); p++) {
      edges += task.stitched().rowLength(task.cellAt().applyAsInt(p));
    }
    return edges;
  }

  /** The rows of all cells, if they fit. */
  private Optional<CellRows> allRows() {
    try {
      CellRows rows = new CellRows(rowArena, stream, cells.total(), 0, task.genes().total());
      for (int s = 0; s < cells.species(); s++) {
        task.addAll(s, rows, stream);
      }
      rows.finish();
      return Optional.of(rows);
    } catch (DriverException e) {
      if (e.isOutOfMemory()) {
        rowArena.close();
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The sums over a segment. */
  SegmentSums sum(Segment segment) {
    panel.clear();
    if (all.isPresent()) {
      add(segment, 0, segment.cells(), all.get());
    } else {
      blocks.forBlocks(
          Math.ceilDiv(segment.cells(), PearsonPanel.CHUNK),
          (from, to) -> {
            int end = Math.min(segment.cells(), to * PearsonPanel.CHUNK);
            addWithRows(segment, from * PearsonPanel.CHUNK, end);
          });
    }
    return panel.sums(segment);
  }

  /** Adds the cells [from, to) of a segment. */
  private void add(Segment segment, int from, int to, CellRows rows) {
    int start = segment.from() + from;
    graph.set(to - from, i -> task.cellAt().applyAsInt(start + i));
    panel.add(segment.species(), to - from, from, graph, rows);
  }

  private void addWithRows(Segment segment, int from, int to) {
    try (DeviceArena own = stream.device().arena()) {
      CellRows rows = new CellRows(own, stream, cells.total(), 0, task.genes().total());
      BitSet neighbors = new BitSet();
      SparseMatrix stitched = task.stitched();
      for (int p = segment.from() + from; p < segment.from() + to; p++) {
        int cell = task.cellAt().applyAsInt(p);
        for (int e = stitched.offset(cell); e < stitched.offset(cell + 1); e++) {
          neighbors.set(stitched.index(e));
        }
      }
      for (int s = 0; s < cells.species(); s++) {
        int start = cells.start(s);
        RowCursor cursor = cursors.get(s);
        for (int cell = neighbors.nextSetBit(start);
            cell >= 0 && cell < cells.end(s);
            cell = neighbors.nextSetBit(cell + 1)) {
          cursor.read(cell - start);
          rows.add(cell, cursor, task.genes().views().get(s));
        }
      }
      rows.finish();
      add(segment, from, to, rows);
    }
  }

  @Override
  public void close() {
    close(rowArena, arena, stream);
  }

  private static void close(DeviceArena rowArena, DeviceArena arena, DeviceStream stream) {
    try (stream;
        arena;
        rowArena) {
      // Closes the last first, and all of them even if one fails.
    }
  }
}
