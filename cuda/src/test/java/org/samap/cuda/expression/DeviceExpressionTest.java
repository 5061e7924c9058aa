package org.samap.cuda.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Workers;
import org.samap.cuda.RandomData;
import org.samap.cuda.StandIn;
import org.samap.cuda.StandIn.Count;
import org.samap.cuda.StandIn.Setting;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Devices;
import org.samap.cuda.driver.DriverException;

/** Expression on a device: what is kept, what passes by, and what is freed. */
class DeviceExpressionTest {
  private static final int CELLS = DeviceExpression.SECTION_CELLS + 1500;

  @RegisterExtension final StandIn gpu = new StandIn();

  private final Workers workers = Workers.of(2);
  private final Expression x = RandomData.expression(CELLS, 30, 8, 5, 1);

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  /** Work with the expression of one device. */
  @FunctionalInterface
  private interface Work {
    void on(DeviceExpressions expressions, DeviceStream stream);
  }

  private void with(long memory, Work work) {
    gpu.set(Setting.MEMORY, memory);
    try (Devices devices = Devices.open(gpu.driver());
        DeviceExpressions expressions = DeviceExpressions.on(devices, workers);
        DeviceStream stream = devices.first().stream()) {
      work.on(expressions, stream);
    }
  }

  /** The pieces that sections come in, as first cell and count. */
  private List<List<Integer>> pieces(DeviceExpressions expressions, DeviceStream stream) {
    List<List<Integer>> pieces = new ArrayList<>();
    try (DeviceExpression cells = expressions.of(x, stream)) {
      for (int s = 0; s < DeviceExpression.sections(x); s++) {
        cells.forSection(s, rows -> pieces.add(List.of(rows.first(), rows.count())));
      }
    }
    return pieces;
  }

  private long kept() {
    return gpu.left().getOrDefault(Count.ALLOCATIONS, 0L);
  }

  @Test
  void keepsSectionsFromOneOperationToTheNext() {
    with(
        100_000_000,
        (expressions, stream) -> {
          List<List<Integer>> first = pieces(expressions, stream);
          assertThat(first).containsExactly(List.of(0, 16_384), List.of(16_384, 1500));
          assertThat(kept()).isEqualTo(2);
          long calls = gpu.calls();
          assertThat(pieces(expressions, stream)).isEqualTo(first);
          assertThat(gpu.calls()).isEqualTo(calls);
        });
  }

  @Test
  void copiesSectionsThatCannotBeKept() {
    with(
        1_500_000,
        (expressions, stream) -> {
          assertThat(pieces(expressions, stream))
              .containsExactly(List.of(0, 16_384), List.of(16_384, 1500));
          assertThat(kept()).isLessThan(2);
          assertThat(pieces(expressions, stream)).hasSize(2);
        });
  }

  @Test
  void copiesPiecesWhereASectionDoesNotFit() {
    with(
        250_000,
        (expressions, stream) -> {
          List<List<Integer>> pieces = pieces(expressions, stream);
          assertThat(pieces).hasSizeGreaterThan(4);
          int cells = 0;
          for (List<Integer> piece : pieces) {
            assertThat(piece.getFirst()).isEqualTo(cells);
            assertThat(piece.getFirst() % Expression.BLOCK_CELLS).isZero();
            cells += piece.getLast();
          }
          assertThat(cells).isEqualTo(CELLS);
        });
  }

  @Test
  void failsIfTheDeviceHasNoRoomForABlock() {
    with(
        10_000,
        (expressions, stream) ->
            assertThatThrownBy(() -> pieces(expressions, stream))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("OUT_OF_MEMORY")
                .hasMessageContaining("asking for"));
  }

  @Test
  void freesWhatIsNotInUseWhenMemoryIsShort() {
    with(
        10_000_000,
        (expressions, stream) -> {
          pieces(expressions, stream);
          assertThat(kept()).isEqualTo(2);
          try (DeviceArena arena = stream.device().arena()) {
            arena.allocate(9_000_000);
            assertThat(kept()).isEqualTo(1);
          }
          try (DeviceExpression cells = expressions.of(x, stream);
              DeviceExpression.Whole whole = cells.whole();
              DeviceArena arena = stream.device().arena()) {
            assertThat(whole.rows().count()).isEqualTo(CELLS);
            assertThatThrownBy(() -> arena.allocate(9_500_000)).isInstanceOf(DriverException.class);
            assertThat(kept()).isEqualTo(3);
          }
        });
  }

  @Test
  void refusesTheDeviceOfOthers() {
    with(
        1_000_000,
        (expressions, stream) -> {
          try (Devices others = Devices.open(gpu.driver());
              DeviceStream other = others.first().stream()) {
            assertThatThrownBy(() -> expressions.of(x, other))
                .isInstanceOf(IllegalArgumentException.class);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 29})
  void aRangeOfGenesHasTheirValuesOnly(int from) {
    Expression range = new GeneRange(x, from, 30);
    RowCursor all = x.cursor();
    RowCursor some = range.cursor();
    long entries = 0;
    for (int cell = 0; cell < 500; cell++) {
      all.read(cell);
      some.read(cell);
      int[] expected =
          IntStream.range(all.from(), all.to()).filter(p -> all.genes()[p] >= from).toArray();
      assertThat(IntStream.range(some.from(), some.to()).toArray()).isEqualTo(expected);
      entries += expected.length;
    }
    assertThat(entries).isPositive();
    assertThat(range.entries()).isGreaterThan(entries).isLessThanOrEqualTo(x.entries());
    assertThat(range.cells()).isEqualTo(CELLS);
    assertThat(range.genes()).isEqualTo(30);
  }
}
