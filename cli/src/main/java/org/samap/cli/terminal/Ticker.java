package org.samap.cli.terminal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again, in a thread that keeps no program alive. */
final class Ticker implements AutoCloseable {
  static final String THREAD = "samap-progress";

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name(THREAD).factory());

  private Ticker() {}

  static Ticker every(long milliseconds, Runnable action) {
    Ticker ticker = new Ticker();
    ticker.thread.scheduleAtFixedRate(action, milliseconds, milliseconds, TimeUnit.MILLISECONDS);
    return ticker;
  }

  /** Waits for an action that has begun; none begins after it. */
  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
