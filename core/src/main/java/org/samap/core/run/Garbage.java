package org.samap.core.run;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/**
 * Keeps the memory of the process near what it needs. Java's collectors prefer to let the heap grow
 * to its limit before they free large unused arrays. At the end of a phase most of its arrays are
 * unused. A collection then costs little (some 100 ms for each GB still in use) and keeps the peak
 * of the next phases low.
 */
public final class Garbage {
  /** Growth of the heap, in bytes, that is not worth a collection. */
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
