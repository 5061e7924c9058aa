package org.samap.cli.terminal;

import java.time.LocalDateTime;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What time it is.
 *
 * @param nanoTime for differences
 * @param cpuSeconds processor time of the process
 * @param now on the wall
 */
record Clocks(LongSupplier nanoTime, DoubleSupplier cpuSeconds, Supplier<LocalDateTime> now) {

  static Clocks ofSystem() {
    return new Clocks(System::nanoTime, CpuTime::seconds, LocalDateTime::now);
  }
}
