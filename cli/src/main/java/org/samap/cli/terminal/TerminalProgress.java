package org.samap.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.samap.core.run.Progress;

/**
 * Progress for somebody who watches: a line per finished phase, and in between the state of the
 * phase that began last (how far, how fast, how long still). On a terminal the state is one line
 * that is drawn over; elsewhere it is a plain line now and then.
 */
public final class TerminalProgress implements Progress, AutoCloseable {
  private static final double REDRAW_SECONDS = 0.1;
  private static final double PLAIN_SECONDS = 30;
  private static final int WIDTH = 79;
  private static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final boolean quiet;
  private final LongSupplier nanoTime;
  private final DoubleSupplier cpuSeconds;
  private final long start;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<RunningPhase> running = new ArrayList<>();
  private final List<PhaseRecord> finished = new ArrayList<>();

  /** The time before which nothing is drawn, so that most steps cost a comparison. */
  private volatile long nextDraw;

  private boolean drawn;

  TerminalProgress(
      PrintWriter err,
      boolean terminal,
      boolean quiet,
      LongSupplier nanoTime,
      DoubleSupplier cpuSeconds) {
    this.err = err;
    this.terminal = terminal;
    this.quiet = quiet;
    this.nanoTime = nanoTime;
    this.cpuSeconds = cpuSeconds;
    this.start = nanoTime.getAsLong();
    this.nextDraw = start;
  }

  /** Progress on standard error, which the launcher knows to be a terminal or not. */
  public static TerminalProgress open(PrintWriter err, boolean quiet) {
    return new TerminalProgress(
        err, Boolean.getBoolean("samap.terminal"), quiet, System::nanoTime, CpuTime::seconds);
  }

  /** Seconds since the job began. */
  public double seconds() {
    return secondsSince(start);
  }

  /** The phases that are over, in the order in which they ended. */
  public List<PhaseRecord> phases() {
    lock.lock();
    try {
      return List.copyOf(finished);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Phase phase(String name, long total) {
    RunningPhase phase =
        new RunningPhase(name, total, nanoTime.getAsLong(), cpuSeconds.getAsDouble());
    locked(
        () -> {
          running.add(phase);
          nextDraw = terminal ? phase.began : later(phase.began, PLAIN_SECONDS);
          drawState(phase.began);
        });
    return phase;
  }

  @Override
  public void info(String message) {
    if (!quiet) {
      line(message);
    }
  }

  @Override
  public void warn(String message) {
    line("warning: " + message);
  }

  /** Removes the state that is still drawn. */
  @Override
  public void close() {
    locked(this::erase);
  }

  private void line(String text) {
    locked(
        () -> {
          erase();
          err.println(text);
          err.flush();
          nextDraw = terminal ? nanoTime.getAsLong() : nextDraw;
        });
  }

  private void end(RunningPhase phase) {
    locked(
        () -> {
          if (!running.remove(phase)) {
            return; // closed twice
          }
          double seconds = secondsSince(phase.began);
          double cpu = cpuSeconds.getAsDouble() - phase.cpuBefore;
          finished.add(new PhaseRecord(phase.name, seconds, cpu, PeakMemory.bytes()));
          if (!quiet) {
            erase();
            err.println(stamp() + phase.name + ": done in " + Durations.of(seconds));
            err.flush();
          }
        });
  }

  private void drawState(long now) {
    if (quiet || running.isEmpty() || now - nextDraw < 0) {
      return;
    }
    nextDraw = later(now, terminal ? REDRAW_SECONDS : PLAIN_SECONDS);
    String text = stamp() + running.getLast().state(now);
    if (terminal) {
      err.print(CLEAR_LINE + text.substring(0, Math.min(WIDTH, text.length())));
      drawn = true;
    } else {
      err.println(text);
    }
    err.flush();
  }

  private void erase() {
    if (drawn) {
      err.print(CLEAR_LINE);
      err.flush();
      drawn = false;
    }
  }

  private String stamp() {
    return String.format(Locale.ROOT, "[%s] ", Durations.of(seconds()));
  }

  private double secondsSince(long time) {
    return (nanoTime.getAsLong() - time) / 1e9;
  }

  private static long later(long time, double seconds) {
    return time + (long) (seconds * 1e9);
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  private final class RunningPhase implements Phase {
    private final String name;
    private final long total;
    private final long began;
    private final double cpuBefore;
    private final AtomicLong done = new AtomicLong();

    RunningPhase(String name, long total, long began, double cpuBefore) {
      this.name = name;
      this.total = total;
      this.began = began;
      this.cpuBefore = cpuBefore;
    }

    @Override
    public void advance(long steps) {
      done.addAndGet(steps);
      long now = nanoTime.getAsLong();
      if (now - nextDraw >= 0) {
        locked(() -> drawState(now));
      }
    }

    @Override
    public void close() {
      end(this);
    }

    /** What is known: {@code name: 42 % (420 of 1000), 310/s, 1.9 s left}. */
    String state(long now) {
      long count = Math.min(done.get(), total > 0 ? total : Long.MAX_VALUE);
      double seconds = (now - began) / 1e9;
      if (count <= 0 || seconds <= 0) {
        return name + " ...";
      }
      double rate = count / seconds;
      String speed = rate >= 10 ? "%.0f/s" : "%.2g/s";
      return total > 0
          ? String.format(
              Locale.ROOT,
              "%s: %d %% (%d of %d), " + speed + ", %s left",
              name,
              100 * count / total,
              count,
              total,
              rate,
              Durations.of((total - count) / rate))
          : String.format(Locale.ROOT, "%s: %d, " + speed, name, count, rate);
    }
  }
}
