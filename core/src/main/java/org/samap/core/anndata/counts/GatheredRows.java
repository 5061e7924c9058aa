package org.samap.core.anndata.counts;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;

/**
 * Makes blocks of rows that come one by one, in any order and from many threads. A block is passed
 * on when it has all its rows, so only blocks that lack some take memory: 8 bytes a value.
 */
final class GatheredRows {
  private final int rows;
  private final Consumer<RowBlock> blocks;
  private final Map<Integer, Gathering> open = new ConcurrentHashMap<>();

  /**
   * @param rows how many will come
   * @param blocks receives the blocks
   */
  GatheredRows(int rows, Consumer<RowBlock> blocks) {
    this.rows = rows;
    this.blocks = blocks;
  }

  /** Takes the rows of a block that are in {@code kept}: the first of these becomes row 0. */
  void putKept(RowBlock block, int[] kept) {
    int row = firstAtLeast(kept, block.firstCell());
    for (; row < kept.length && kept[row] < block.firstCell() + block.rows(); row++) {
      int r = kept[row] - block.firstCell();
      put(row, block.genes(), block.values(), block.offsets()[r], block.offsets()[r + 1]);
    }
  }

  private static int firstAtLeast(int[] rising, int value) {
    int place = Arrays.binarySearch(rising, value);
    return place < 0 ? -place - 1 : place;
  }

  /** Takes a row, whose genes rise. */
  void put(int row, int[] genes, float[] values, int from, int to) {
    int b = row / Expression.BLOCK_CELLS;
    Gathering block = open.computeIfAbsent(b, this::begin);
    if (block.take(row % Expression.BLOCK_CELLS, genes, values, from, to)) {
      open.remove(b);
      blocks.accept(block.build(b * Expression.BLOCK_CELLS));
    }
  }

  private Gathering begin(int block) {
    return new Gathering(Math.min(Expression.BLOCK_CELLS, rows - block * Expression.BLOCK_CELLS));
  }

  private static final class Gathering {
    private final int[][] genes;
    private final float[][] values;
    private int missing;

    Gathering(int rows) {
      genes = new int[rows][];
      values = new float[rows][];
      missing = rows;
    }

    /** Whether this row was the last one that was missing. */
    synchronized boolean take(int row, int[] fromGenes, float[] fromValues, int from, int to) {
      genes[row] = Arrays.copyOfRange(fromGenes, from, to);
      values[row] = Arrays.copyOfRange(fromValues, from, to);
      missing--;
      return missing == 0;
    }

    synchronized RowBlock build(int firstCell) {
      RowBlock.Builder block =
          RowBlock.builder(
              firstCell, genes.length, Arrays.stream(genes).mapToInt(g -> g.length).sum());
      for (int r = 0; r < genes.length; r++) {
        for (int p = 0; p < genes[r].length; p++) {
          block.add(genes[r][p], values[r][p]);
        }
        block.endRow();
      }
      return block.build();
    }
  }
}
