package org.samap.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Progress that only notes how each phase has counted. */
public final class Counted implements Progress {
  private final List<Count> phases = new ArrayList<>();

  /** The phases that are over. */
  public List<Count> phases() {
    return phases;
  }

  @Override
  public <T> T run(String name, long total, Function<? super Phase, ? extends T> work) {
    Count count = new Count(name, total);
    T result = work.apply(count);
    phases.add(count);
    return result;
  }

  @Override
  public void info(String message) {}

  @Override
  public void warn(String message) {}

  /** What a phase has told of itself. */
  public static final class Count implements Phase {
    private final String name;
    private final AtomicInteger told = new AtomicInteger();
    private long total;
    private long done;

    public Count(String name, long total) {
      this.name = name;
      this.total = total;
    }

    public String name() {
      return name;
    }

    /** How often it has told that more is done, its parts included. */
    public int told() {
      return told.get();
    }

    public synchronized long done() {
      return done;
    }

    public synchronized long total() {
      return total;
    }

    @Override
    public synchronized void advance(long steps) {
      told.incrementAndGet();
      done += steps;
    }

    @Override
    public synchronized void expect(long newTotal) {
      total = newTotal;
    }

    @Override
    public <T> T part(long steps, Function<? super Phase, ? extends T> work) {
      Count part = new Count(name, 0);
      T result = work.apply(part);
      told.addAndGet(part.told());
      advance(steps);
      return result;
    }

    @Override
    public String toString() {
      return "%s: %d of %d, told %d times".formatted(name, done(), total(), told());
    }
  }
}
