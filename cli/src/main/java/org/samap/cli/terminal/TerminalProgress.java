package org.samap.cli.terminal;

import java.io.PrintWriter;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.samap.core.run.Progress;

/**
 * Progress for somebody who watches: a line per finished phase, and in between the state of the
 * phase that began last (how far, how fast, how long still), and of the whole job where it was
 * planned. On a terminal the state is one line that is drawn over; elsewhere it is a plain line now
 * and then.
 */
public final class TerminalProgress implements Progress, AutoCloseable {
  private static final long REDRAW_MILLISECONDS = 250;
  private static final double PLAIN_SECONDS = 30;
  private static final String CLEAR_LINE = "\r\u001B[K";
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter LATER =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private final PrintWriter err;
  private final Screen screen;
  private final Clocks clocks;
  private final long start;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<PhaseState> running = new ArrayList<>();
  private final List<PhaseRecord> finished = new ArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Outlook outlook = new Outlook(Map.of());

  /** When a plain line was last written, or a phase began. */
  private long lastPlain;

  private String drawn = "";
  private boolean closed;

  TerminalProgress(PrintWriter err, Screen screen, Clocks clocks) {
    this.err = err;
    this.screen = screen;
    this.clocks = clocks;
    this.start = clocks.nanoTime().getAsLong();
    this.lastPlain = start;
  }

  /** Progress on standard error, which the launcher knows to be a terminal or not. */
  public static TerminalProgress open(PrintWriter err, boolean quiet) {
    TerminalProgress progress =
        new TerminalProgress(err, Screen.ofSystem(quiet), Clocks.ofSystem());
    if (!quiet) {
      progress.opened.add(Ticker.every(REDRAW_MILLISECONDS, progress::tick));
      progress.opened.add(ExitHook.running(progress::interrupted));
    }
    return progress;
  }

  /** The job is planned: phases, by the names they will have, with their seconds. */
  public void follow(Map<String, Double> plan) {
    locked(() -> outlook = new Outlook(plan));
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
  public <T> T run(String name, long total, Function<? super Phase, ? extends T> work) {
    PhaseState phase = new PhaseState(name, total, clocks);
    locked(() -> begin(phase));
    boolean done = false;
    try {
      T result = work.apply(phase.steps());
      done = true;
      return result;
    } finally {
      boolean success = done;
      locked(() -> end(phase, success));
    }
  }

  private void begin(PhaseState phase) {
    running.add(phase);
    lastPlain = clocks.nanoTime().getAsLong();
    draw();
  }

  private void end(PhaseState phase, boolean done) {
    running.remove(phase);
    double seconds = phase.seconds();
    if (done) {
      outlook.ended(phase.name(), seconds);
      finished.add(new PhaseRecord(phase.name(), seconds, phase.cpuSeconds(), PeakMemory.bytes()));
    }
    if (!screen.quiet()) {
      String how = done ? "done in " : "failed after ";
      print(
          "[%s] %s: %s".formatted(Durations.of(seconds()), phase.name(), how)
              + Durations.of(seconds));
    }
  }

  @Override
  public void info(String message) {
    if (!screen.quiet()) {
      locked(() -> print(message));
    }
  }

  @Override
  public void warn(String message) {
    locked(() -> print("warning: " + message));
  }

  /** Time has passed: draws the state anew. */
  void tick() {
    locked(this::draw);
  }

  /** The program is made to end, as by Ctrl-C: the state gives way to a line that says so. */
  void interrupted() {
    locked(
        () -> {
          if (!closed && !running.isEmpty()) {
            print("interrupted in " + running.getLast().name());
          }
          closed = true;
        });
  }

  /** Removes the state that is still drawn, and draws no more. */
  @Override
  public void close() {
    locked(
        () -> {
          erase();
          closed = true;
        });
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void draw() {
    if (screen.quiet() || closed || running.isEmpty()) {
      return;
    }
    if (screen.terminal()) {
      String text = screen.fitting(states());
      if (!text.equals(drawn)) {
        err.print(CLEAR_LINE + text);
        err.flush();
        drawn = text;
      }
    } else if (secondsSince(lastPlain) >= PLAIN_SECONDS) {
      lastPlain = clocks.nanoTime().getAsLong();
      err.println(states().getFirst());
      err.flush();
    }
  }

  /**
   * {@code [41 s; 30 %, 2 min 5 s left, until 14:32] hs: loadings: 40 % (2 of 5), 4 s left}, then
   * with less and less of it.
   */
  private List<String> states() {
    PhaseState phase = running.getLast();
    OptionalDouble planned = outlook.of(phase.name());
    List<String> texts = phase.texts(planned);
    String past = Durations.clock(seconds());
    if (!outlook.isKnown()) {
      return texts.stream().map(text -> "[%s] %s".formatted(past, text)).toList();
    }
    double left = phase.left(planned).orElse(0) + outlook.without(phase.name());
    String whole =
        "%s; %.0f %%, %s left"
            .formatted(
                past,
                Math.floor(100 * seconds() / Math.max(1e-9, seconds() + left)),
                Durations.about(left));
    String until = until(left);
    List<String> states = new ArrayList<>();
    // How long the phase takes says more than when the whole ends.
    List<String> timed = texts.subList(0, Math.max(1, texts.size() - 1));
    timed.forEach(text -> states.add("[%s, until %s] %s".formatted(whole, until, text)));
    texts.forEach(text -> states.add("[%s] %s".formatted(whole, text)));
    return states;
  }

  private String until(double left) {
    LocalDateTime now = clocks.now().get();
    LocalDateTime end = now.plusSeconds(Math.round(left));
    return end.format(end.toLocalDate().equals(now.toLocalDate()) ? TODAY : LATER);
  }

  private void print(String line) {
    if (!closed) {
      erase();
      err.println(line);
      err.flush();
    }
  }

  private void erase() {
    if (!drawn.isEmpty()) {
      err.print(CLEAR_LINE);
      err.flush();
      drawn = "";
    }
  }

  private double secondsSince(long time) {
    return (clocks.nanoTime().getAsLong() - time) / 1e9;
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
