package org.samap.core.run;

import java.util.random.RandomGenerator;

/**
 * A stream of random numbers that depends only on (seed, purpose, index). So block {@code index}
 * draws the same numbers whichever thread works on it and whatever ran before.
 *
 * <p>SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195) started at a hash of the
 * three keys. Not thread-safe; make one stream per block or per item instead.
 */
public final class RandomStream implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long start;
  private long state;

  private RandomStream(long start) {
    this.start = start;
    this.state = start;
  }

  /** The stream of {@code purpose} (a constant name of the step that draws) for one item. */
  public static RandomStream of(long seed, String purpose, long index) {
    long key = mix(seed + GOLDEN_GAMMA);
    for (int i = 0; i < purpose.length(); i++) {
      key = mix(key + GOLDEN_GAMMA + purpose.charAt(i));
    }
    return new RandomStream(mix(key + GOLDEN_GAMMA * (index + 1)));
  }

  /** Goes to the n-th number of the stream, counting from 0. */
  public void goTo(long n) {
    state = start + n * GOLDEN_GAMMA;
  }

  /** The state of SplitMix64 before the first number; it is all that a twin on a device needs. */
  public long start() {
    return start;
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
