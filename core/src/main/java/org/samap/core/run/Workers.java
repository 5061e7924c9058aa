package org.samap.core.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work through numbered tasks. Work is cut into tasks by its size, never by the number
 * of threads, and partial results are merged in task order, so every result is the same for any
 * number of threads.
 *
 * <p>Tasks may not start tasks of their own on the same workers. Tasks are begun in their order.
 * When one fails no more are begun, those that run end, and the failure of the lowest is thrown:
 * the same for any number of threads.
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
    Failure failure = new Failure();
    runOnAll(
        Math.min(threads, tasks),
        () -> {
          for (int t = next.getAndIncrement(); t < tasks; t = next.getAndIncrement()) {
            try {
              task.accept(t);
            } catch (Throwable e) {
              failure.add(t, e);
              next.set(tasks);
            }
          }
        });
    failure.rethrow();
  }

  /** Runs {@code task} over the ranges [0, size), [size, 2 size), ... of [0, n). */
  public void forRanges(int n, int size, RangeTask task) {
    int tasks = Math.ceilDiv(n, size);
    forEach(tasks, t -> task.accept(t * size, (int) Math.min(n, (t + 1L) * size)));
  }

  /**
   * Computes a partial result per task and merges them into {@code total} in task order, one at a
   * time, as soon as they can be. At most twice as many partial results as threads exist at a time.
   */
  public <T, P> T reduce(int tasks, IntFunction<P> map, T total, BiConsumer<T, P> merge) {
    if (threads == 1 || tasks <= 1) {
      for (int t = 0; t < tasks; t++) {
        merge.accept(total, map.apply(t));
      }
      return total;
    }
    Reduction<P> reduction = new Reduction<>(tasks, 2 * threads, p -> merge.accept(total, p));
    runOnAll(Math.min(threads, tasks), () -> reduction.work(map));
    reduction.failure.rethrow();
    return total;
  }

  /** Partial results on their way to be merged in order. */
  private static final class Reduction<P> {
    private final int tasks;
    private final Consumer<P> merge;
    private final Map<Integer, P> waiting = new HashMap<>();
    private final int most;
    private final Lock lock = new ReentrantLock();
    private final Condition merged = lock.newCondition();
    private final Failure failure = new Failure();
    private int taken;
    private int done;
    private boolean failed;

    Reduction(int tasks, int most, Consumer<P> merge) {
      this.tasks = tasks;
      this.most = most;
      this.merge = merge;
    }

    void work(IntFunction<P> map) {
      for (int t = take(); t < tasks; t = take()) {
        try {
          deliver(t, map.apply(t));
        } catch (Throwable e) {
          fail(t, e);
        }
      }
    }

    /** The next task, once there is room for its result; {@code tasks} if there is none left. */
    private int take() {
      lock.lock();
      try {
        while (taken - done >= most && !failed) {
          merged.awaitUninterruptibly();
        }
        return failed || taken == tasks ? tasks : taken++;
      } finally {
        lock.unlock();
      }
    }

    private void deliver(int task, P result) {
      lock.lock();
      try {
        waiting.put(task, Objects.requireNonNull(result, "a partial result"));
        for (P next = waiting.remove(done); next != null; next = waiting.remove(done)) {
          merge.accept(next);
          done++;
        }
        merged.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private void fail(int task, Throwable e) {
      lock.lock();
      try {
        failure.add(task, e);
        failed = true;
        merged.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** The failure of the lowest task. */
  private static final class Failure {
    private int lowest = Integer.MAX_VALUE;
    private @Nullable Throwable cause;

    synchronized void add(int task, Throwable e) {
      if (task < lowest) {
        lowest = task;
        cause = e;
      }
    }

    synchronized void rethrow() {
      switch (cause) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(cause);
      }
    }
  }

  private void runOnAll(int copies, Runnable body) {
    List<Future<?>> running = new ArrayList<>(copies);
    for (int i = 0; i < copies; i++) {
      running.add(pool.submit(body));
    }
    for (Future<?> f : running) {
      try {
        f.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for the workers", e);
      }
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
