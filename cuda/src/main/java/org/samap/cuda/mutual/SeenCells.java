package org.samap.cuda.mutual;

import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;

/**
 * The matrix Q on a device and the order of the cells: 12 bytes for each entry and 12 for each
 * cell.
 *
 * @param starts where the entries of each place begin
 * @param seen the place of each entry
 * @param weights their values in whole units
 * @param cursor space for a number for each entry
 * @param cellAt the cell at each place
 * @param placeOf the place of each cell
 * @param speciesEnds where the places of each species end
 */
record SeenCells(
    DeviceMemory starts,
    DeviceMemory seen,
    DeviceMemory weights,
    DeviceMemory cursor,
    DeviceMemory cellAt,
    DeviceMemory placeOf,
    DeviceMemory speciesEnds) {

  static SeenCells upload(MutualInput input, DeviceStream stream, DeviceArena arena) {
    int[] ends = new int[input.axis().species()];
    for (int s = 0; s < ends.length; s++) {
      ends[s] = input.axis().end(s);
    }
    int entries = input.sees().entries();
    SeenCells made =
        new SeenCells(
            arena.ints(input.sees().rows() + 1L),
            arena.ints(entries),
            arena.ints(entries),
            arena.ints(entries),
            arena.ints(input.axis().total()),
            arena.ints(input.axis().total()),
            arena.ints(ends.length));
    stream.upload(input.sees().offsets(), made.starts);
    stream.upload(input.sees().indices(), 0, entries, made.seen);
    stream.upload(input.weights(), made.weights);
    stream.upload(input.order().cellAt(), made.cellAt);
    stream.upload(input.order().placeOf(), made.placeOf);
    stream.upload(ends, made.speciesEnds);
    return made;
  }
}
