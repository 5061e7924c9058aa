package org.samap.cuda.search;

import java.util.Arrays;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.ListForms;
import org.samap.core.neighbors.Metric;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Devices;

/**
 * Tells the nearest cluster of points, each device that of its share. Points are copied to a device
 * block by block.
 */
record ClusterAssignment(Devices devices, Metric metric) {
  private static final int MOST_ROWS = 1 << 14;
  private static final int LEAST_ROWS = 128;
  private static final int WORTH_DEALING = 512;

  /** The nearest cluster of each of some points. */
  int[] nearest(ListForms lists, CellMatrix points, int[] some) {
    int[] nearest = new int[some.length];
    int shares = Math.clamp(some.length / WORTH_DEALING, 1, devices.count());
    devices.deal(
        shares,
        (device, s) -> {
          int from = (int) ((long) some.length * s / shares);
          int to = (int) ((long) some.length * (s + 1) / shares);
          int[] share = Arrays.copyOfRange(some, from, to);
          int[] found = new int[share.length];
          BlockSize size = new BlockSize(Math.min(MOST_ROWS, share.length), LEAST_ROWS);
          size.forBlocks(
              share.length,
              (first, end) ->
                  assign(lists, new PickedRows(points, share), device, first, end, found));
          System.arraycopy(found, 0, nearest, from, found.length);
          return s;
        });
    return nearest;
  }

  private void assign(
      ListForms lists, PickedRows rows, Device device, int first, int end, int[] nearest) {
    int columns = rows.matrix().columns();
    int count = end - first;
    try (DeviceStream stream = device.stream();
        DeviceArena arena = device.arena()) {
      DeviceForm form = DeviceForm.of(metric, lists.centre(), arena, stream);
      DeviceMemory values = arena.floats((long) count * columns);
      DeviceMemory measures = arena.allocate((long) count * SearchSide.MEASURE_BYTES);
      DeviceMemory found = arena.ints(count);
      ClusterRanks ranks = new ClusterRanks(arena, stream, lists, form, columns, count);
      // One block, as it is as large as the whole.
      rows.forBlocks(
          first,
          end,
          count,
          (block, at, from, some) -> stream.upload(block, at, some * columns, values));
      SearchSide.measure(stream, form, values, count, columns, measures, arena.doubles(1));
      ranks.nearest(values, measures, count, found);
      stream.download(found, nearest, first, count);
    }
  }
}
