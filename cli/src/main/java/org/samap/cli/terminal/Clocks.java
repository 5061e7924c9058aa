package org.samap.cli.terminal;

import java.time.LocalDateTime;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The clocks that progress reads.
 *
 * @param nanoTime a clock for measuring differences
 * @param cpuSeconds the processor time of the process
 * @param now the time of day
 */
record Clocks(LongSupplier nanoTime, DoubleSupplier cpuSeconds, Supplier<LocalDateTime> now) {

  static Clocks ofSystem() {
    return new Clocks(System::nanoTime, CpuTime::seconds, LocalDateTime::now);
  }
}
