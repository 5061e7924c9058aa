package org.samap.cli.terminal;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.samap.core.run.Progress;

/**
 * How far a phase is, and how long it still takes. The clock of the time left runs between steps:
 * each is taken to last as long as those before it, and one that lasts longer slows the whole.
 */
final class PhaseState implements Progress.Phase {
  private final String name;
  private final long began;
  private final Clocks clocks;
  private final double cpuBefore;
  private final AtomicLong done = new AtomicLong();
  private volatile long total;
  private volatile long lastStep;

  PhaseState(String name, long total, Clocks clocks) {
    this.name = name;
    this.total = total;
    this.clocks = clocks;
    this.began = clocks.nanoTime().getAsLong();
    this.lastStep = began;
    this.cpuBefore = clocks.cpuSeconds().getAsDouble();
  }

  @Override
  public void advance(long steps) {
    done.addAndGet(steps);
    lastStep = clocks.nanoTime().getAsLong();
  }

  @Override
  public void expect(long newTotal) {
    total = newTotal;
  }

  String name() {
    return name;
  }

  double seconds() {
    return seconds(clocks.nanoTime().getAsLong());
  }

  double cpuSeconds() {
    return clocks.cpuSeconds().getAsDouble() - cpuBefore;
  }

  /**
   * Seconds to the end, if anything tells them.
   *
   * @param planned seconds of the whole phase, if it was planned: it counts as much as one step
   */
  OptionalDouble left(OptionalDouble planned) {
    long count = count();
    double elapsed = seconds();
    double byPlan = Math.max(0, planned.orElse(0) - elapsed);
    if (total == 0 || count == 0) {
      return byPlan > 0 ? OptionalDouble.of(byPlan) : OptionalDouble.empty();
    }
    double bySteps = leftBySteps(count, elapsed);
    return OptionalDouble.of(
        planned.isEmpty() || count == total ? bySteps : (count * bySteps + byPlan) / (count + 1));
  }

  private double leftBySteps(long count, double elapsed) {
    double toLast = seconds(lastStep);
    double usual = toLast / count;
    double current = elapsed - toLast;
    return current < usual || count == total
        ? Math.max(0, (total - count) * usual - current)
        : (total - count - 1) * (elapsed / (count + 1));
  }

  /** {@code name: 42 % (420 of 1000), 310/s, 2 s left}, or as much of it as is known. */
  String text(OptionalDouble planned) {
    StringBuilder text = new StringBuilder(name);
    long count = count();
    String separator = ": ";
    if (count > 0 && total > 0) {
      text.append(": %d %% (%d of %d)".formatted(100 * count / total, count, total));
      separator = ", ";
    } else if (count > 0) {
      text.append(": ").append(count);
      separator = ", ";
    }
    double rate = count / Math.max(1e-9, seconds());
    if (count > 0 && rate >= 1) {
      text.append(String.format(Locale.ROOT, ", " + (rate < 10 ? "%.1f/s" : "%.0f/s"), rate));
    }
    OptionalDouble left = left(planned);
    if (left.isPresent()) {
      text.append(separator).append(Durations.about(left.getAsDouble())).append(" left");
    } else if (count == 0) {
      text.append(" ...");
    }
    return text.toString();
  }

  private long count() {
    long count = done.get();
    return total > 0 ? Math.min(count, total) : count;
  }

  private double seconds(long time) {
    return (time - began) / 1e9;
  }
}
