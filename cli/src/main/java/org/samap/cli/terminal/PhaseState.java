package org.samap.cli.terminal;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How far a phase is, and how long it still takes. The clock of the time left runs between steps:
 * each is taken to last as long as those before it, and one that lasts longer slows the whole.
 */
final class PhaseState {
  /** The share of a phase after which its steps and its plan weigh the same. */
  private static final double TRUST = 0.1;

  /** Of so few steps a rate says nothing. */
  private static final long FEW = 100;

  private final String name;
  private final long began;
  private final Clocks clocks;
  private final double cpuBefore;
  private final Steps steps;
  private volatile Mark last;

  /**
   * When more was done.
   *
   * @param done so many steps by then
   * @param more of these than before
   */
  private record Mark(long time, double done, double more) {}

  PhaseState(String name, long total, Clocks clocks) {
    this.name = name;
    this.clocks = clocks;
    this.began = clocks.nanoTime().getAsLong();
    this.last = new Mark(began, 0, 0);
    this.cpuBefore = clocks.cpuSeconds().getAsDouble();
    this.steps = new Steps(total, this::mark);
  }

  private void mark() {
    double done = steps.done();
    last = new Mark(clocks.nanoTime().getAsLong(), done, Math.max(0, done - last.done));
  }

  /** Counts the steps. */
  Steps steps() {
    return steps;
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
   * Seconds to the end, if anything tells them: at first the plan, and the more steps are done the
   * more these.
   *
   * @param planned seconds of the whole phase, if it was planned
   */
  OptionalDouble left(OptionalDouble planned) {
    Mark mark = last;
    long total = steps.total();
    double elapsed = seconds();
    if (total == 0 || mark.done == 0) {
      double byPlan = planned.orElse(0) - elapsed;
      return byPlan > 0 ? OptionalDouble.of(byPlan) : OptionalDouble.empty();
    }
    double bySteps = leftBySteps(mark, total, elapsed);
    if (planned.isEmpty()) {
      return OptionalDouble.of(bySteps);
    }
    double share = Math.min(1, mark.done / total);
    double sinceMark = elapsed - seconds(mark.time);
    double byPlan = Math.max(0, planned.getAsDouble() * (1 - share) - sinceMark);
    double weight = share * share / (share * share + TRUST * TRUST);
    return OptionalDouble.of(weight * bySteps + (1 - weight) * byPlan);
  }

  private double leftBySteps(Mark mark, long total, double elapsed) {
    double toMark = seconds(mark.time);
    double ofAStep = toMark / mark.done;
    double current = elapsed - toMark;
    if (mark.done >= total || current < mark.more * ofAStep) {
      return Math.max(0, (total - mark.done) * ofAStep - current);
    }
    double next = Math.min((double) total, mark.done + mark.more);
    return (total - next) * (elapsed / next);
  }

  /**
   * {@code name: 42 % (420 of 1000), 310/s, 2 s left}, or as much of it as is known; then with less
   * and less of it, for narrow terminals.
   */
  List<String> texts(OptionalDouble planned) {
    double done = steps.done();
    long total = steps.total();
    String share = done > 0 && total > 0 ? (long) (100 * done / total) + " %" : "";
    String counted = counted(done, total, share);
    OptionalDouble left = left(planned);
    String time = left.isPresent() ? Durations.about(left.getAsDouble()) + " left" : "";
    return Stream.of(
            joined(counted, rate(done, total), time),
            joined(counted, time),
            joined(share, time),
            joined(share))
        .distinct()
        .toList();
  }

  /** One of one tells nothing. */
  private static String counted(double done, long total, String share) {
    if (total == 0) {
      return done >= 1 ? number(done) : "";
    }
    return total == 1 || done == 0
        ? share
        : "%s (%s of %s)".formatted(share, number(done), number((double) total));
  }

  private String rate(double done, long total) {
    double rate = done / Math.max(1e-9, seconds());
    return rate < 1 || (total > 0 && total < FEW)
        ? ""
        : (rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : number(rate)) + "/s";
  }

  /** {@code 500}, {@code 48,213}, {@code 14.6 million}. */
  private static String number(double count) {
    return count < 1e6
        ? String.format(Locale.ROOT, "%,d", (long) count)
        : String.format(Locale.ROOT, "%,.1f million", Math.floor(count / 1e5) / 10);
  }

  private String joined(String... parts) {
    List<String> known = Stream.of(parts).filter(p -> !p.isEmpty()).toList();
    return known.isEmpty() ? name + " ..." : name + ": " + String.join(", ", known);
  }

  private double seconds(long time) {
    return (time - began) / 1e9;
  }
}
