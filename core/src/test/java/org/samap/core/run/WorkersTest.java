package org.samap.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parallel loops and sums, with one thread and with several. */
class WorkersTest {

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
}
