package org.samap.core.pipeline;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.samap.core.engine.Engines;
import org.samap.core.engine.Session;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * The resources that a run is allowed to use.
 *
 * @param memory the bytes of main memory in all
 * @param work the folder for expression that does not fit in memory, made when needed; the system's
 *     temporary folder if none is chosen
 * @param small matrices of expression with up to this many values are kept on Java's heap
 * @param expression the bytes of memory for larger matrices, if a plan has set them; the rest goes
 *     to a file
 * @param engine the kind of engine, or {@link Engines#AUTO}
 */
public record Resources(
    long memory, Optional<Path> work, long small, OptionalLong expression, String engine) {
  private static final double USABLE_PART = 0.75;

  /** The bytes that a run needs besides its expression, for the program and for each cell. */
  private static final long BASE = 300L << 20;

  private static final long PER_CELL = 4L << 10;

  /** Resources with three quarters of this machine's memory. */
  public static Resources ofThisMachine() {
    return new Resources(
        (long) (physicalMemory() * USABLE_PART),
        Optional.empty(),
        ExpressionStore.SMALL,
        OptionalLong.empty(),
        Engines.usual());
  }

  public Resources withMemory(long bytes) {
    return new Resources(bytes, work, small, expression, engine);
  }

  public Resources withWork(Path folder) {
    return new Resources(memory, Optional.of(folder), small, expression, engine);
  }

  /** Uses a work folder unless another was chosen. */
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
   * Fails if this machine cannot use the engine that is named.
   *
   * @throws InputException with the reason
   */
  public void requireEngine() {
    Engines.require(engine);
  }

  /**
   * Opens the engine and reports which one it is.
   *
   * @param cells the number of cells of all data
   * @param workers the engine's threads on this machine; the caller closes them
   */
  public Session open(long cells, Workers workers, Progress progress) {
    return new Session(Engines.open(engine, cells, workers, progress), progress);
  }

  /** The store for the expression of this many cells. */
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
