package org.samap.core.run;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/**
 * Keeps the memory of the process near what it needs. Java's collectors rather let the heap grow to
 * its limit than look for large arrays that nobody refers to any more; at the end of a phase, when
 * most of what it made is such, asking for a collection costs little (some 100 ms for each GB that
 * stays) and keeps the peak of the next phases low.
 */
public final class Garbage {
  /** Growth of the heap that is not worth a collection. */
  private static final long TOLERATED = 128L << 20;

  private Garbage() {}

  /** Asks for a collection if the heap has grown much since the last one. */
  public static void collect() {
    long growth = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage afterLast = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && afterLast != null) {
        growth += pool.getUsage().getUsed() - afterLast.getUsed();
      }
    }
    if (growth > TOLERATED) {
      System.gc();
    }
  }
}
