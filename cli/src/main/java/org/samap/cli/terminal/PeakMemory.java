package org.samap.cli.terminal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that this process has held. */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern HIGH_WATER_MARK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private PeakMemory() {}

  /** Resident memory where the system tells it (Linux), else the peaks of Java's memory pools. */
  public static long bytes() {
    try {
      if (Files.isReadable(STATUS)) {
        Matcher kilobytes = HIGH_WATER_MARK.matcher(Files.readString(STATUS));
        if (kilobytes.find()) {
          return Long.parseLong(kilobytes.group(1)) << 10;
        }
      }
    } catch (IOException e) {
      return ofPools();
    }
    return ofPools();
  }

  static long ofPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .mapToLong(pool -> pool.getPeakUsage().getCommitted())
        .sum();
  }
}
