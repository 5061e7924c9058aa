package org.samap.cuda.svd;

import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;

/**
 * The rows or the columns of a sparse matrix on a device. A long line is multiplied in pieces of at
 * most {@value #PIECE} entries, so that no thread is busy for long.
 *
 * @param count the number of lines
 * @param offsets where each line begins
 * @param indices of each entry
 * @param values of each entry
 * @param pieceCount the number of pieces
 * @param pieces the first entry of each piece and the entry after its last one
 * @param starts the first piece of each line
 */
record Lines(
    int count,
    DeviceMemory offsets,
    DeviceMemory indices,
    DeviceMemory values,
    int pieceCount,
    DeviceMemory pieces,
    DeviceMemory starts) {
  private static final int PIECE = 256;

  /**
   * Lines without their entries, for which there is room.
   *
   * @param lengths the number of entries of each line
   */
  static Lines ofLengths(int[] lengths, DeviceArena arena, DeviceStream stream) {
    int count = lengths.length;
    int[] offsets = new int[count + 1];
    int[] starts = new int[count + 1];
    for (int l = 0; l < count; l++) {
      offsets[l + 1] = Math.addExact(offsets[l], lengths[l]);
      starts[l + 1] = starts[l] + Math.ceilDiv(lengths[l], PIECE);
    }
    int[] pieces = new int[2 * starts[count]];
    for (int l = 0, p = 0; l < count; l++) {
      for (int from = offsets[l]; from < offsets[l + 1]; from += PIECE) {
        pieces[p++] = from;
        pieces[p++] = Math.min(from + PIECE, offsets[l + 1]);
      }
    }
    Lines lines =
        new Lines(
            count,
            arena.ints(offsets.length),
            arena.ints(offsets[count]),
            arena.floats(offsets[count]),
            starts[count],
            arena.ints(pieces.length),
            arena.ints(starts.length));
    stream.upload(offsets, lines.offsets);
    stream.upload(pieces, lines.pieces);
    stream.upload(starts, lines.starts);
    return lines;
  }
}
