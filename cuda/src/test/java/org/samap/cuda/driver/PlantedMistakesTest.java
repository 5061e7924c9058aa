package org.samap.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.cuda.StandIn;
import org.samap.cuda.StandIn.Order;

/**
 * Which mistakes in kernels the stand-in finds, and which it does not, so that nobody relies on it
 * for those. See {@code planted.cu}.
 */
class PlantedMistakesTest {
  private static final int BLOCKS = 3;
  private static final int NUMBERS = 256 * BLOCKS;

  @RegisterExtension final StandIn gpu = new StandIn();

  /** How a mistake shows. */
  enum Shown {
    /** The launch fails. */
    FAILS,
    /** Results change with the order of threads or the time of copies. */
    DIFFERS,
    /** Not at all: only tools on a real device find it. */
    NEVER
  }

  @ParameterizedTest
  @CsvSource({
    "missing_barrier, DIFFERS",
    "missing_second_barrier, DIFFERS",
    "race, DIFFERS",
    "missing_syncwarp, DIFFERS",
    "missing_second_syncwarp, DIFFERS",
    "shared_not_set, DIFFERS",
    "memory_not_set, DIFFERS",
    "copies_not_waited_for, DIFFERS",
    "one_group_too_few, DIFFERS",
    "copies_without_barrier, DIFFERS",
    "blocks_in_order, DIFFERS",
    "reads_absent_lane, DIFFERS",
    "barrier_of_some, FAILS",
    "ends_early, FAILS",
    "shuffle_of_some, FAILS",
    "mask_without_lane, FAILS",
    "writes_too_far, FAILS",
    "reads_anywhere, FAILS",
    "leaves_shared_array, FAILS",
    "odd_address, FAILS",
    "divides_by_zero, FAILS",
    "counts_without_atomics, NEVER",
    "missing_fence, NEVER",
  })
  void showsMistakes(String kernel, Shown expected) {
    List<Optional<int[]>> right = played(kernel, 0);
    assertThat(right)
        .hasSize(10)
        .allMatch(r -> Arrays.equals(r.orElseThrow(), right.getFirst().orElseThrow()));
    assertThat(right.getFirst().orElseThrow()).hasSize(NUMBERS);
    List<Optional<int[]>> wrong = played(kernel, 1);
    assertThat(shown(wrong)).isEqualTo(expected);
    if (expected == Shown.NEVER) {
      assertThat(wrong.getFirst().orElseThrow()).isEqualTo(right.getFirst().orElseThrow());
    }
  }

  private static Shown shown(List<Optional<int[]>> results) {
    if (results.stream().anyMatch(Optional::isEmpty)) {
      return Shown.FAILS;
    }
    int[] first = results.getFirst().orElseThrow();
    return results.stream().allMatch(r -> Arrays.equals(r.orElseThrow(), first))
        ? Shown.NEVER
        : Shown.DIFFERS;
  }

  /** What a kernel gives in every order of threads, with early and late copies. */
  private List<Optional<int[]>> played(String kernel, int wrong) {
    List<Optional<int[]>> results = new ArrayList<>();
    for (boolean late : new boolean[] {false, true}) {
      for (Order order : Order.values()) {
        for (int seed = 0; seed < (order == Order.RANDOM ? 3 : 1); seed++) {
          gpu.play(order, late, seed);
          results.add(result(kernel, wrong));
        }
      }
    }
    return results;
  }

  private Optional<int[]> result(String kernel, int wrong) {
    try (TestKernels kernels = new TestKernels(gpu, "planted")) {
      long x = kernels.upload(IntStream.range(0, NUMBERS).map(i -> i * i % 1009).toArray());
      long y = kernels.driver.memory().allocate(4L * NUMBERS);
      try {
        kernels.launch(kernel, GridShape.of(BLOCKS, 256), 0, wrong, x, y);
        return Optional.of(kernels.download(y, NUMBERS));
      } catch (DriverException e) {
        assertThat(gpu.message()).contains(kernel);
        return Optional.empty();
      } finally {
        kernels.free(x, y);
      }
    }
  }
}
