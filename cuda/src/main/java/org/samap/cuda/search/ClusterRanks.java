package org.samap.cuda.search;

import org.samap.core.neighbors.ListForms;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.GridShape;

/**
 * Finds the nearest clusters of rows on a device. Clusters are the lists of the CPU's clustered
 * search, and the nearest are the same: products are the bits of the CPU's, since both are one
 * chain of fused multiply-adds in float32.
 *
 * <p>Time: rows x clusters x width multiply-adds in float32, without tensor cores. Memory: the
 * centroids, and the forms and products of up to {@value #MOST_ROWS} rows.
 */
final class ClusterRanks {
  /** The most clusters that can be told of a row. */
  static final int MOST_PROBES = 4096;

  private static final int MOST_ROWS = 1 << 12;
  private static final int LEAST_ROWS = 128;
  private static final int SQUARE = 128;
  private static final int WARP = 32;
  private static final int LANES = 16;
  private static final int THREADS = 256;

  private final Device device;
  private final DeviceStream stream;
  private final ListForms lists;
  private final DeviceForm form;
  private final int columns;
  private final DeviceMemory directions;
  private final DeviceMemory centroids;
  private final int rows;
  private final DeviceMemory coordinates;
  private final DeviceMemory forms;
  private final DeviceMemory products;

  /**
   * @param columns of the rows
   * @param most the most rows that will be asked for at a time
   */
  ClusterRanks(
      DeviceArena arena,
      DeviceStream stream,
      ListForms lists,
      DeviceForm form,
      int columns,
      int most) {
    this.device = stream.device();
    this.stream = stream;
    this.lists = lists;
    this.form = form;
    this.columns = columns;
    this.directions = uploaded(arena, lists.directions());
    this.centroids = uploaded(arena, lists.centroids());
    int projected = lists.directions().length == 0 ? 0 : columns;
    long each = (long) Float.BYTES * (projected + lists.width() + lists.count());
    BlockSize size = new BlockSize(Math.clamp(most, 1, MOST_ROWS), LEAST_ROWS);
    DeviceMemory memory = size.fitting(n -> arena.allocate(n * each));
    this.rows = size.current();
    this.coordinates = memory.slice(0, (long) rows * projected * Float.BYTES);
    this.forms = memory.from(coordinates.bytes());
    this.products = forms.from((long) rows * lists.width() * Float.BYTES);
  }

  /** The bytes for rows of many columns, which are compared in a reduced space. */
  static double bytes(int columns, double clusters) {
    return Float.BYTES * (clusters * columns + MOST_ROWS * (clusters + 2.0 * columns));
  }

  private DeviceMemory uploaded(DeviceArena arena, float[][] panels) {
    long values = panels.length == 0 ? 0 : (long) panels.length * panels[0].length;
    DeviceMemory memory = arena.floats(values);
    for (int p = 0; p < panels.length; p++) {
      stream.upload(panels[p], memory.from((long) p * panels[p].length * Float.BYTES));
    }
    return memory;
  }

  /**
   * The nearest cluster of each row.
   *
   * @param values the rows
   * @param measures their means and lengths
   * @param count the number of rows
   * @param nearest takes an int for each
   */
  void nearest(DeviceMemory values, DeviceMemory measures, int count, DeviceMemory nearest) {
    for (int from = 0; from < count; from += rows) {
      int some = Math.min(rows, count - from);
      multiply(valuesFrom(values, from), measuresFrom(measures, from), some);
      device
          .kernel("search_coarse", "nearest_cluster")
          .launch(
              stream,
              GridShape.covering((long) some * WARP, THREADS),
              products,
              some,
              lists.count(),
              nearest.from((long) from * Integer.BYTES));
    }
  }

  /**
   * The nearest clusters of each row, nearest first.
   *
   * @param probes how many
   * @param nearest takes so many ints for each row
   */
  void nearest(
      DeviceMemory values, DeviceMemory measures, int count, int probes, DeviceMemory nearest) {
    int room = Integer.highestOneBit(Math.max(1, 2 * probes - 1));
    for (int from = 0; from < count; from += rows) {
      int some = Math.min(rows, count - from);
      multiply(valuesFrom(values, from), measuresFrom(measures, from), some);
      device
          .kernel("search_coarse", "nearest_clusters")
          .launchWithShared(
              stream,
              GridShape.of(some, THREADS),
              room * Long.BYTES,
              products,
              lists.count(),
              probes,
              room,
              nearest.from((long) from * probes * Integer.BYTES));
    }
  }

  private DeviceMemory valuesFrom(DeviceMemory values, int row) {
    return values.from((long) row * columns * Float.BYTES);
  }

  private static DeviceMemory measuresFrom(DeviceMemory measures, int row) {
    return measures.from((long) row * SearchSide.MEASURE_BYTES);
  }

  /** The products of some rows with all centroids. */
  private void multiply(DeviceMemory values, DeviceMemory measures, int count) {
    boolean reduced = lists.directions().length > 0;
    device
        .kernel("search_coarse", "write_coordinates")
        .launch(
            stream,
            GridShape.covering((long) count * WARP, THREADS),
            values,
            measures,
            form.centre(),
            count,
            columns,
            form.metric(),
            reduced ? coordinates : forms,
            reduced ? columns : lists.width());
    if (reduced) {
      multiply(coordinates, count, columns, directions, lists.dimensions(), forms, lists.width());
    }
    if (lists.width() > lists.dimensions()) {
      device
          .kernel("search_coarse", "write_extras")
          .launch(
              stream,
              GridShape.covering((long) count * LANES, THREADS),
              values,
              form.centre(),
              count,
              columns,
              forms,
              lists.width(),
              lists.dimensions());
    }
    multiply(forms, count, lists.width(), centroids, lists.count(), products, lists.count());
  }

  private void multiply(
      DeviceMemory a,
      int count,
      int width,
      DeviceMemory panels,
      int others,
      DeviceMemory out,
      int stride) {
    device
        .kernel("search_coarse", "multiply_forms")
        .launch(
            stream,
            new GridShape(Math.ceilDiv(count, SQUARE), Math.ceilDiv(others, SQUARE), THREADS),
            a,
            count,
            width,
            panels,
            others,
            out,
            stride);
  }
}
