package org.samap.core.pipeline;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.samap.core.engine.Engines;
import org.samap.core.engine.Session;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * What a run may use.
 *
 * @param memory bytes of main memory in all
 * @param work a folder for expression that has no room in memory, made when it is needed; if none
 *     is chosen, the system's for temporary files
 * @param small values that a matrix of expression may have to lie on Java's heap
 * @param expression bytes of memory for larger ones, if a plan has told them; what lies beyond goes
 *     to a file
 * @param engine the kind of engine that does the work, or {@link Engines#AUTO}
 */
public record Resources(
    long memory, Optional<Path> work, long small, OptionalLong expression, String engine) {
  private static final double USABLE_PART = 0.75;

  /** Bytes that a run needs beside its expression: for the program, and for each cell. */
  private static final long BASE = 300L << 20;

  private static final long PER_CELL = 4L << 10;

  /** Three quarters of the machine's memory. */
  public static Resources ofThisMachine() {
    return new Resources(
        (long) (physicalMemory() * USABLE_PART),
        Optional.empty(),
        ExpressionStore.SMALL,
        OptionalLong.empty(),
        Engines.AUTO);
  }

  public Resources withMemory(long bytes) {
    return new Resources(bytes, work, small, expression, engine);
  }

  public Resources withWork(Path folder) {
    return new Resources(memory, Optional.of(folder), small, expression, engine);
  }

  /** Works in a folder unless another was chosen. */
  public Resources orWork(Path folder) {
    return work.isPresent() ? this : withWork(folder);
  }

  public Resources withSmall(long values) {
    return new Resources(memory, work, values, expression, engine);
  }

  public Resources withExpression(long bytes) {
    return new Resources(memory, work, small, OptionalLong.of(bytes), engine);
  }

  public Resources withEngine(String kind) {
    return new Resources(memory, work, small, expression, kind);
  }

  /**
   * Opens the engine and tells which it is.
   *
   * @param workers its threads on this machine; the caller closes them
   */
  public Session open(Workers workers, Progress progress) {
    return new Session(Engines.open(engine, workers, progress), progress);
  }

  /** Where the expression of so many cells is kept. */
  public ExpressionStore store(long cells) {
    long budget = expression.orElse(Math.max(0, memory - BASE - PER_CELL * cells));
    Path folder = work.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    return ExpressionStore.automatic(small, budget, folder);
  }

  public static long physicalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }
}
