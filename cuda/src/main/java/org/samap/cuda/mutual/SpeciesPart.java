package org.samap.cuda.mutual;

import java.lang.foreign.MemorySegment;
import org.samap.core.engine.cpu.Holders;
import org.samap.core.matrix.CellMatrix;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.GridShape;

/**
 * Some cells of a species on a device: what they hold, as a list of words for each cell of the
 * species, and their projected rows at their places.
 *
 * @param starts where the list of each cell begins
 * @param wordOf the number of each word from the first of the part on, ascending in a list
 * @param bits the holders in each word
 * @param rows a row for each place of the part; the rest likewise
 * @param means of the rows
 * @param inverseLengths 1 / the lengths of the rows about their means
 */
record SpeciesPart(
    Stripes stripes,
    DeviceMemory starts,
    DeviceMemory wordOf,
    DeviceMemory bits,
    DeviceMemory rows,
    DeviceMemory means,
    DeviceMemory inverseLengths) {
  private static final int WORD_BYTES = Integer.BYTES + Long.BYTES;

  /** Projected cells are copied in chunks of this size, or of an eighth of a small part. */
  private static final int CHUNK_BYTES = 8 << 20;

  /** The memory that a part needs, without what is needed for a moment. */
  static long bytes(MutualInput input, Stripes stripes) {
    return WORD_BYTES * input.storedWords(stripes)
        + 2L * Integer.BYTES * input.axis().size(stripes.species())
        + (long) Float.BYTES * (input.stride() + 2) * input.places(stripes);
  }

  /**
   * Copies a part to the device.
   *
   * @param placeOf the place of each cell of all species, on the device
   * @param arena takes the part's memory
   */
  static SpeciesPart upload(
      MutualInput input,
      Stripes stripes,
      MutualKernels kernels,
      DeviceMemory placeOf,
      DeviceStream stream,
      DeviceArena arena) {
    long words = input.storedWords(stripes);
    int places = input.places(stripes);
    SpeciesPart part =
        new SpeciesPart(
            stripes,
            arena.ints(input.axis().size(stripes.species()) + 1L),
            arena.ints(words),
            arena.longs(words),
            arena.floats((long) places * input.stride()),
            arena.floats(places),
            arena.floats(places));
    try (DeviceArena passing = stream.device().arena()) {
      part.uploadWords(input, kernels, stream, passing);
      part.uploadRows(input, kernels, placeOf, stream, passing);
    }
    return part;
  }

  /** Appends the words of one stripe after another to the lists of the cells. */
  private void uploadWords(
      MutualInput input, MutualKernels kernels, DeviceStream stream, DeviceArena passing) {
    Holders holders = input.holders(stripes.species());
    int[] listStarts = new int[input.axis().size(stripes.species()) + 1];
    int mostCells = 0;
    int mostWords = 0;
    for (int i = stripes.first(); i < stripes.end(); i++) {
      Holders.Stripe s = holders.stripe(i);
      mostCells = Math.max(mostCells, s.cells().length);
      mostWords = Math.max(mostWords, s.words().length);
      for (int c = 0; c < s.cells().length; c++) {
        listStarts[s.cells()[c] + 1] += s.starts()[c + 1] - s.starts()[c];
      }
    }
    for (int c = 1; c < listStarts.length; c++) {
      listStarts[c] = Math.addExact(listStarts[c], listStarts[c - 1]);
    }
    stream.upload(listStarts, starts);
    DeviceMemory next = passing.ints(listStarts.length);
    stream.copy(starts, next);
    DeviceMemory cells = passing.ints(mostCells);
    DeviceMemory cellStarts = passing.ints(mostCells + 1L);
    DeviceMemory wordAt = passing.allocate(mostWords);
    DeviceMemory words = passing.longs(mostWords);
    for (int i = stripes.first(); i < stripes.end(); i++) {
      Holders.Stripe s = holders.stripe(i);
      stream.upload(s.cells(), cells);
      stream.upload(s.starts(), cellStarts);
      stream.upload(s.wordAt(), wordAt);
      stream.upload(MemorySegment.ofArray(s.words()), words, input.cells().workers());
      kernels
          .addStripe()
          .launch(
              stream,
              GridShape.covering(
                  (long) s.cells().length * MutualKernels.WARP, MutualKernels.THREADS),
              s.cells().length,
              cells,
              cellStarts,
              wordAt,
              words,
              (i - stripes.first()) * Holders.WORDS_OF_STRIPE,
              next,
              wordOf,
              bits);
    }
  }

  /** Copies the rows of the whole species, of which those of the part are kept. */
  private void uploadRows(
      MutualInput input,
      MutualKernels kernels,
      DeviceMemory placeOf,
      DeviceStream stream,
      DeviceArena passing) {
    CellMatrix projected = input.rows().get(stripes.species());
    int width = projected.columns();
    int most =
        Math.clamp(
            CHUNK_BYTES / Float.BYTES / Math.max(1, width),
            1,
            Math.max(1, input.places(stripes) / 8));
    DeviceMemory chunk = passing.floats((long) most * width);
    int start = input.axis().start(stripes.species());
    for (int first = 0; first < projected.rows(); ) {
      int count = rowsTogether(projected, first, most);
      stream.upload(
          MemorySegment.ofArray(projected.values(first))
              .asSlice(
                  (long) Float.BYTES * projected.offset(first), (long) Float.BYTES * count * width),
          chunk,
          input.cells().workers());
      kernels
          .placeRows()
          .launch(
              stream,
              GridShape.covering(count, MutualKernels.THREADS),
              chunk,
              first,
              count,
              width,
              placeOf.from((long) Integer.BYTES * start),
              input.firstPlace(stripes),
              input.endPlace(stripes),
              input.stride(),
              rows,
              means,
              inverseLengths);
      first += count;
    }
  }

  /** The rows from {@code first} on until another array begins, at most {@code most}. */
  private static int rowsTogether(CellMatrix m, int first, int most) {
    int end = first + 1;
    while (end < m.rows() && end - first < most && m.offset(end) > 0) {
      end++;
    }
    return end - first;
  }
}
