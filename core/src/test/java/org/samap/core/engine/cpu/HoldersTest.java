package org.samap.core.engine.cpu;

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
      BitSet[] byCell = new BitSet[CELLS];
      Arrays.setAll(byCell, cell -> holdersOf(cell, holders));
      assertThat(byCell).isEqualTo(expected);

      BitSet[] byWord = new BitSet[CELLS];
      Arrays.setAll(byWord, c -> new BitSet());
      for (int first = 0; first < CELLS; first += Holders.WORD) {
        int word = first;
        holders.heldBy(
            first,
            (cell, bits) ->
                BitSet.valueOf(new long[] {bits}).stream()
                    .forEach(b -> byWord[cell].set(word + b)));
      }
      assertThat(byWord).isEqualTo(expected);
    }
  }

  private static BitSet holdersOf(int cell, Holders holders) {
    BitSet found = new BitSet();
    for (int n : holders.stripesNear(cell)) {
      Holders.Stripe stripe = holders.stripe(n);
      int i = Arrays.binarySearch(stripe.cells(), cell);
      for (int w = i < 0 ? 0 : stripe.starts()[i]; i >= 0 && w < stripe.starts()[i + 1]; w++) {
        int first = stripe.first() + stripe.wordAt()[w] * Holders.WORD;
        BitSet.valueOf(new long[] {stripe.words()[w]}).stream().forEach(b -> found.set(first + b));
      }
    }
    return found;
  }
}
