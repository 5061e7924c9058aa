package org.samap.cuda.search;

import java.util.stream.IntStream;

/**
 * Cuts the positions of a side into strips, each three times as long as all before it. Between
 * strips the limits of lists rise. So no list sees many candidates under a limit that is too low,
 * and there are few strips.
 */
final class Strips {
  /** The positions of the first strip. Every strip is a whole number of tiles. */
  static final int FIRST = 256;

  private static final int GROWTH = 4;

  private Strips() {}

  /** Where strips begin, and the end of the last one. */
  static int[] of(int positions) {
    return IntStream.concat(
            IntStream.of(0),
            IntStream.concat(
                IntStream.iterate(FIRST, at -> at > 0 && at < positions, at -> at * GROWTH),
                IntStream.of(positions)))
        .toArray();
  }
}
