package org.samap.core.expression;

/**
 * A run of consecutive cells of an {@link Expression}, in compressed rows. The values of the
 * block's row r (cell {@code firstCell + r}) are at the positions {@code offsets[r]} to {@code
 * offsets[r + 1] - 1}, with genes rising strictly. The arrays may be shared: readers do not write
 * to them.
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

  /** The same pattern with other values. */
  public RowBlock withValues(float[] newValues) {
    return new RowBlock(firstCell, rows, offsets, genes, newValues);
  }
}
