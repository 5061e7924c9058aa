package org.samap.cli.terminal;

import java.lang.management.ManagementFactory;

/**
 * Processor time of this process, of all its threads: the job's, the compiler's, the collector's.
 */
public final class CpuTime {
  private CpuTime() {}

  /** Seconds since the process began; 0 if the system does not tell. */
  public static double seconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuTime()) / 1e9
        : 0;
  }
}
