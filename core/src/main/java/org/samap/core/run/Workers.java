package org.samap.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work through numbered tasks. Work is cut into tasks by its size, never by the number
 * of threads, and partial results are merged in task order. So every result is the same for any
 * number of threads.
 *
 * <p>Tasks begin in order. When one fails, no more begin, running tasks finish, and the failure of
 * the lowest task is thrown: the same for any number of threads. An interrupt of the calling thread
 * stops the work in the same way. So when a call has ended, however it did, no task runs any more
 * and what the tasks used can be closed. The workers' own threads are never interrupted.
 *
 * <p>A task must not start tasks on the same workers, since they would wait for its thread. It
 * fails if it tries, with any number of threads.
 */
public final class Workers implements AutoCloseable {
  private static final String INTERRUPTED = "interrupted while the workers were at work";

  private final int threads;
  private final ExecutorService pool;

  /** Whether a thread, a worker's or a caller's, is inside a task of these workers. */
  private final ThreadLocal<Boolean> working;

  /** Counts the tasks of all calls. */
  private final Progress.Phase phase;

  private final AtomicLong expected = new AtomicLong();

  private Workers(
      int threads, ExecutorService pool, ThreadLocal<Boolean> working, Progress.Phase phase) {
    this.threads = threads;
    this.pool = pool;
    this.working = working;
    this.phase = phase;
  }

  /**
   * @param threads at least 1
   */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw InputException.about(
          "threads", "threads is " + threads + "; give a number of at least 1");
    }
    return new Workers(
        threads,
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("samap-", 0).factory()),
        ThreadLocal.withInitial(() -> false),
        Progress.Silent.INSTANCE);
  }

  /** One thread for each processor of the machine. */
  public static Workers ofAllProcessors() {
    return of(Runtime.getRuntime().availableProcessors());
  }

  /**
   * These workers, with every task counted as a step of a phase. Each call adds its tasks to the
   * steps that the phase expects. They share their threads with these and are closed with them.
   */
  public Workers counting(Progress.Phase phase) {
    return new Workers(threads, pool, working, phase);
  }

  public int threads() {
    return threads;
  }

  /**
   * Runs {@code task} for 0, ..., tasks - 1 in any order. Tasks must not write to the same places.
   */
  public void forEach(int tasks, IntConsumer task) {
    run(new Loop(tasks, task));
  }

  /** Runs {@code task} over the ranges [0, size), [size, 2 size), ... of [0, n). */
  public void forRanges(int n, int size, RangeTask task) {
    int tasks = Math.ceilDiv(n, size);
    forEach(tasks, t -> task.accept(t * size, (int) Math.min(n, (t + 1L) * size)));
  }

  /**
   * Computes a partial result per task and merges the results into {@code total} in task order,
   * each as soon as its turn comes. At most two partial results per thread exist at a time.
   */
  public <T, P> T reduce(int tasks, IntFunction<P> map, T total, BiConsumer<T, P> merge) {
    run(new Reduction<P>(tasks, map, 2 * threads, p -> merge.accept(total, p)));
    return total;
  }

  /** Numbered tasks that any number of threads share. */
  private abstract static class Job {
    final int tasks;
    private int failedTask = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    Job(int tasks) {
      this.tasks = tasks;
    }

    /** The next task, or {@code tasks} if none is left or the job was stopped. */
    abstract int take();

    abstract void work(int task);

    /** Lets no more tasks begin. */
    abstract void stop();

    /** Works on tasks until none is left, one fails, or the caller is interrupted. */
    void workOnAll(BooleanSupplier interrupted, Progress.Phase phase) {
      for (int t = take(); t < tasks; t = take()) {
        try {
          if (interrupted.getAsBoolean()) {
            throw new CancellationException(INTERRUPTED);
          }
          work(t);
          phase.advance(1);
        } catch (Throwable e) {
          fail(t, e);
          stop();
        }
      }
    }

    private synchronized void fail(int task, Throwable e) {
      if (task < failedTask) {
        failedTask = task;
        failure = e;
      }
    }

    /** Throws the failure of the lowest task that failed. */
    synchronized void rethrow() {
      switch (failure) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(failure);
      }
    }
  }

  /** Tasks without results. */
  private static final class Loop extends Job {
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();

    Loop(int tasks, IntConsumer task) {
      super(tasks);
      this.task = task;
    }

    @Override
    int take() {
      return next.getAndUpdate(t -> Math.min(tasks, t + 1));
    }

    @Override
    void work(int t) {
      task.accept(t);
    }

    @Override
    void stop() {
      next.set(tasks);
    }
  }

  /** Tasks with partial results, which are merged in order. */
  private static final class Reduction<P> extends Job {
    private final IntFunction<P> map;
    private final InOrder<P> merge;
    private final int most;
    private final Lock lock = new ReentrantLock();
    private final Condition merged = lock.newCondition();
    private int taken;
    private boolean stopped;

    Reduction(int tasks, IntFunction<P> map, int most, Consumer<P> merge) {
      super(tasks);
      this.map = map;
      this.most = most;
      this.merge = new InOrder<>(merge);
    }

    /** Waits until there is room for one more result. */
    @Override
    int take() {
      lock.lock();
      try {
        while (taken - merge.done() >= most && !stopped) {
          merged.awaitUninterruptibly();
        }
        return stopped || taken == tasks ? tasks : taken++;
      } finally {
        lock.unlock();
      }
    }

    @Override
    void work(int task) {
      P result = Objects.requireNonNull(map.apply(task), "a partial result");
      lock.lock();
      try {
        merge.add(task, result);
        merged.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    void stop() {
      lock.lock();
      try {
        stopped = true;
        merged.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void run(Job job) {
    if (working.get()) {
      throw new IllegalStateException(
          "a task must not start tasks on its own workers: they would wait for its thread");
    }
    phase.expect(expected.addAndGet(job.tasks));
    if (threads == 1 || job.tasks <= 1) {
      workOnAll(job, Thread.currentThread()::isInterrupted);
    } else if (runOnThreads(job, Math.min(threads, job.tasks))) {
      Thread.currentThread().interrupt();
      throw new CancellationException(INTERRUPTED);
    }
    job.rethrow();
  }

  /** Returns whether an interrupt stopped the work. When it returns, no task runs any more. */
  private boolean runOnThreads(Job job, int copies) {
    List<Future<?>> running = new ArrayList<>(copies);
    boolean interrupted = false;
    try {
      for (int i = 0; i < copies; i++) {
        running.add(pool.submit(() -> workOnAll(job, () -> false)));
      }
    } finally {
      if (running.size() < copies) {
        job.stop(); // a thread could not be started
      }
      for (Future<?> f : running) {
        interrupted |= await(f, job);
      }
    }
    return interrupted;
  }

  /** Waits for a thread's work to end; stops the job if interrupted meanwhile. */
  private static boolean await(Future<?> work, Job job) {
    boolean interrupted = false;
    while (true) {
      try {
        work.get();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        job.stop();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private void workOnAll(Job job, BooleanSupplier interrupted) {
    working.set(true);
    try {
      job.workOnAll(interrupted, phase);
    } finally {
      working.remove();
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  /** Work on the items from {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  public interface RangeTask {
    void accept(int from, int to);
  }
}
