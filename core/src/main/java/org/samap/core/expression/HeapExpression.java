package org.samap.core.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Expression in arrays on the heap: 8 bytes a stored value. */
public final class HeapExpression implements Expression {
  private final int cells;
  private final int genes;
  private final RowBlock[] blocks;
  private final long entries;

  private HeapExpression(int cells, int genes, RowBlock[] blocks) {
    this.cells = cells;
    this.genes = genes;
    this.blocks = blocks;
    this.entries = Arrays.stream(blocks).mapToLong(RowBlock::entries).sum();
  }

  /** From blocks of {@link Expression#BLOCK_CELLS} cells each (fewer in the last). */
  public static HeapExpression of(int cells, int genes, RowBlock[] blocks) {
    return new HeapExpression(cells, genes, blocks);
  }

  /** Collects cells from the first to the last. */
  public static Builder builder(int genes) {
    return new Builder(genes);
  }

  @Override
  public int cells() {
    return cells;
  }

  @Override
  public int genes() {
    return genes;
  }

  @Override
  public long entries() {
    return entries;
  }

  @Override
  public RowBlock block(int b) {
    return blocks[b];
  }

  /** Appends cells; zeros given are not stored. */
  public static final class Builder {
    private final int genes;
    private final List<RowBlock> done = new ArrayList<>();
    private int[] offsets = new int[BLOCK_CELLS + 1];
    private int[] indices = new int[1024];
    private float[] values = new float[1024];
    private int rows;
    private int size;

    private Builder(int genes) {
      this.genes = genes;
    }

    /** Adds a value to the current cell; genes must rise strictly within a cell. */
    public void add(int gene, float value) {
      if (value == 0) {
        return;
      }
      if (gene < 0 || gene >= genes || (size > offsets[rows] && indices[size - 1] >= gene)) {
        throw new IllegalArgumentException("gene " + gene + " of " + genes + " out of order");
      }
      if (size == indices.length) {
        indices = Arrays.copyOf(indices, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      indices[size] = gene;
      values[size++] = value;
    }

    /** Ends the current cell and begins the next. */
    public void endCell() {
      offsets[++rows] = size;
      if (rows == BLOCK_CELLS) {
        endBlock();
      }
    }

    private void endBlock() {
      done.add(
          new RowBlock(
              done.size() * BLOCK_CELLS,
              rows,
              Arrays.copyOf(offsets, rows + 1),
              Arrays.copyOf(indices, size),
              Arrays.copyOf(values, size)));
      offsets = new int[BLOCK_CELLS + 1];
      rows = 0;
      size = 0;
    }

    public HeapExpression build() {
      int cells = done.size() * BLOCK_CELLS + rows;
      if (rows > 0) {
        endBlock();
      }
      return HeapExpression.of(cells, genes, done.toArray(RowBlock[]::new));
    }
  }
}
