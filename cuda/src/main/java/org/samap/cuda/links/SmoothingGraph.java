package org.samap.cuda.links;

import java.util.function.IntUnaryOperator;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Kernel;
import org.samap.cuda.driver.GridShape;

/**
 * Some rows of the stitched graph on a device, with the edges to each species divided by their sum:
 * E_s of SPEC 6. The rows can be replaced by others as long as these have no more edges.
 *
 * <p>On the device: 8 bytes an edge, and 4 (species + 2) a row.
 */
final class SmoothingGraph {
  /** Rows that are gathered on the heap at a time. */
  private static final int GATHERED = 1 << 14;

  private final SparseMatrix graph;
  private final SpeciesAxis cells;
  private final DeviceStream stream;
  private final Kernel weigh;
  private final DeviceMemory offsets;
  private final DeviceMemory columns;
  private final DeviceMemory weights;
  private final DeviceMemory starts;
  private final DeviceMemory cellStarts;

  /**
   * @param rows the most rows at a time
   * @param edges the most edges at a time
   */
  SmoothingGraph(
      DeviceArena arena,
      DeviceStream stream,
      SparseMatrix graph,
      SpeciesAxis cells,
      int rows,
      long edges) {
    this.graph = graph;
    this.cells = cells;
    this.stream = stream;
    this.weigh = stream.device().kernel("links", "links_weigh");
    this.offsets = arena.ints(rows + 1L);
    this.columns = arena.ints(edges);
    this.weights = arena.floats(edges);
    this.starts = arena.ints((long) rows * (cells.species() + 1));
    this.cellStarts = arena.ints(cells.starts().length);
    stream.upload(cells.starts(), cellStarts);
  }

  /** Replaces the rows: row i is that of the cell {@code cellOf(i)}. */
  void set(int rows, IntUnaryOperator cellOf) {
    int[] ends = new int[rows + 1];
    for (int r = 0; r < rows; r++) {
      ends[r + 1] = ends[r] + graph.rowLength(cellOf.applyAsInt(r));
    }
    stream.upload(ends, offsets);
    for (int from = 0; from < rows; from += GATHERED) {
      gather(from, Math.min(rows, from + GATHERED), cellOf, ends);
    }
    weigh.launch(
        stream,
        GridShape.covering(rows, 256),
        offsets,
        columns,
        weights,
        cellStarts,
        cells.species(),
        rows,
        starts);
  }

  private void gather(int from, int to, IntUnaryOperator cellOf, int[] ends) {
    int[] indices = new int[ends[to] - ends[from]];
    float[] values = new float[indices.length];
    for (int r = from; r < to; r++) {
      int at = graph.offset(cellOf.applyAsInt(r));
      int length = ends[r + 1] - ends[r];
      System.arraycopy(graph.indices(), at, indices, ends[r] - ends[from], length);
      System.arraycopy(graph.values(), at, values, ends[r] - ends[from], length);
    }
    stream.upload(indices, columns.from((long) ends[from] * Integer.BYTES));
    stream.upload(values, weights.from((long) ends[from] * Float.BYTES));
  }

  /** Rows x (species + 1): where a row's edges to each species begin. */
  DeviceMemory starts() {
    return starts;
  }

  /** The cell that each edge goes to. */
  DeviceMemory columns() {
    return columns;
  }

  DeviceMemory weights() {
    return weights;
  }
}
