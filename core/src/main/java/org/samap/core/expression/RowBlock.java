package org.samap.core.expression;

import java.util.Arrays;

/**
 * Consecutive cells of an {@link Expression} in compressed rows, as they go into it or come out of
 * it. The values of the block's row r (cell {@code firstCell + r}) are at the positions {@code
 * offsets[r]} to {@code offsets[r + 1] - 1}, with genes rising strictly. The arrays can be shared:
 * readers must not write to them.
 *
 * @param firstCell the cell of the first row
 * @param rows the number of cells
 * @param offsets rows + 1 positions
 * @param genes the gene of each stored value
 * @param values the stored values
 */
public record RowBlock(int firstCell, int rows, int[] offsets, int[] genes, float[] values) {

  /** The number of stored values. */
  public int entries() {
    return offsets[rows] - offsets[0];
  }

  /** Builds a block from rows in order. */
  public static Builder builder(int firstCell, int rows) {
    return new Builder(firstCell, rows, 1024);
  }

  /** Builds a block, with room for an expected number of values. */
  public static Builder builder(int firstCell, int rows, int capacity) {
    return new Builder(firstCell, rows, capacity);
  }

  /** Appends values to the current row, with rising genes; zeros are not stored. */
  public static final class Builder {
    private final int firstCell;
    private final int[] offsets;
    private int[] genes;
    private float[] values;
    private int rows;
    private int size;

    private Builder(int firstCell, int rows, int capacity) {
      this.firstCell = firstCell;
      this.offsets = new int[rows + 1];
      this.genes = new int[capacity];
      this.values = new float[capacity];
    }

    public void add(int gene, float value) {
      if (value == 0) {
        return;
      }
      if (size == genes.length) {
        int capacity = Math.max(1024, (int) Math.min(Integer.MAX_VALUE - 8, 2L * size));
        genes = Arrays.copyOf(genes, capacity);
        values = Arrays.copyOf(values, capacity);
      }
      genes[size] = gene;
      values[size++] = value;
    }

    public void endRow() {
      offsets[++rows] = size;
    }

    public RowBlock build() {
      return new RowBlock(
          firstCell,
          rows,
          offsets,
          size == genes.length ? genes : Arrays.copyOf(genes, size),
          size == values.length ? values : Arrays.copyOf(values, size));
    }
  }
}
