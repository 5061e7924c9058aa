package org.samap.cuda.mutual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.engine.cpu.BreadthFirst;
import org.samap.core.engine.cpu.CellOrder;
import org.samap.core.engine.cpu.Holders;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.cuda.StandIn;
import org.samap.cuda.device.Devices;
import org.samap.cuda.driver.DriverException;

/** Neighbourhoods collected on the device are those of the CPU. */
class DeviceHoldersTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  private final Workers workers = Workers.of(2);

  @AfterEach
  void close() {
    workers.close();
  }

  /**
   * Cells that point to near cells and, rarely, to far ones; places are not in the cells' order.
   */
  private static BreadthFirst cells(int n, int mostBudget, int rings, boolean excludeSelf) {
    RandomStream random = RandomStream.of(5, "test", n);
    SparseMatrix.Builder graph = SparseMatrix.builder(n, n);
    for (int c = 0; c < n; c++) {
      int cell = c;
      int far = random.nextInt(9) == 0 ? random.nextInt(n) : c;
      IntStream.concat(IntStream.of(c, far), random.ints(5, 0, 30).map(d -> (cell + d) % n))
          .sorted()
          .distinct()
          .forEach(to -> graph.add(to, 1));
      graph.endRow();
    }
    int[] budgets = random.ints(n, 1, mostBudget + 1).toArray();
    int[] cellAt = new int[n];
    int[] placeOf = new int[n];
    for (int p = 0; p < n; p++) {
      cellAt[p] = n - 1 - p;
      placeOf[n - 1 - p] = p;
    }
    return new BreadthFirst(
        graph.build(), budgets, rings, excludeSelf, new CellOrder(cellAt, placeOf));
  }

  private void givesTheHoldersOfTheCpu(BreadthFirst neighborhoods) {
    int n = neighborhoods.budgets().length;
    Holders expected = Holders.of(neighborhoods, n, workers);
    try (Devices devices = Devices.open(gpu.driver())) {
      Holders found = DeviceHolders.of(devices, neighborhoods, workers);
      assertThat(found.stripes()).isEqualTo(expected.stripes());
      for (int s = 0; s < expected.stripes(); s++) {
        Holders.Stripe there = found.stripe(s);
        Holders.Stripe here = expected.stripe(s);
        assertThat(there.first()).isEqualTo(here.first());
        assertThat(there.cells()).isEqualTo(here.cells());
        assertThat(there.starts()).isEqualTo(here.starts());
        assertThat(there.wordAt()).isEqualTo(here.wordAt());
        assertThat(there.words()).isEqualTo(here.words());
      }
    }
    assertThat(gpu.launches("neighborhoods_collect")).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 3",
    "2, 2, 1",
    "63, 20, 4",
    "64, 64, 4",
    "65, 9, 2",
    "129, 40, 3",
    "300, 290, 4"
  })
  void takesAnyNumberOfCells(int cells, int mostBudget, int rings) {
    givesTheHoldersOfTheCpu(cells(cells, mostBudget, rings, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void leavesTheCellItselfOut(int rings) {
    givesTheHoldersOfTheCpu(cells(200, 30, rings, true));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void doesNotDependOnTheOrderOfThreads(int seed) {
    StandIn.Order[] orders = StandIn.Order.values();
    gpu.play(orders[seed % orders.length], true, seed);
    givesTheHoldersOfTheCpu(cells(150, 60, 4, false));
  }

  /** More than a stripe, and more candidates of a ring than threads. */
  @Test
  void takesLargeRings() {
    BreadthFirst small = cells(4_200, 2, 1, false);
    BreadthFirst some = cells(4_200, 900, 4, false);
    for (int c = 0; c < 4_200; c++) {
      if (c % 70 == 0) {
        small.budgets()[c] = some.budgets()[c];
      }
    }
    givesTheHoldersOfTheCpu(
        new BreadthFirst(some.connectivities(), small.budgets(), 6, false, some.order()));
  }

  @Test
  void makesAsManyWordsAsThereIsMemoryFor() {
    gpu.set(StandIn.Setting.MEMORY, 60_000);
    givesTheHoldersOfTheCpu(cells(300, 90, 4, false));
    assertThat(gpu.launches("neighborhoods_collect")).isGreaterThan(1);
  }

  @Test
  void failsIfThereIsNoRoomForOneWord() {
    gpu.set(StandIn.Setting.MEMORY, 20_000);
    BreadthFirst neighborhoods = cells(300, 90, 4, false);
    try (Devices devices = Devices.open(gpu.driver())) {
      assertThatThrownBy(() -> DeviceHolders.of(devices, neighborhoods, workers))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("OUT_OF_MEMORY");
    }
  }

  @Test
  void sharesTheCellsAmongDevices() {
    gpu.set(StandIn.Setting.DEVICES, 2);
    BreadthFirst neighborhoods = cells(4_200, 3, 1, false);
    Arrays.fill(neighborhoods.budgets(), 4_100, 4_200, 80);
    givesTheHoldersOfTheCpu(neighborhoods);
  }
}
