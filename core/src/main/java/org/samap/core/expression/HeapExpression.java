package org.samap.core.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Expression in arrays on the heap, read without any decoding: 8 bytes a stored value. */
public final class HeapExpression implements Expression {
  private static final int[] NO_GENES = {};
  private static final float[] NO_VALUES = {};

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

  /** Makes a matrix of blocks of {@link Expression#BLOCK_CELLS} cells each (fewer in the last). */
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

  @Override
  public RowCursor cursor() {
    return new Cursor();
  }

  /** Points into the blocks. */
  private final class Cursor implements RowCursor {
    private int from;
    private int to;
    private int[] geneOf = NO_GENES;
    private float[] valueOf = NO_VALUES;

    @Override
    public void read(int cell) {
      RowBlock block = blocks[cell / BLOCK_CELLS];
      int row = cell - block.firstCell();
      from = block.offsets()[row];
      to = block.offsets()[row + 1];
      geneOf = block.genes();
      valueOf = block.values();
    }

    @Override
    public int from() {
      return from;
    }

    @Override
    public int to() {
      return to;
    }

    @Override
    public int[] genes() {
      return geneOf;
    }

    @Override
    public float[] values() {
      return valueOf;
    }
  }

  /** Appends cells; zeros are not stored. */
  public static final class Builder {
    private final int genes;
    private final List<RowBlock> done = new ArrayList<>();
    private RowBlock.Builder block = RowBlock.builder(0, BLOCK_CELLS);
    private int rows;
    private int lastGene = -1;

    private Builder(int genes) {
      this.genes = genes;
    }

    /** Adds a value to the current cell; genes must rise strictly within a cell. */
    public void add(int gene, float value) {
      if (gene <= lastGene || gene >= genes) {
        throw new IllegalArgumentException("gene " + gene + " of " + genes + " out of order");
      }
      lastGene = gene;
      block.add(gene, value);
    }

    /** Ends the current cell and begins the next. */
    public void endCell() {
      block.endRow();
      lastGene = -1;
      if (++rows == BLOCK_CELLS) {
        endBlock();
      }
    }

    private void endBlock() {
      done.add(block.build());
      block = RowBlock.builder(done.size() * BLOCK_CELLS, BLOCK_CELLS);
      rows = 0;
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
