package org.samap.core.expression;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.samap.core.run.Workers;

/** Copies expression with cells and genes in another order, or with only some of them. */
public final class SelectedCells {
  private SelectedCells() {}

  /**
   * @param cells the selected cells, in the new order
   * @param genes the selected genes, in the new order
   * @param store where the copy is stored
   */
  public static Expression of(
      Expression x, int[] cells, int[] genes, ExpressionStore store, Workers workers) {
    int[] newGene = new int[x.genes()];
    Arrays.fill(newGene, -1);
    for (int g = 0; g < genes.length; g++) {
      newGene[genes[g]] = g;
    }
    ExpressionStore.Builder copy = store.builder(cells.length, genes.length, x.entries());
    workers.forEach(
        Math.ceilDiv(cells.length, Expression.BLOCK_CELLS),
        b -> copy.put(block(x, cells, newGene, b * Expression.BLOCK_CELLS)));
    return copy.build();
  }

  /**
   * Some cells with all their genes.
   *
   * @param cells the selected cells, in the new order
   * @param store where the copy is stored
   */
  public static Expression of(Expression x, int[] cells, ExpressionStore store, Workers workers) {
    return of(x, cells, IntStream.range(0, x.genes()).toArray(), store, workers);
  }

  private static RowBlock block(Expression x, int[] cells, int[] newGene, int first) {
    int count = Math.min(Expression.BLOCK_CELLS, cells.length - first);
    RowBlock.Builder rows = RowBlock.builder(first, count);
    RowCursor cursor = x.cursor();
    for (int c = first; c < first + count; c++) {
      cursor.read(cells[c]);
      long[] geneAndPlace =
          LongStream.range(cursor.from(), cursor.to())
              .filter(p -> newGene[cursor.genes()[(int) p]] >= 0)
              .map(p -> (long) newGene[cursor.genes()[(int) p]] << 32 | p)
              .sorted()
              .toArray();
      for (long key : geneAndPlace) {
        rows.add((int) (key >> 32), cursor.values()[(int) key]);
      }
      rows.endRow();
    }
    return rows.build();
  }
}
