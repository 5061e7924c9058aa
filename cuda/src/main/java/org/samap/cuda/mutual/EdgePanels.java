package org.samap.cuda.mutual;

import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;

/**
 * Space for the candidates of some blocks of 64 rows: the columns that any of the rows has an edge
 * to. For each candidate there are its place, the rows that have an edge to it as bits, and D and
 * the correlation for each row.
 *
 * @param begin where the candidates of each block begin
 * @param done how many candidates of each block are of earlier parts
 * @param sizes how many candidates each block has so far
 */
record EdgePanels(
    DeviceMemory begin,
    DeviceMemory done,
    DeviceMemory sizes,
    DeviceMemory places,
    DeviceMemory rowsOf,
    DeviceMemory d,
    DeviceMemory correlations) {
  private static final int CANDIDATE_BYTES =
      Integer.BYTES + Long.BYTES + MutualInput.ROWS * (Double.BYTES + Float.BYTES);

  /** What a block with at most this many candidates needs. */
  static long bytes(long most) {
    return CANDIDATE_BYTES * most + Long.BYTES + 2 * Integer.BYTES;
  }

  /**
   * @param most the most candidates of each block, of which [from, to) are meant
   */
  static EdgePanels allocate(
      long[] most, int from, int to, DeviceStream stream, DeviceArena arena) {
    long[] begins = new long[to - from];
    long all = 0;
    for (int b = from; b < to; b++) {
      begins[b - from] = all;
      all += most[b];
    }
    EdgePanels made =
        new EdgePanels(
            arena.longs(begins.length),
            arena.ints(begins.length),
            arena.ints(begins.length),
            arena.ints(all),
            arena.longs(all),
            arena.doubles(all * MutualInput.ROWS),
            arena.floats(all * MutualInput.ROWS));
    stream.upload(begins, made.begin);
    stream.clear(made.done);
    stream.clear(made.sizes);
    return made;
  }
}
