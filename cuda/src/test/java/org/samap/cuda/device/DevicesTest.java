package org.samap.cuda.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.cuda.StandIn;

/** Blocks are dealt to the devices. */
class DevicesTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  private Devices open(int count) {
    gpu.set(StandIn.Setting.DEVICES, count);
    return Devices.open(gpu.driver());
  }

  @Test
  void returnsResultsInTheOrderOfTheBlocks() {
    for (int count = 1; count <= 3; count++) {
      try (Devices devices = open(count)) {
        assertThat(devices.deal(7, (device, block) -> 10 * block))
            .containsExactly(0, 10, 20, 30, 40, 50, 60);
        assertThat(devices.deal(0, (device, block) -> block)).isEmpty();
      }
    }
  }

  @Test
  void dealsToTheDevicesInTurn() {
    try (Devices devices = open(3)) {
      List<Device> all = devices.all();
      assertThat(devices.deal(5, (device, block) -> device))
          .containsExactly(all.get(0), all.get(1), all.get(2), all.get(0), all.get(1));
    }
  }

  @Test
  void devicesWorkAtTheSameTime() {
    try (Devices devices = open(2)) {
      CountDownLatch both = new CountDownLatch(2);
      List<Thread> threads =
          devices.deal(
              2,
              (device, block) -> {
                both.countDown();
                awaits(both);
                return Thread.currentThread();
              });
      assertThat(threads).doesNotHaveDuplicates().hasSize(2);
    }
  }

  @Test
  void throwsTheFirstFailureWithTheOthersAndStops() {
    try (Devices devices = open(2)) {
      CountDownLatch both = new CountDownLatch(2);
      Set<Integer> begun = ConcurrentHashMap.newKeySet();
      assertThatThrownBy(
              () ->
                  devices.deal(
                      100,
                      (device, block) -> {
                        begun.add(block);
                        both.countDown();
                        awaits(both);
                        throw new IllegalStateException("block " + block);
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("block 0")
          .hasSuppressedException(new IllegalStateException("block 1"));
      assertThat(begun).containsExactlyInAnyOrderElementsOf(List.of(0, 1));
      assertThat(devices.deal(4, (device, block) -> block))
          .isEqualTo(IntStream.range(0, 4).boxed().toList());
    }
  }

  private static void awaits(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
