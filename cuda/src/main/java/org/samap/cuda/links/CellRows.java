package org.samap.cuda.links;

import java.util.Arrays;
import org.samap.core.engine.GeneView;
import org.samap.core.expression.RowCursor;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.GridShape;
import org.samap.cuda.expression.DeviceExpression;
import org.samap.cuda.expression.DeviceRows;

/**
 * The stored values of linked genes of some cells, on a device. A value is a word of 8 bytes: the
 * gene in the upper half and the float in the lower. The genes of a row rise. Rows are taken from
 * expression that is on the device, or cell by cell from the heap. They lie in pieces, each in
 * memory of its own, so no more than a piece is on the heap.
 *
 * <p>On the device: 8 bytes a value and 12 a cell of all species.
 */
final class CellRows {
  /** Words of a piece, unless a row is longer. */
  private static final int PIECE = 1 << 22;

  private static final int WARP = 32;
  private static final int THREADS = 256;

  private final DeviceArena arena;
  private final DeviceStream stream;
  private final int from;
  private final int to;

  /** Where each cell's row begins, in words from the first piece on. */
  private final long[] starts;

  private final int[] lengths;
  private final DeviceMemory deviceStarts;
  private final DeviceMemory deviceLengths;

  /** The rows of the piece, and their cells. */
  private long[] words = new long[1 << 10];

  private int size;
  private int[] pieceCells = new int[64];
  private int pieceRows;
  private DeviceMemory firstPiece = new DeviceMemory(0, 0);
  private long values;
  private int count;

  /**
   * @param cells of all species
   * @param from the first linked gene to take
   * @param to the linked gene after the last to take
   */
  CellRows(DeviceArena arena, DeviceStream stream, int cells, int from, int to) {
    this.arena = arena;
    this.stream = stream;
    this.from = from;
    this.to = to;
    this.starts = new long[cells];
    this.lengths = new int[cells];
    this.deviceStarts = arena.longs(cells);
    this.deviceLengths = arena.ints(cells);
  }

  /**
   * Adds the rows of all cells of a species, from expression that is brought to the device section
   * by section.
   *
   * @param start the species' first cell
   */
  void addAll(int start, GeneView view, DeviceExpression expression) {
    DeviceMemory numbers = arena.ints(view.numbers().length);
    stream.upload(view.numbers(), numbers);
    int most = Math.min(view.expression().cells(), DeviceExpression.SECTION_CELLS);
    DeviceMemory counts = arena.ints(most);
    DeviceMemory begins = arena.longs(most);
    for (int s = 0; s < DeviceExpression.sections(view.expression()); s++) {
      expression.forSection(s, rows -> addSection(start, rows, numbers, counts, begins));
    }
  }

  private void addSection(
      int start, DeviceRows rows, DeviceMemory numbers, DeviceMemory counts, DeviceMemory begins) {
    int n = rows.count();
    GridShape warps = GridShape.covering((long) n * WARP, THREADS);
    Device device = stream.device();
    device
        .kernel("links", "links_count")
        .launch(stream, warps, rows.table(), n, numbers, from, to, counts);
    int[] found = new int[n];
    stream.download(counts, found);
    long[] begin = new long[n];
    long total = 0;
    for (int i = 0; i < n; i++) {
      begin[i] = total;
      total += found[i];
    }
    DeviceMemory piece = arena.longs(total);
    stream.upload(begin, begins);
    device
        .kernel("links", "links_rows")
        .launch(stream, warps, rows.table(), n, numbers, from, to, begins, piece);
    long distance = distance(piece);
    for (int i = 0; i < n; i++) {
      starts[start + rows.first() + i] = begin[i] + distance;
      lengths[start + rows.first() + i] = found[i];
    }
    values += total;
    count += n;
  }

  /**
   * Adds the row of a cell.
   *
   * @param cell its number among the cells of all species
   * @param row the cell's row of the view's expression
   */
  void add(int cell, RowCursor row, GeneView view) {
    int most = row.to() - row.from();
    if (size + most > words.length) {
      if (size + most > PIECE && size > 0) {
        upload();
      }
      words = Arrays.copyOf(words, Math.max(size + most, Math.min(PIECE, 2 * words.length)));
    }
    int begin = size;
    for (int p = row.from(); p < row.to(); p++) {
      int gene = view.numbers()[row.genes()[p]];
      if (gene >= from && gene < to) {
        words[size++] =
            ((long) gene << 32) | (Float.floatToRawIntBits(row.values()[p]) & 0xFFFFFFFFL);
      }
    }
    if (pieceRows == pieceCells.length) {
      pieceCells = Arrays.copyOf(pieceCells, 2 * pieceRows);
    }
    pieceCells[pieceRows++] = cell;
    starts[cell] = begin;
    lengths[cell] = size - begin;
    values += size - begin;
    count++;
  }

  private void upload() {
    DeviceMemory piece = arena.longs(size);
    stream.upload(words, 0, size, piece);
    long distance = distance(piece);
    for (int i = 0; i < pieceRows; i++) {
      starts[pieceCells[i]] += distance;
    }
    size = 0;
    pieceRows = 0;
  }

  /** How far a piece is from the first one, in words. */
  private long distance(DeviceMemory piece) {
    if (firstPiece.address() == 0) {
      firstPiece = piece;
    }
    return (piece.address() - firstPiece.address()) / Long.BYTES;
  }

  /** Uploads what is left. Rows cannot be added any more. */
  void finish() {
    if (size > 0 || firstPiece.address() == 0) {
      upload();
    }
    words = new long[0];
    stream.upload(starts, deviceStarts);
    stream.upload(lengths, deviceLengths);
  }

  /** The first piece. */
  DeviceMemory words() {
    return firstPiece;
  }

  DeviceMemory starts() {
    return deviceStarts;
  }

  DeviceMemory lengths() {
    return deviceLengths;
  }

  /** The number of rows. */
  int count() {
    return count;
  }

  /** The number of stored values. */
  long values() {
    return values;
  }
}
