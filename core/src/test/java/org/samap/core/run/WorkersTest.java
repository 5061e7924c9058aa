package org.samap.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parallel loops and sums, with one thread and with several. */
class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void countTheTasksOfAllCalls(int threads) {
    Counted progress = new Counted();
    try (Workers workers = Workers.of(threads)) {
      progress.perform(
          "loops",
          0,
          phase -> {
            Workers counting = workers.counting(phase);
            counting.forEach(7, _ -> {});
            counting.reduce(1, t -> t, new int[1], (_, _) -> {});
            workers.forEach(100, _ -> {}); // not counted
          });
    }
    assertThat(progress.phases())
        .extracting(Object::toString)
        .containsExactly("loops: 8 of 8, told 8 times");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void mergesPartialResultsInTheOrderOfTheirTasks(int threads) {
    try (Workers workers = Workers.of(threads)) {
      for (int tasks : new int[] {0, 1, 2, 3, 500}) {
        List<Integer> merged =
            workers.reduce(
                tasks,
                t -> {
                  if (t % 7 == 0) {
                    Thread.onSpinWait();
                  }
                  return t;
                },
                new ArrayList<>(),
                List::add);
        assertThat(merged).isEqualTo(IntStream.range(0, tasks).boxed().toList());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void holdsFewPartialResultsAtATime(int threads) {
    AtomicInteger held = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Workers workers = Workers.of(threads)) {
      workers.reduce(
          300,
          t -> {
            most.accumulateAndGet(held.incrementAndGet(), Math::max);
            return t;
          },
          new int[1],
          (sum, t) -> held.decrementAndGet());
    }
    assertThat(most.get()).isBetween(1, 2 * threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void throwsTheFailureOfTheLowestTaskThoughAHigherOneFailedBefore(int threads) {
    try (Workers workers = Workers.of(threads)) {
      CountDownLatch higherFailed = new CountDownLatch(threads == 1 ? 0 : 1);
      IntConsumer failing =
          t -> {
            if (t == 1) {
              higherFailed.countDown();
            } else {
              await(higherFailed);
            }
            throw new IllegalArgumentException("task " + t);
          };
      assertThatThrownBy(() -> workers.forEach(9, failing)).hasMessage("task 0");
      assertThatThrownBy(
              () ->
                  workers.reduce(
                      9,
                      t -> {
                        failing.accept(t);
                        return t;
                      },
                      new int[1],
                      (sum, t) -> sum[0] += t))
          .hasMessage("task 0");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void stopsAtTheFirstFailure(int threads) {
    AtomicInteger begun = new AtomicInteger();
    try (Workers workers = Workers.of(threads)) {
      assertThatThrownBy(
              () ->
                  workers.reduce(
                      10_000,
                      t -> {
                        begun.incrementAndGet();
                        if (t == 3) {
                          throw new IllegalArgumentException("task 3");
                        }
                        return t;
                      },
                      new int[1],
                      (sum, t) -> sum[0] += t))
          .hasMessage("task 3");
      assertThat(begun.get()).isLessThan(100);
      assertThatThrownBy(
              () ->
                  workers.reduce(
                      10_000,
                      t -> t,
                      new int[1],
                      (sum, t) -> {
                        throw new IllegalStateException("merge");
                      }))
          .hasMessage("merge");
      AtomicInteger sum = new AtomicInteger();
      workers.forEach(100, sum::addAndGet);
      assertThat(sum.get()).as("the threads are still there").isEqualTo(4950);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void refusesATaskThatStartsTasksOnItsOwnWorkers(int threads) {
    try (Workers workers = Workers.of(threads);
        Workers others = Workers.of(threads)) {
      for (int tasks : new int[] {1, 20}) {
        for (int inner : new int[] {0, 1, 20}) {
          assertThatThrownBy(
                  () -> workers.forEach(tasks, t -> workers.forRanges(inner, 1, (from, to) -> {})))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("its own workers");
          assertThatThrownBy(
                  () ->
                      workers.reduce(
                          tasks,
                          t -> t,
                          new int[1],
                          (sum, t) -> workers.reduce(inner, i -> i, new int[1], (a, b) -> {})))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("its own workers");
        }
      }
      AtomicInteger ran = new AtomicInteger();
      workers.forEach(3, t -> others.forEach(4, i -> ran.incrementAndGet()));
      workers.forEach(5, t -> ran.incrementAndGet());
      assertThat(ran.get()).as("tasks of others, and later ones").isEqualTo(17);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void anInterruptBeginsNoMoreTasksAndWaitsForThoseThatRun(int threads)
      throws InterruptedException {
    try (Workers workers = Workers.of(threads)) {
      assertWaits(threads, task -> workers.forEach(1000, task));
      assertWaits(
          threads,
          task ->
              workers.reduce(
                  1000,
                  t -> {
                    task.accept(t);
                    return t;
                  },
                  new int[1],
                  (sum, t) -> sum[0] += t));
      AtomicInteger sum = new AtomicInteger();
      workers.forEach(100, sum::addAndGet);
      assertThat(sum.get()).as("the threads are still there").isEqualTo(4950);
    }
  }

  private static void assertWaits(int threads, Consumer<IntConsumer> work)
      throws InterruptedException {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger endedAtReturn = new AtomicInteger();
    CountDownLatch allBusy = new CountDownLatch(threads);
    CountDownLatch goOn = new CountDownLatch(1);
    IntConsumer task =
        t -> {
          begun.incrementAndGet();
          allBusy.countDown();
          awaitWhateverComes(goOn);
          ended.incrementAndGet();
        };
    Thread caller =
        new Thread(
            () -> {
              try {
                work.accept(task);
              } catch (CancellationException e) {
                endedAtReturn.set(Thread.currentThread().isInterrupted() ? ended.get() : -1);
              }
            });
    caller.start();
    allBusy.await();
    caller.interrupt();
    // The caller has taken the interrupt, and waits for its threads, when it waits once more.
    while (threads > 1 && (caller.isInterrupted() || caller.getState() != Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    caller.join();
    assertThat(endedAtReturn.get()).as("tasks at the end of the call").isEqualTo(threads);
    assertThat(begun.get()).isEqualTo(threads);
  }

  /** Waits in spite of interrupts. */
  private static void awaitWhateverComes(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
