package org.samap.cuda.search;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.RandomStream;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.GridShape;

/**
 * A piece of one side of a search on a device: some rows of a matrix, and what the kernels make of
 * them. Rows are compared in the order of positions, a shuffled one or that of clusters, which are
 * padded to whole tiles.
 *
 * <p>Memory: a row takes 4 bytes a column for its values, as much for its form (the columns padded
 * to 16), 8 bytes for each candidate of its list, 12 bytes for each neighbour, and 56 bytes.
 */
final class SearchSide {
  /** The columns of a step. */
  static final int STEP = 16;

  /** The positions of a side are a multiple of this: the columns of a tile. */
  static final int PADDING = 256;

  private static final int STEP_BYTES = 64;
  private static final int PLACE_BYTES = 32;
  private static final int CANDIDATE_BYTES = 8;
  static final int MEASURE_BYTES = 16;
  private static final int LANES = 16;
  private static final int WARP = 32;
  private static final int THREADS = 256;
  private static final int CUT_THREADS = 128;

  private final Device device;
  private final DeviceStream stream;
  private final IntUnaryOperator rows;
  private final int count;
  private final int columns;
  private final int positions;
  private final ListShape shape;
  private final DeviceMemory values;
  private final DeviceMemory measures;
  private final DeviceMemory order;
  private final DeviceMemory forms;
  private final DeviceMemory places;
  private final DeviceMemory lists;
  private final DeviceMemory largest;
  private final DeviceMemory indices;
  private final DeviceMemory distances;
  private final DeviceMemory failed;

  private SearchSide(
      DeviceArena arena,
      DeviceStream stream,
      IntUnaryOperator rows,
      int count,
      int columns,
      int positions,
      ListShape shape) {
    this.device = stream.device();
    this.stream = stream;
    this.rows = rows;
    this.count = count;
    this.columns = columns;
    this.positions = positions;
    this.shape = shape;
    this.values = arena.floats((long) count * columns);
    this.measures = arena.allocate((long) count * MEASURE_BYTES);
    this.order = arena.ints(count);
    this.forms = arena.allocate((long) positions * steps() * STEP_BYTES);
    this.places = arena.allocate((long) positions * PLACE_BYTES);
    this.lists = arena.allocate((long) positions * shape.capacity() * CANDIDATE_BYTES);
    this.largest = arena.floats(4);
    this.indices = arena.ints((long) count * shape.wanted());
    this.distances = arena.doubles((long) count * shape.wanted());
    this.failed = arena.ints(shape.isUsed() ? count + 1L : 1);
  }

  /** Copies rows [from, to) to a device. */
  static SearchSide of(
      DeviceArena arena, DeviceStream stream, CellMatrix rows, int from, int to, ListShape shape) {
    return of(arena, stream, rows, from, to, padded(to - from), shape);
  }

  /** Copies rows [from, to), and pads them to at least one position without a row. */
  static SearchSide withRoom(
      DeviceArena arena, DeviceStream stream, CellMatrix rows, int from, int to, ListShape shape) {
    return of(arena, stream, rows, from, to, padded(to - from + 1), shape);
  }

  private static int padded(int count) {
    return Math.ceilDiv(count, PADDING) * PADDING;
  }

  private static SearchSide of(
      DeviceArena arena,
      DeviceStream stream,
      CellMatrix rows,
      int from,
      int to,
      int positions,
      ListShape shape) {
    SearchSide side =
        new SearchSide(
            arena, stream, row -> from + row, to - from, rows.columns(), positions, shape);
    for (int r = from; r < to; ) {
      float[] block = rows.values(r);
      int at = rows.offset(r);
      int here = Math.min(to - r, (block.length - at) / side.columns);
      long start = (long) (r - from) * side.columns * Float.BYTES;
      stream.upload(block, at, here * side.columns, side.values.from(start));
      r += here;
    }
    stream.upload(shuffled(from, to - from), side.order);
    return side;
  }

