package org.samap.core.pipeline.plan;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.samap.core.simd.Kernels;

/**
 * The speed of one thread of this machine.
 *
 * @param products float32 multiply-adds per second, in dot products in the first-level cache
 * @param bytes bytes per second copied in main memory, counted once
 */
public record MachineRates(double products, double bytes) {
  private static final double SHORTEST = 0.05; // seconds for each rate
  private static final double LONGEST = 0.3;

  /** A rate below this comes from a loop that a busy machine has not compiled yet. */
  private static final double LEAST_PRODUCTS = 1e9;

  /** The rate of the machine on which the constants of {@link Cost} were fitted. */
  private static final double USUAL_PRODUCTS = 1.5e10;

  private static final int LANE = 2048; // two such arrays fit the first-level cache
  private static final int ROUNDS = 50;
  private static final int COPY = 24 << 20;

  /** Nanoseconds of a sample; clocks of processor time can be coarse. */
  private static final long SAMPLE = 1_000_000;

  /**
   * Measures for about 0.15 seconds, in 48 MB off the heap. It counts the processor time of this
   * thread, so other programs do not matter, and takes the best of many bursts.
   */
  public static MachineRates measure() {
    float[] x = new float[LANE];
    float[] y = new float[LANE];
    Arrays.fill(x, 1e-3f);
    Kernels kernels = Kernels.best();
    double products = best((double) LANE * ROUNDS, () -> products(kernels, x, y));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocate(COPY);
      MemorySegment to = arena.allocate(COPY);
      double bytes =
          best(
              COPY,
              () -> {
                MemorySegment.copy(from, 0, to, 0, COPY);
                return to.byteSize();
              });
      return new MachineRates(products < LEAST_PRODUCTS ? USUAL_PRODUCTS : products, bytes);
    }
  }

  private static double products(Kernels kernels, float[] x, float[] y) {
    double sum = 0;
    for (int r = 0; r < ROUNDS; r++) {
      sum += kernels.dot(x, 0, y, 0, LANE);
    }
    return sum;
  }

  private static double best(double work, DoubleSupplier burst) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
        ? best(work, burst, threads::getCurrentThreadCpuTime)
        : best(work, burst, System::nanoTime);
  }

  /**
   * Continues as long as the rate rises, which it does until the loop is compiled.
   *
   * @param work the work of a burst
   * @param clock in nanoseconds
   */
  static double best(double work, DoubleSupplier burst, LongSupplier clock) {
    long start = clock.getAsLong();
    double best = 0;
    double used = 0;
    double lastRise = 0;
    double now = 0;
    while (now < LONGEST && (now < SHORTEST || now < 2 * lastRise)) {
      long begin = clock.getAsLong();
      long end = begin;
      int bursts = 0;
      while (end - begin < SAMPLE) {
        used += burst.getAsDouble();
        bursts++;
        end = clock.getAsLong();
      }
      now = (end - start) / 1e9;
      double rate = bursts * work / ((end - begin) / 1e9);
      lastRise = rate > 1.2 * best ? now : lastRise;
      best = Math.max(best, rate);
    }
    if (Double.isNaN(used)) {
      throw new IllegalStateException("a burst returned NaN");
    }
    return best;
  }

  /** The seconds that one thread takes for an amount of work. */
  public double seconds(Cost.Unit unit, double amount) {
    return switch (unit) {
      case SECONDS -> amount;
      case PRODUCTS -> amount / products;
      case BYTES -> amount / bytes;
    };
  }
}
