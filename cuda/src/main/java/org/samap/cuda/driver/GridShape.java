package org.samap.cuda.driver;

/**
 * How many blocks of how many threads run a kernel.
 *
 * @param blocksX at least 1, below 2^31
 * @param blocksY at least 1, at most 65,535
 * @param threads the threads of a block, at most 1,024
 */
public record GridShape(int blocksX, int blocksY, int threads) {
  private static final int MOST_BLOCKS_Y = 65_535;
  private static final int MOST_THREADS = 1024;

  public GridShape {
    if (blocksX < 1
        || blocksY < 1
        || blocksY > MOST_BLOCKS_Y
        || threads < 1
        || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "%d x %d blocks of %d threads".formatted(blocksX, blocksY, threads));
    }
  }

  /** Blocks along one axis. */
  public static GridShape of(int blocks, int threads) {
    return new GridShape(blocks, 1, threads);
  }

  /** As many blocks as give each of {@code items} a thread. */
  public static GridShape covering(long items, int threads) {
    return of(Math.toIntExact(Math.max(1, Math.ceilDiv(items, (long) threads))), threads);
  }
}
