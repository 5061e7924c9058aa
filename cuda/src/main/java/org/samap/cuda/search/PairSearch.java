package org.samap.cuda.search;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.GridShape;

/**
 * Compares two pieces on a device, or a piece with itself, and finds the nearest rows of the one or
 * of both.
 *
 * <p>Products come in rectangles of strips ({@link Strips}). After each rectangle the lists of its
 * rows and columns are cut, which raises their limits. Where both sides look for neighbours, each
 * product is computed once and offered to both; a piece with itself computes only the half above
 * the diagonal.
 *
 * <p>Time: 3 x rows x rows x columns multiply-adds on the tensor cores. A tile of 128 x 256
 * products reads 1,536 bytes a column, from the device's cache for the most part, as tiles at work
 * at the same time share their rows and columns.
 */
final class PairSearch {
  static final int TILE_ROWS = 128;
  static final int TILE_COLUMNS = 256;
  static final int TILE_THREADS = 512;
  private static final int TO_ROWS = 0;
  private static final int TO_BOTH = 1;
  private static final int WITHIN = 2;

  /** Operands of three steps, and 3,072 notes of 8 bytes. */
  static final int TILE_SHARED_BYTES = 3 * (TILE_ROWS + TILE_COLUMNS) * 64 + 3072 * Long.BYTES + 16;

  private final Device device;
  private final DeviceStream stream;
  private final SearchSide rows;
  private final SearchSide columns;
  private final DeviceForm form;
  private final double factor;

  private PairSearch(
      DeviceStream stream, SearchSide rows, SearchSide columns, DeviceForm form, double factor) {
    this.device = stream.device();
    this.stream = stream;
    this.rows = rows;
    this.columns = columns;
    this.form = form;
    this.factor = factor;
  }

  /**
   * Measures two pieces and makes their forms.
   *
   * @param rows looks for neighbours
   * @param columns looks for neighbours if it has lists; the same object for a piece with itself
   */
  static PairSearch of(
      SearchSide rows,
      SearchSide columns,
      DeviceForm form,
      DeviceArena arena,
      DeviceStream stream) {
    DeviceMemory largest = arena.doubles(1);
    stream.clear(largest);
    List<SearchSide> sides = Stream.of(rows, columns).distinct().toList();
    sides.forEach(side -> side.measure(form, largest));
    double[] squares = new double[1];
    stream.download(largest, squares);
    double factor = DeviceForm.factor(squares[0]);
    sides.forEach(side -> side.split(form, factor));
    return new PairSearch(stream, rows, columns, form, factor);
  }

  @SuppressWarnings("ReferenceEquality") // one piece on the device, not two that are equal
  private boolean isWithin() {
    return rows == columns;
  }

  /**
   * Offers all products to the lists.
   *
   * @param done takes the number of pairs of rows that were compared, again and again
   */
  void compare(LongConsumer done) {
    boolean both = columns.shape().isUsed();
    int[] across = Strips.of(columns.positions());
    int[] down = both ? Strips.of(rows.positions()) : Strips.ofLongest(rows.positions());
    for (int j = 0; j + 1 < across.length; j++) {
      int last = isWithin() ? j : down.length - 2;
      for (int i = 0; i <= last; i++) {
        boolean diagonal = isWithin() && i == j;
        int mode = diagonal ? WITHIN : both ? TO_BOTH : TO_ROWS;
        offer(down[i], down[i + 1], across[j], across[j + 1], mode);
        rows.cut(down[i], down[i + 1]);
        if (both && !diagonal) {
          columns.cut(across[j], across[j + 1]);
        }
        stream.synchronize();
        long high = real(rows, down[i], down[i + 1]);
        done.accept(
            diagonal ? high * (high - 1) / 2 : high * real(columns, across[j], across[j + 1]));
      }
    }
  }

  /** The number of rows at positions [from, to). */
  private static long real(SearchSide side, long from, int to) {
    return Math.min(side.count(), to) - from;
  }

  private void offer(int fromRow, int toRow, int fromColumn, int toColumn, int mode) {
    int rowTiles = (toRow - fromRow) / TILE_ROWS;
    int columnTiles = (toColumn - fromColumn) / TILE_COLUMNS;
    int tiles = Math.multiplyExact(rowTiles, columnTiles);
    device
        .kernel("search", "offer_products")
        .launchWithShared(
            stream,
            GridShape.of(Math.min(tiles, device.info().multiprocessors()), TILE_THREADS),
            TILE_SHARED_BYTES,
            rows.forms(),
            rows.places(),
            rows.lists(),
            rows.positions(),
            rows.shape().capacity(),
            columns.forms(),
            columns.places(),
            columns.lists(),
            columns.positions(),
            columns.shape().capacity(),
            fromRow,
            rowTiles,
            fromColumn,
            columnTiles,
            rows.steps(),
            mode);
  }

  /**
   * Ranks the candidates of the rows, and merges the nearest into what was found before.
   *
   * @return the number of queries that were compared with all points, as their candidates were not
   *     proven
   */
  int rankRows(FoundRows found) {
    return rank(rows, columns, found);
  }

  /** The same for the columns. */
  int rankColumns(FoundRows found) {
    return rank(columns, rows, found);
  }

  private int rank(SearchSide queries, SearchSide points, FoundRows found) {
    return new CandidateRanking(stream, form, factor)
        .rank(
            queries,
            points,
            isWithin() ? Among.ITSELF : Among.OTHERS,
            found,
            (some, count) -> compareAll(queries, points, some, count));
  }

  /** Compares some queries with all points in float64. */
  private void compareAll(SearchSide queries, SearchSide points, DeviceMemory some, int count) {
    device
        .kernel("search_lists", "rank_all")
        .launch(
            stream,
            GridShape.of(count, CandidateRanking.COMPARE_THREADS),
            queries.values(),
            queries.measures(),
            some,
            points.values(),
            points.measures(),
            points.count(),
            isWithin() ? 1 : 0,
            queries.columns(),
            form.metric(),
            queries.shape().wanted(),
            queries.indices(),
            queries.distances());
  }
}
