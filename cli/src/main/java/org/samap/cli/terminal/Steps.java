package org.samap.cli.terminal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.samap.core.run.Progress;

/** Counts the steps of a phase, or of a part of one, including the part in progress. */
final class Steps implements Progress.Phase {
  private final Runnable moved;
  private final AtomicLong done = new AtomicLong();
  private volatile long total;
  private volatile Optional<Part> part = Optional.empty();

  /** A part in progress, and the number of steps that it is worth. */
  private record Part(Steps steps, long worth) {}

  /**
   * @param total 0 if unknown
   * @param moved runs after every step, in any thread
   */
  Steps(long total, Runnable moved) {
    this.total = total;
    this.moved = moved;
  }

  @Override
  public void advance(long steps) {
    done.addAndGet(steps);
    moved.run();
  }

  @Override
  public void expect(long newTotal) {
    total = newTotal;
  }

  @Override
  public <T> T part(long worth, Function<? super Progress.Phase, ? extends T> work) {
    Steps inner = new Steps(0, moved);
    part = Optional.of(new Part(inner, worth));
    T result = work.apply(inner);
    part = Optional.empty();
    advance(worth);
    return result;
  }

  /** 0 if unknown. */
  long total() {
    return total;
  }

  /** Steps done, with the finished share of the part in progress; at most the total if known. */
  double done() {
    double steps = done.get() + part.map(p -> p.worth * p.steps.share()).orElse(0.0);
    return total > 0 ? Math.min(steps, (double) total) : steps;
  }

  /** The share of the total that is done; 0 if the total is unknown. */
  private double share() {
    return total == 0 ? 0 : done() / total;
  }
}
