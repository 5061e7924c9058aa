package org.samap.cuda.search;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Cuts the positions of a side into strips, each three times as long as all before it until they
 * are {@value #LONGEST} positions long. Between strips the limits of lists rise. So no list sees
 * many candidates under a limit that is too low, and there are few strips. Longer ones would keep a
 * kernel busy for many seconds, and a device that has a display too stops such kernels.
 */
final class Strips {
  /** The positions of the first strip. Every strip is a whole number of tiles. */
  static final int FIRST = 256;

  private static final int GROWTH = 4;

  private static final int LONGEST = 1 << 16;

  private Strips() {}

  /** Where strips begin, and the end of the last one. */
  static int[] of(int positions) {
    return starts(positions, at -> Math.clamp((GROWTH - 1L) * at, FIRST, LONGEST));
  }

  /**
   * The same for a side that is compared with one without lists, so that no limits rise between
   * strips: all have the most length.
   */
  static int[] ofLongest(int positions) {
    return starts(positions, at -> LONGEST);
  }

  private static int[] starts(int positions, IntUnaryOperator length) {
    return IntStream.concat(
            IntStream.iterate(0, at -> at >= 0 && at < positions, at -> at + length.applyAsInt(at)),
            IntStream.of(positions))
        .toArray();
  }
}
