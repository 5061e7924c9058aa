package org.samap.core.pipeline;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.samap.core.run.Garbage;
import org.samap.core.run.Progress;

/**
 * Returns the memory that a phase leaves behind. It runs the garbage collector at the end of a
 * phase, and at the end of its parts as long as that takes at most a twentieth of the time.
 */
final class CollectingProgress implements Progress {
  /** After a collection, parts collect again when this many times its duration has passed. */
  private static final long PATIENCE = 20;

  private final Progress told;

  /** The time in nanoseconds before which no part collects. */
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  private CollectingProgress(Progress told) {
    this.told = told;
  }

  static Progress of(Progress told) {
    return told instanceof CollectingProgress ? told : new CollectingProgress(told);
  }

  @Override
  public <T> T run(String name, long total, Function<? super Phase, ? extends T> work) {
    T result = told.run(name, total, phase -> work.apply(new CollectingPhase(phase)));
    collect();
    return result;
  }

  private void collect() {
    long began = System.nanoTime();
    Garbage.collect();
    long ended = System.nanoTime();
    next.set(ended + PATIENCE * (ended - began));
  }

  @Override
  public Progress within(String prefix) {
    return new CollectingProgress(told.within(prefix));
  }

  @Override
  public void info(String message) {
    told.info(message);
  }

  @Override
  public void warn(String message) {
    told.warn(message);
  }

  private final class CollectingPhase implements Phase {
    private final Phase counted;

    CollectingPhase(Phase counted) {
      this.counted = counted;
    }

    @Override
    public void advance(long steps) {
      counted.advance(steps);
    }

    @Override
    public <T> T part(long steps, Function<? super Phase, ? extends T> work) {
      T result = counted.part(steps, part -> work.apply(new CollectingPhase(part)));
      if (System.nanoTime() - next.get() > 0) {
        collect();
      }
      return result;
    }

    @Override
    public void expect(long total) {
      counted.expect(total);
    }
  }
}