  /**
   * Copies points that look for nothing, in an order of their own. A tile can begin at any of them.
   *
   * @param some the rows of the points, ascending
   * @param order for each position its point, as a number in {@code some}
   */
  static SearchSide inOrder(
      DeviceArena arena, DeviceStream stream, CellMatrix rows, int[] some, int[] order) {
    int positions = padded(some.length) + PADDING;
    int columns = rows.columns();
    SearchSide side =
        new SearchSide(
            arena, stream, i -> some[i], some.length, columns, positions, ListShape.NONE);
    new PickedRows(rows, some)
        .forBlocks(
            (values, at, from, count) ->
                stream.upload(
                    values,
                    at,
                    count * columns,
                    side.values.from((long) from * columns * Float.BYTES)));
    stream.upload(order, side.order);
    return side;
  }

  /** The bytes that a row of a piece takes on a device. */
  static long bytesOfRow(int columns, ListShape shape) {
    return (long) columns * Float.BYTES
        + (long) stepsOf(columns) * STEP_BYTES
        + (long) shape.capacity() * CANDIDATE_BYTES
        + (long) shape.wanted() * (Integer.BYTES + Double.BYTES)
        + PLACE_BYTES
        + MEASURE_BYTES
        + 2 * Integer.BYTES;
  }

  private static int stepsOf(int columns) {
    return Math.ceilDiv(columns, STEP);
  }

  /**
   * A random order, so that no stretch of positions has more of a query's neighbours than others.
   */
  private static int[] shuffled(int first, int count) {
    RandomGenerator random = RandomStream.of(count, "device-search-order", first);
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = order[i];
      order[i] = order[j];
      order[j] = row;
    }
    return order;
  }

  /**
   * Measures the length of every row.
   *
   * @param largestSquares takes the largest |row - centre|^2, for Euclidean distance
   */
  void measure(DeviceForm form, DeviceMemory largestSquares) {
    measure(stream, form, values, count, columns, measures, largestSquares);
  }

  /** Measures the length of some rows. */
  static void measure(
      DeviceStream stream,
      DeviceForm form,
      DeviceMemory values,
      int count,
      int columns,
      DeviceMemory measures,
      DeviceMemory largestSquares) {
    stream
        .device()
        .kernel("search_forms", "measure_rows")
        .launch(
            stream,
            GridShape.covering((long) count * LANES, THREADS),
            values,
            form.centre(),
            count,
            columns,
            form.metric(),
            measures,
            largestSquares);
  }

  /** Makes the forms of the rows, and empties their lists. */
  void split(DeviceForm form, double factor) {
    stream.clear(largest);
    device
        .kernel("search_forms", "split_rows")
        .launch(
            stream,
            GridShape.covering((long) positions * WARP, THREADS),
            values,
            measures,
            order,
            form.centre(),
            count,
            positions,
            columns,
            steps(),
            form.metric(),
            factor,
            forms,
            places,
            largest);
  }

  /** Cuts the lists of positions [from, to) down to their best. */
  void cut(int from, int to) {
    int warps = CUT_THREADS / WARP;
    device
        .kernel("search_lists", "cut_lists")
        .launchWithShared(
            stream,
            GridShape.covering((long) (to - from) * WARP, CUT_THREADS),
            warps * shape.capacity() * CANDIDATE_BYTES,
            places,
            lists,
            from,
            to - from,
            shape.kept(),
            shape.capacity());
  }

  /** The largest numbers of these rows' forms; waits for the device. */
  ProductError.Largest largest() {
    float[] out = new float[4];
    stream.download(largest, out);
    return new ProductError.Largest(out[0], out[1], out[2], out[3]);
  }

  /** The row of the matrix that a row of the piece is. */
  int row(int i) {
    return rows.applyAsInt(i);
  }

  int count() {
    return count;
  }

  int columns() {
    return columns;
  }

  int positions() {
    return positions;
  }

  int steps() {
    return stepsOf(columns);
  }

  ListShape shape() {
    return shape;
  }

  DeviceMemory values() {
    return values;
  }

  DeviceMemory measures() {
    return measures;
  }

  DeviceMemory forms() {
    return forms;
  }

  DeviceMemory places() {
    return places;
  }

  DeviceMemory lists() {
    return lists;
  }

  /** Takes the neighbours of each row. */
  DeviceMemory indices() {
    return indices;
  }

  /** Takes their distances, in float64. */
  DeviceMemory distances() {
    return distances;
  }

  /** Takes the number of queries that fail the proof, and then these. */
  DeviceMemory failed() {
    return failed;
  }
}
