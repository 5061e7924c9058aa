package org.samap.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.run.Workers;

/** Passes over the cells of an expression matrix. */
class ExpressionTest {

  /** A matrix whose cell c has the value c + 1 of its only gene. */
  private static Expression counting(int cells) {
    HeapExpression.Builder b = HeapExpression.builder(1);
    for (int c = 0; c < cells; c++) {
      b.add(0, c + 1);
      b.endCell();
    }
    return b.build();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 3000, 70_000})
  void aPassReadsEveryCellOnce(int cells) {
    AtomicIntegerArray seen = new AtomicIntegerArray(cells);
    Expression x = counting(cells);
    try (Workers workers = Workers.of(2)) {
      x.forEachRange(
          workers,
          (row, from, to) -> {
            for (int c = from; c < to; c++) {
              row.read(c);
              seen.addAndGet(c, (int) row.values()[row.from()]);
            }
          });
    }
    assertThat(IntStream.range(0, cells).allMatch(c -> seen.get(c) == c + 1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void partsAreMergedInTheOrderOfTheCells(int threads) {
    Expression x = counting(3000);
    try (Workers workers = Workers.of(threads)) {
      List<List<Integer>> parts =
          x.reduceRanges(
              workers, (row, from, to) -> List.of(from, to), new ArrayList<>(), List::add);
      assertThat(parts).hasSize(12);
      for (int t = 0; t < parts.size(); t++) {
        assertThat(parts.get(t)).containsExactly(256 * t, Math.min(3000, 256 * (t + 1)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3000, 10_000, 60_000})
  void smallDataHaveTasksForManyThreads(int cells) {
    Expression x = counting(cells);
    assertThat(Math.ceilDiv(cells, x.taskCells())).isGreaterThanOrEqualTo(12);
  }
}
