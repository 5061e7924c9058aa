package org.samap.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TickerTest {
  @Test
  void doesItAgainAndAgainUntilItIsClosed() throws InterruptedException {
    CountDownLatch ticks = new CountDownLatch(3);
    AtomicReference<Thread> thread = new AtomicReference<>(Thread.currentThread());
    try (Ticker ticker =
        Ticker.every(
            1,
            () -> {
              thread.set(Thread.currentThread());
              ticks.countDown();
            })) {
      assertThat(ticker).isNotNull();
      assertThat(ticks.await(1, TimeUnit.MINUTES)).isTrue();
    }
    Thread ticking = Objects.requireNonNull(thread.get());
    assertThat(ticking.getName()).isEqualTo(Ticker.THREAD);
    assertThat(ticking.isDaemon()).isTrue();
    ticking.join(60_000);
    assertThat(ticking.isAlive()).isFalse();
  }
}
