package org.samap.core.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Threads that work through numbered tasks. Work is cut into tasks by its size, never by the number
 * of threads, and partial results are merged in task order, so every result is the same for any
 * number of threads.
 *
 * <p>Tasks may not start tasks of their own on the same workers. The first failure of a task stops
 * the others and is thrown to the caller.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  private Workers(int threads) {
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("samap-", 0).factory());
  }

  /**
   * @param threads at least 1
   */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new InputException("--threads is " + threads + "; give a number of at least 1");
    }
    return new Workers(threads);
  }

  /** As many threads as the machine has processors. */
  public static Workers ofAllProcessors() {
    return of(Runtime.getRuntime().availableProcessors());
  }

  public int threads() {
    return threads;
  }

  /**
   * Runs {@code task} for 0, ..., tasks - 1 in any order. A task writes only to places of its own.
   */
  public void forEach(int tasks, IntConsumer task) {
    if (threads == 1 || tasks <= 1) {
      for (int t = 0; t < tasks; t++) {
        task.accept(t);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    runOnAll(
        Math.min(threads, tasks),
        () -> {
          for (int t = next.getAndIncrement(); t < tasks; t = next.getAndIncrement()) {
            try {
              task.accept(t);
            } catch (Throwable e) {
              next.set(tasks); // the others stop after their current task
              throw e;
            }
          }
        });
  }

  /** Runs {@code task} over the ranges [0, size), [size, 2 size), ... of [0, n). */
  public void forRanges(int n, int size, RangeTask task) {
    int tasks = Math.ceilDiv(n, size);
    forEach(tasks, t -> task.accept(t * size, (int) Math.min(n, (t + 1L) * size)));
  }

  /**
   * Computes a partial result per task and merges them into {@code total} in task order. At most
   * twice as many partial results as threads exist at a time.
   */
  public <T, P> T reduce(int tasks, IntFunction<P> map, T total, BiConsumer<T, P> merge) {
    int wave = threads == 1 ? 1 : 2 * threads;
    for (int start = 0; start < tasks; start += wave) {
      int first = start;
      int count = Math.min(wave, tasks - first);
      List<P> partial = new ArrayList<>(Collections.nCopies(count, null));
      forEach(count, i -> partial.set(i, map.apply(first + i)));
      partial.forEach(p -> merge.accept(total, p));
    }
    return total;
  }

  private void runOnAll(int copies, Runnable body) {
    List<Future<?>> running = new ArrayList<>(copies);
    for (int i = 0; i < copies; i++) {
      running.add(pool.submit(body));
    }
    Throwable failure = null;
    for (Future<?> f : running) {
      try {
        f.get();
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
      } catch (InterruptedException e) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for the workers", e);
      }
    }
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  /** Work on the items from {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  public interface RangeTask {
    void accept(int from, int to);
  }
}
