package org.samap.core.expression;

import java.util.Arrays;

/**
 * Expression in packed blocks, off the heap or in a mapped file. It is unpacked row by row as it is
 * read. A little more than 3 bytes a stored value.
 */
final class PackedExpression implements Expression {
  private final int cells;
  private final int genes;
  private final PackedBlock[] blocks;
  private final long entries;
  private final ExpressionStore.Place place;

  /**
   * @param place the memory and file that hold the blocks
   */
  PackedExpression(int cells, int genes, PackedBlock[] blocks, ExpressionStore.Place place) {
    this.cells = cells;
    this.genes = genes;
    this.blocks = blocks;
    this.place = place;
    this.entries = Arrays.stream(blocks).mapToLong(PackedBlock::entries).sum();
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

  long bytes() {
    return Arrays.stream(blocks).mapToLong(PackedBlock::size).sum();
  }

  /** The memory and file that hold the blocks. */
  ExpressionStore.Place place() {
    return place;
  }

  @Override
  public PackedBlock packed(int b) {
    return blocks[b];
  }

  @Override
  public RowCursor cursor() {
    return new Cursor();
  }

  /** Unpacks rows into its own arrays. */
  private final class Cursor implements RowCursor {
    private final PackedBlock.Scratch scratch = new PackedBlock.Scratch();
    private int size;

    @Override
    public void read(int cell) {
      size = blocks[cell / BLOCK_CELLS].unpack(cell % BLOCK_CELLS, scratch);
    }

    @Override
    public int from() {
      return 0;
    }

    @Override
    public int to() {
      return size;
    }

    @Override
    public int[] genes() {
      return scratch.genes();
    }

    @Override
    public float[] values() {
      return scratch.values();
    }
  }
}
