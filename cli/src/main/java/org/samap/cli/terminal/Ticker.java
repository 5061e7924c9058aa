package org.samap.cli.terminal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Repeats an action in a daemon thread, which does not keep the program alive. */
final class Ticker implements AutoCloseable {
  static final String THREAD = "samap-progress";

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name(THREAD).factory());

  private final ScheduledFuture<?> ticks;

  private Ticker(long milliseconds, Runnable action) {
    ticks = thread.scheduleAtFixedRate(action, milliseconds, milliseconds, TimeUnit.MILLISECONDS);
  }

  static Ticker every(long milliseconds, Runnable action) {
    return new Ticker(milliseconds, action);
  }

  /** Waits for an action that has begun; none begins after it. */
  @Override
  public void close() {
    ticks.cancel(false);
    thread.shutdownNow();
    thread.close();
  }
}
