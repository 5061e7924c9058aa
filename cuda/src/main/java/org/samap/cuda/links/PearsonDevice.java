package org.samap.cuda.links;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Progress;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Cleanup;
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

  /** Brings the graph of the next segment while this one's cells are smoothed. */
  private final DeviceStream copies;

  private final Held held;
  private final PearsonPanel panel;
  private final SmoothingGraph[] graphs = new SmoothingGraph[2];
  private final Optional<CellRows> all;
  private final List<RowCursor> cursors = new ArrayList<>();

  /** Chunks whose neighbours are uploaded together. */
  private final BlockSize blocks = new BlockSize(Integer.MAX_VALUE, 1);

  private PearsonDevice(Held held, LinkTask task) {
    this.task = task;
    this.cells = task.cells();
    this.held = held;
    this.stream = held.stream;
    this.copies = held.copies;
    int rows = 0;
    long edges = 0;
    for (Segment segment : Segment.of(cells)) {
      rows = Math.max(rows, segment.cells());
      edges = Math.max(edges, edges(segment));
    }
    this.panel = new PearsonPanel(held.arena, stream, task.genes(), rows);
    for (int g = 0; g < graphs.length; g++) {
      graphs[g] = new SmoothingGraph(held.arena, copies, task.stitched(), cells, rows, edges);
    }
    task.genes().views().forEach(view -> cursors.add(view.expression().cursor()));
    this.all = allRows();
  }

  /** What is closed in the end, the last first. */
  private record Held(
      DeviceStream stream, DeviceStream copies, DeviceArena arena, DeviceArena rowArena)
      implements AutoCloseable {
    @Override
    public void close() {
      try (stream;
          copies;
          arena;
          rowArena) {
        // All of them are closed even if one fails.
      }
    }
  }

  static PearsonDevice open(Device device, LinkTask task) {
    DeviceStream stream = device.stream();
    DeviceStream copies;
    try {
      copies = device.stream();
    } catch (RuntimeException e) {
      throw Cleanup.after(e, stream::close);
    }
    Held held = new Held(stream, copies, device.arena(), device.arena());
    try {
      return new PearsonDevice(held, task);
    } catch (RuntimeException e) {
      throw Cleanup.after(e, held::close);
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
      CellRows rows = new CellRows(held.rowArena, stream, cells.total(), 0, task.genes().total());
      for (int s = 0; s < cells.species(); s++) {
        task.addAll(s, rows, stream);
      }
      rows.finish();
      return Optional.of(rows);
    } catch (DriverException e) {
      if (e.isOutOfMemory()) {
        held.rowArena.close();
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Adds up a share of the segments, every {@code shares}-th, unless another device fails. */
  void addTo(
      PearsonSums sums, List<Segment> segments, int share, int shares, Progress.Phase phase) {
    for (int i = share, turn = 0; i < segments.size() && !sums.isStopped(); i += shares, turn++) {
      Segment segment = segments.get(i);
      panel.clear();
      if (all.isEmpty()) {
        addInBlocks(segment);
      } else {
        if (turn == 0) {
          setGraph(0, segment, 0, segment.cells());
        }
        add(turn, segment, 0, segment.cells(), all.get());
        if (i + shares < segments.size()) {
          Segment next = segments.get(i + shares);
          setGraph(turn + 1, next, 0, next.cells());
        }
      }
      sums.add(i, panel.sums(segment)); // waits, so the graph of this segment can be replaced
      phase.advance(1);
    }
  }

  /** Brings the edges of the cells [from, to) of a segment, in turn into one of two places. */
  private void setGraph(int turn, Segment segment, int from, int to) {
    int start = segment.from() + from;
    graphs[turn % 2].set(to - from, i -> task.cellAt().applyAsInt(start + i));
  }

  /** Adds the cells [from, to) of a segment, whose edges are there. */
  private void add(int turn, Segment segment, int from, int to, CellRows rows) {
    stream.waitFor(copies);
    panel.add(segment.species(), to - from, from, graphs[turn % 2], rows);
  }

  private void addInBlocks(Segment segment) {
    blocks.forBlocks(
        Math.ceilDiv(segment.cells(), PearsonPanel.CHUNK),
        (from, to) -> {
          int end = Math.min(segment.cells(), to * PearsonPanel.CHUNK);
          addWithRows(segment, from * PearsonPanel.CHUNK, end);
        });
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
      setGraph(0, segment, from, to);
      add(0, segment, from, to, rows);
    }
  }

  @Override
  public void close() {
    held.close();
  }
}
