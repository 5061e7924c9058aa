package org.samap.cuda.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.cuda.StandIn;
import org.samap.cuda.StandIn.Setting;
import org.samap.cuda.driver.DriverException;

/** Blocks become smaller when memory runs out. */
class BlockSizeTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  @Test
  void halvesBlocksUntilTheyFit() {
    gpu.set(Setting.MEMORY, 30_000);
    List<String> blocks = new ArrayList<>();
    BlockSize size = new BlockSize(100, 10);
    try (Devices devices = Devices.open(gpu.driver())) {
      size.forBlocks(
          90,
          (from, to) -> {
            try (DeviceArena arena = devices.first().arena()) {
              arena.allocate(1000L * (to - from));
              blocks.add(from + "-" + to);
            }
          });
    }
    assertThat(blocks).containsExactly("0-25", "25-50", "50-75", "75-90");
    assertThat(size.current()).isEqualTo(25);
  }

  @Test
  void failsIfTheSmallestBlockDoesNotFit() {
    gpu.set(Setting.MEMORY, 5_000);
    List<Integer> tried = new ArrayList<>();
    try (Devices devices = Devices.open(gpu.driver())) {
      assertThatThrownBy(
              () ->
                  new BlockSize(64, 10)
                      .forBlocks(
                          90,
                          (from, to) -> {
                            tried.add(to - from);
                            try (DeviceArena arena = devices.first().arena()) {
                              arena.allocate(1000L * (to - from));
                            }
                          }))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("asking for 10000 bytes");
    }
    assertThat(tried).containsExactly(64, 32, 16, 10);
  }

  @Test
  void passesOtherErrorsOn() {
    List<Integer> tried = new ArrayList<>();
    try (Devices devices = Devices.open(gpu.driver())) {
      gpu.failAt("cuMemAlloc_v2", 2, 1);
      assertThatThrownBy(
              () ->
                  new BlockSize(10, 1)
                      .forBlocks(
                          90,
                          (from, to) -> {
                            tried.add(from);
                            try (DeviceArena arena = devices.first().arena()) {
                              arena.ints(to - from);
                            }
                          }))
          .hasMessageContaining("CUDA_ERROR_INVALID_VALUE");
    }
    assertThat(tried).containsExactly(0, 10);
  }

  @Test
  void worksOnNothingAndNeverInBlocksOfNothing() {
    new BlockSize(5, 1).forBlocks(0, (from, to) -> assertThat(to).isNegative());
    assertThat(new BlockSize(0, 7).current()).isEqualTo(7);
    assertThatThrownBy(() -> new BlockSize(5, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
