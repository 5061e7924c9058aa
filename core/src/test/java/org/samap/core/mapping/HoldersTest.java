package org.samap.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** Neighbourhoods turned round, over several stripes and chunks, against the neighbourhoods. */
class HoldersTest {
  private static final int CELLS = 9_001;
  private static final int FIRST_PLACE = 37;

  @Test
  void givesTheHoldersOfEveryCell() {
    RandomStream random = RandomStream.of(3, "test", 0);
    SparseMatrix.Builder graph = SparseMatrix.builder(CELLS, CELLS);
    for (int c = 0; c < CELLS; c++) {
      int start = c;
      // Near cells and a few far ones, so that words are dense, sparse and missing.
      random.ints(6, 0, 90).map(d -> (start + d) % CELLS).distinct().forEach(n -> graph.add(n, 1));
      graph.endRow();
    }
    int[] budgets = random.ints(CELLS, 1, 200).toArray();
    Neighborhoods neighborhoods =
        new BreadthFirst(graph.build(), budgets, 4, false, CellOrder.identity(CELLS));
    BitSet[] expected = new BitSet[CELLS];
    Arrays.setAll(expected, c -> new BitSet());
    Neighborhoods.Collector collector = neighborhoods.collector();
    for (int holder = 0; holder < CELLS; holder++) {
      int size = collector.collect(holder);
      for (int m = 0; m < size; m++) {
        expected[collector.members()[m]].set(holder);
      }
    }
    try (Workers workers = Workers.of(2)) {
      Holders holders = Holders.of(neighborhoods, CELLS, workers);
      CellSums sums = new CellSums(FIRST_PLACE + CELLS);
      for (int cell = 0; cell < CELLS; cell++) {
        holders.add(cell, 0.5, sums, FIRST_PLACE);
        BitSet found = new BitSet();
        int[] groups = sums.sortedGroups();
        for (int g = 0; g < sums.groupCount(); g++) {
          long bits = sums.atLeast(Double.MIN_VALUE, groups[g]);
          for (; bits != 0; bits &= bits - 1) {
            int p = groups[g] * CellSums.GROUP + Long.numberOfTrailingZeros(bits);
            assertThat(sums.get(p)).isEqualTo(0.5);
            found.set(p - FIRST_PLACE);
          }
        }
        sums.clear();
        assertThat(found).as("holders of %d", cell).isEqualTo(expected[cell]);
      }
    }
  }
}
