package org.samap.core.run;

/**
 * Keeps the memory of the process near what it needs. Java's collectors rather let the heap grow to
 * its limit than look for large arrays that nobody refers to any more; at the end of a phase, when
 * most of what it made is such, asking for a collection costs little (some 100 ms for each GB that
 * stays) and keeps the peak of the next phases low.
 */
public final class Garbage {
  /** Growth of the heap that is not worth a collection. */
  private static final long TOLERATED = 192L << 20;

  private long usedAfterLast;

  /** Asks for a collection if the heap has grown much since the last time. */
  public void collect() {
    if (used() - usedAfterLast > TOLERATED) {
      System.gc();
      usedAfterLast = used();
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
